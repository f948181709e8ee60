import type { ModelConfig } from '../config/model-config.js';

/** A float tensor of a model: row-major, `data.length` is the product of `dims`. */
export interface WeightTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
  /** Rows of a matrix, one below the other, where it has a shorter way to them than through all of `data`. */
  rows?(ids: ArrayLike<number>): Float32Array;
}

/** The tensors of a model by their Hugging Face names, such as `model.layers.0.self_attn.q_proj.weight`. */
export type Weights = Map<string, WeightTensor>;

/** A model as it lies in memory. */
export interface Model {
  readonly config: ModelConfig;
  readonly weights: Weights;
}
