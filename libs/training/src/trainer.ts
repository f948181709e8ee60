import type { RecomputePolicy } from '@ordena/autodiff';
import { isAdapterTensor, type ModelConfig, type TrainingMode, type Weights } from '@ordena/model';
import { adamWStep, newMoments, sumOfSquares, type AdamWSettings, type Moments } from './adamw.js';
import { countLabels, makeBatch, type TrainingRow } from './batch.js';
import { TrainingError } from './errors.js';
import { floatWeights, type FrozenWeights } from './frozen-weights.js';
import type { GradientEngine } from './gradient-engine.js';
import { LayeredEngine } from './layered-engine.js';
import { WholeEngine } from './whole-engine.js';

export interface TrainerOptions {
  readonly config: ModelConfig;
  readonly mode: TrainingMode;
  /** Trained parameters, changed in place; in LoRA mode without `base` also the base's weights. */
  readonly parameters: Weights;
  /** LoRA: the frozen base. Default: the float weights among `parameters`. */
  readonly base?: FrozenWeights;
  /** LoRA: what the backward pass computes again. Default `attention`. */
  readonly recompute?: RecomputePolicy;
  /** LoRA: longest row of a batch. Default: the model's own limit. */
  readonly maxLength?: number;
  /** LoRA: labelled rows that go through the head at once. Default 128. */
  readonly headRows?: number;
  readonly optimizer: AdamWSettings;
  /** Largest global norm of the gradients; 0 turns clipping off. */
  readonly maxGradientNorm: number;
  /** Threads of the sessions. Default: the number of cores. */
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

/** Runs optimizer steps of one model: gradients by an engine, AdamW in place on the arrays that the engine reads. */
export class Trainer {
  /** Optimizer steps done so far. */
  step = 0;
  private readonly gradients: ReadonlyMap<string, Float32Array>;

  private constructor(
    private readonly options: TrainerOptions,
    private readonly engine: GradientEngine,
    /** What is trained, in the engine's order. */
    readonly trainable: readonly Trainable[],
  ) {
    this.gradients = new Map(trainable.map(({ name, gradient }) => [name, gradient]));
  }

  /** @throws TrainingError MISSING_PARAMETER, SHAPE_MISMATCH when the parameters do not fit the configuration. */
  static async create(options: TrainerOptions): Promise<Trainer> {
    const engine = await makeEngine(options);
    const trainable = engine.trainable.map((name): Trainable => {
      const weight = options.parameters.get(name)?.data ?? new Float32Array();
      return { name, weight, gradient: new Float32Array(weight.length), moments: newMoments(weight.length) };
    });
    return new Trainer(options, engine, trainable);
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
    let loss = 0;
    let tokens = 0;
    for (const [index, rows] of batches.entries()) {
      const batch = makeBatch(rows, config.padTokenId, groups, labelled);
      loss += await this.engine.accumulate(batch, this.gradients, { step: this.step, index });
      tokens += batch.tokens;
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
    return { loss, gradientNorm: norm, tokens };
  }

  /** Frees the sessions. May be called twice. */
  async close(): Promise<void> {
    await this.engine.close();
  }
}

function makeEngine(options: TrainerOptions): Promise<GradientEngine> {
  const { config, mode, parameters, threads } = options;
  if (mode.kind === 'full') return WholeEngine.create(config, parameters, threads);
  return LayeredEngine.create({
    ...options,
    lora: mode.lora,
    base: options.base ?? floatWeights(parameters),
    adapter: new Map([...parameters].filter(([name]) => isAdapterTensor(name))),
  });
}
