import type { TrainingBatch } from './batch.js';

/** Where a batch stands in the run: dropout masks depend on nothing else. */
export interface BatchPlace {
  /** Optimizer steps done before. */
  readonly step: number;
  /** Which batch of the step; the first one replaces the gradients, others add to them. */
  readonly index: number;
}

/** Computes losses and gradients; what is done with them is the trainer's business. */
export interface GradientEngine {
  /** Names of the parameters that it gives gradients of, in a fixed order. */
  readonly trainable: readonly string[];
  /**
   * Runs one batch forward and backward.
   *
   * @param gradients of each trainable parameter: written to, or added to when `place.index` is not 0.
   * @returns the weighted sum of the batch's losses.
   */
  accumulate(
    batch: TrainingBatch,
    gradients: ReadonlyMap<string, Float32Array>,
    place: BatchPlace,
  ): Promise<number>;
  /** Frees the sessions. May be called twice. */
  close(): Promise<void>;
}

/** Adds `part` to `sum`, or puts it there. */
export function put(sum: Float32Array, part: Float32Array, first: boolean): void {
  if (first) sum.set(part);
  else for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (part[i] as number);
}
