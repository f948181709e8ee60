import {
  TRAINING_IO,
  buildTrainingGraph,
  type ModelConfig,
  type TrainingGraph,
  type TrainingMode,
} from '@ordena/model';
import { OnnxSession, Tensor, type TensorMap } from '@ordena/onnx';
import { createRng } from '@ordena/orders';
import { adamWStep, newMoments, sumOfSquares, type AdamWSettings, type Moments } from './adamw.js';
import { makeBatch, type TrainingRow } from './batch.js';
import { TrainingError } from './errors.js';

const EMBEDDING = 'model.embed_tokens.weight';

/** Parameters by name, as loaded from or written to a model folder. */
export type Parameters = Map<string, { readonly dims: readonly number[]; readonly data: Float32Array }>;

export interface TrainerOptions {
  readonly config: ModelConfig;
  readonly mode: TrainingMode;
  /** Base weights and, in LoRA mode, the adapter's matrices. Trainable ones are changed in place. */
  readonly parameters: Parameters;
  readonly optimizer: AdamWSettings;
  /** Largest global norm of the gradients; 0 turns clipping off. */
  readonly maxGradientNorm: number;
  /** Threads of the session. Default: the number of cores. */
  readonly threads?: number;
  /** Of the dropout masks. Default 0. */
  readonly seed?: number;
}

/** What one optimizer step did. */
export interface StepReport {
  /** Mean over the labelled tokens of all batches of the step. */
  readonly loss: number;
  readonly gradientNorm: number;
  /** Tokens run, padding counted. */
  readonly tokens: number;
}

/** A parameter that the optimizer changes. */
export interface Trainable {
  readonly name: string;
  readonly weight: Float32Array;
  /** Of the last step, before clipping. */
  readonly gradient: Float32Array;
  readonly moments: Moments;
}

/**
 * Runs optimizer steps of one model: forward and backward in one ONNX graph, AdamW in place on the same arrays that the
 * graph reads its parameters from.
 */
export class Trainer {
  /** Optimizer steps done so far. */
  step = 0;
  private readonly feeds: TensorMap = {};
  private readonly fetches: Record<string, Tensor | null> = {};
  private readonly sums: Map<string, Float32Array> = new Map();
  private readonly dropoutInputs: TrainingGraph['dropoutInputs'];

  private constructor(
    private readonly options: TrainerOptions,
    private readonly session: OnnxSession,
    /** What is trained, in the order of the graph's parameters. */
    readonly trainable: readonly Trainable[],
    graph: TrainingGraph,
  ) {
    this.dropoutInputs = graph.dropoutInputs;
    for (const [name, { dims, data }] of options.parameters)
      this.feeds[name] = new Tensor('float32', data, dims);
    this.fetches[TRAINING_IO.loss] = null;
    for (const name of graph.gradients) {
      const { dims } = parameterOf(options.parameters, name);
      const output = new Float32Array(dims.reduce((a, b) => a * b, 1));
      this.sums.set(name, output);
      this.fetches[TRAINING_IO.gradient + name] = new Tensor('float32', output, dims);
    }
    if (session.outputNames.includes(TRAINING_IO.embeddedGradient))
      this.fetches[TRAINING_IO.embeddedGradient] = null;
  }

  /** @throws TrainingError MISSING_PARAMETER, SHAPE_MISMATCH when the parameters do not fit the configuration. */
  static async create(options: TrainerOptions): Promise<Trainer> {
    const graph = buildTrainingGraph(options.config, options.mode);
    for (const { name, shape } of graph.parameters) {
      const { dims } = parameterOf(options.parameters, name);
      if (dims.join() !== shape.join()) {
        throw new TrainingError(
          'SHAPE_MISMATCH',
          name,
          `has shape [${dims.join()}], expected [${shape.join()}]`,
        );
      }
    }
    const session = await OnnxSession.create(graph.model, 'training graph', {
      ...(options.threads === undefined ? {} : { threads: options.threads }),
    });
    const trainables = graph.parameters
      .filter((p) => p.trainable)
      .map(({ name }): Trainable => {
        const weight = parameterOf(options.parameters, name).data;
        return {
          name,
          weight,
          gradient: new Float32Array(weight.length),
          moments: newMoments(weight.length),
        };
      });
    return new Trainer(options, session, trainables, graph);
  }

  /**
   * One optimizer step over one or more batches, whose gradients are averaged with equal weight per labelled token.
   *
   * @param batches rows of each batch; several are gradient accumulation.
   * @throws TrainingError DIVERGED when the loss or the gradient norm is not finite; the weights are then untouched.
   */
  async trainStep(batches: readonly (readonly TrainingRow[])[], learningRate: number): Promise<StepReport> {
    const { config } = this.options;
    const groups = config.numAttentionHeads / config.numKeyValueHeads;
    const made = batches.map((rows) => makeBatch(rows, config.padTokenId, groups));
    const labelled = made.reduce((sum, b) => sum + b.labelled, 0);
    let loss = 0;
    for (const { gradient } of this.trainable) gradient.fill(0);
    for (const [index, batch] of made.entries()) {
      const share = batch.labelled / labelled;
      const outputs = await this.session.run(
        { ...this.feeds, ...batch.feeds, ...this.masks(batch.tokens, index) },
        this.fetches,
      );
      loss += share * (outputs[TRAINING_IO.loss]?.data[0] as number);
      this.collect(batch.ids, outputs[TRAINING_IO.embeddedGradient]?.data as Float32Array | undefined, share);
    }
    const norm = Math.sqrt(this.trainable.reduce((sum, t) => sum + sumOfSquares(t.gradient), 0));
    if (!Number.isFinite(loss) || !Number.isFinite(norm)) {
      throw new TrainingError('DIVERGED', `step ${this.step + 1}`, `loss ${loss}, gradient norm ${norm}`);
    }
    const limit = this.options.maxGradientNorm;
    const clip = limit > 0 && norm > limit ? limit / (norm + 1e-6) : 1;
    this.step++;
    for (const { weight, gradient, moments } of this.trainable) {
      adamWStep(weight, gradient, moments, this.options.optimizer, learningRate, this.step, clip);
    }
    return { loss, gradientNorm: norm, tokens: made.reduce((sum, b) => sum + b.tokens, 0) };
  }

  /** Frees the session. May be called twice. */
  async close(): Promise<void> {
    await this.session.close();
  }

  /** Dropout masks that depend only on the seed, the step and the place in it. */
  private masks(rows: number, index: number): TensorMap {
    const { mode, seed = 0 } = this.options;
    const dropout = mode.kind === 'lora' ? (mode.lora.dropout ?? 0) : 0;
    const masks: TensorMap = {};
    this.dropoutInputs.forEach(({ name, width }, i) => {
      const rng = createRng(((seed * 31 + this.step) * 31 + index) * 1009 + i);
      const mask = new Float32Array(rows * width);
      for (let j = 0; j < mask.length; j++) mask[j] = rng.next() < dropout ? 0 : 1 / (1 - dropout);
      masks[name] = new Tensor('float32', mask, [rows, width]);
    });
    return masks;
  }

  private collect(ids: Int32Array, embedded: Float32Array | undefined, share: number): void {
    for (const { name, gradient } of this.trainable) {
      const part = this.sums.get(name);
      if (part)
        for (let i = 0; i < gradient.length; i++)
          gradient[i] = (gradient[i] as number) + share * (part[i] as number);
      if (name === EMBEDDING && embedded) addRows(gradient, ids, embedded, share);
    }
  }
}

/** Adds each row of `rows` to the row of `table` that its token id names. In order, so that sums repeat bit for bit. */
function addRows(table: Float32Array, ids: Int32Array, rows: Float32Array, share: number): void {
  const width = rows.length / ids.length;
  ids.forEach((id, r) => {
    const to = id * width;
    const from = r * width;
    for (let i = 0; i < width; i++)
      table[to + i] = (table[to + i] as number) + share * (rows[from + i] as number);
  });
}

function parameterOf(
  parameters: Parameters,
  name: string,
): { readonly dims: readonly number[]; readonly data: Float32Array } {
  const parameter = parameters.get(name);
  if (!parameter) throw new TrainingError('MISSING_PARAMETER', name, 'is not among the weights');
  return parameter;
}
