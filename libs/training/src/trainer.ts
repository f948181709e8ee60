import {
  EMBEDDING,
  TRAINING_IO,
  buildTrainingGraph,
  type ModelConfig,
  type TrainingGraph,
  type TrainingMode,
  type Weights,
  type WeightTensor,
} from '@ordena/model';
import { OnnxSession, Tensor, type TensorMap } from '@ordena/onnx';
import { createRng } from '@ordena/orders';
import { adamWStep, newMoments, sumOfSquares, type AdamWSettings, type Moments } from './adamw.js';
import { countLabels, makeBatch, type TrainingRow } from './batch.js';
import { TrainingError } from './errors.js';

export interface TrainerOptions {
  readonly config: ModelConfig;
  readonly mode: TrainingMode;
  /** Base weights and, in LoRA mode, the adapter's matrices. Trainable ones are changed in place. */
  readonly parameters: Weights;
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
  /** Where the first batch of a step writes its gradients: into the sums themselves. */
  private readonly direct: Record<string, Tensor | null>;
  /** Where further batches write theirs, to be added; made when a step first has several. */
  private aside: Record<string, Tensor | null> | undefined;
  private readonly dropoutInputs: TrainingGraph['dropoutInputs'];
  /** Trainable parameters that the graph gives a gradient of; the untied embedding has rows only. */
  private readonly gradients: readonly string[];

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
    this.direct = this.makeFetches(graph.gradients, (name) => this.gradientOf(name));
    this.gradients = graph.gradients;
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
    const labelled = countLabels(batches.flat());
    const made = batches.map((rows) => makeBatch(rows, config.padTokenId, groups, labelled));
    let loss = 0;
    for (const { name, gradient } of this.trainable) if (!this.gradients.includes(name)) gradient.fill(0);
    for (const [index, batch] of made.entries()) {
      const feeds = { ...this.feeds, ...batch.feeds, ...this.masks(batch.tokens, index) };
      const outputs = await this.session.run(feeds, index === 0 ? this.direct : this.asideFetches());
      loss += outputs[TRAINING_IO.loss]?.data[0] as number;
      if (index > 0) this.addAside();
      const rows = outputs[TRAINING_IO.embeddedGradient]?.data as Float32Array | undefined;
      if (rows) addRows(this.gradientOf(EMBEDDING), batch.ids, rows);
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

  private makeFetches(
    gradients: readonly string[],
    into: (name: string) => Float32Array,
  ): Record<string, Tensor | null> {
    const fetches: Record<string, Tensor | null> = { [TRAINING_IO.loss]: null };
    for (const name of gradients) {
      const { dims } = parameterOf(this.options.parameters, name);
      fetches[TRAINING_IO.gradient + name] = new Tensor('float32', into(name), dims);
    }
    const { outputNames } = this.session;
    if (outputNames.includes(TRAINING_IO.embeddedGradient)) fetches[TRAINING_IO.embeddedGradient] = null;
    return fetches;
  }

  private asideFetches(): Record<string, Tensor | null> {
    this.aside ??= this.makeFetches(this.gradients, (name) => new Float32Array(this.gradientOf(name).length));
    return this.aside;
  }

  private addAside(): void {
    for (const name of this.gradients) {
      const sum = this.gradientOf(name);
      const part = this.aside?.[TRAINING_IO.gradient + name]?.data as Float32Array;
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (part[i] as number);
    }
  }

  private gradientOf(name: string): Float32Array {
    const found = this.trainable.find((trainable) => trainable.name === name);
    if (!found) throw new TrainingError('MISSING_PARAMETER', name, 'is not trained');
    return found.gradient;
  }
}

/** Adds each row of `rows` to the row of `table` that its token id names. In order, so that sums repeat bit for bit. */
function addRows(table: Float32Array, ids: Int32Array, rows: Float32Array): void {
  const width = rows.length / ids.length;
  ids.forEach((id, r) => {
    const to = id * width;
    const from = r * width;
    for (let i = 0; i < width; i++) table[to + i] = (table[to + i] as number) + (rows[from + i] as number);
  });
}

function parameterOf(parameters: Weights, name: string): WeightTensor {
  const parameter = parameters.get(name);
  if (!parameter) throw new TrainingError('MISSING_PARAMETER', name, 'is not among the weights');
  return parameter;
}
