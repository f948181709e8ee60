import type { ModelConfig } from '../config/model-config.js';
import type { Model, WeightTensor, Weights } from '../weights/types.js';
import { DEFAULT_BLOCK_SIZE, dequantizeMatrix, quantizeMatrix, type QuantizedMatrix } from './int8.js';

/** A model whose matrices (embedding and head too) are in int8 blocks; its norms stay float. */
export interface QuantizedModel {
  readonly config: ModelConfig;
  readonly blockSize: number;
  readonly matrices: ReadonlyMap<string, QuantizedMatrix>;
  readonly vectors: ReadonlyMap<string, WeightTensor>;
}

/**
 * Quantises every matrix of a model.
 *
 * @param blockSize neighbours that share a scale; 16, 32, 64, 128 or 256. Default 32: on ONNX Runtime's CPU kernels a
 * larger one is a little faster and less exact.
 * @throws ModelError UNSUPPORTED when a matrix cannot be cut into blocks.
 */
export function quantizeModel(model: Model, blockSize = DEFAULT_BLOCK_SIZE): QuantizedModel {
  const matrices = new Map<string, QuantizedMatrix>();
  const vectors = new Map<string, WeightTensor>();
  for (const [name, tensor] of model.weights) {
    if (tensor.dims.length === 2) matrices.set(name, quantizeMatrix(name, tensor, blockSize));
    else vectors.set(name, tensor);
  }
  return { config: model.config, blockSize, matrices, vectors };
}

/** The float model that a quantised one stands for. */
export function dequantizeModel(model: QuantizedModel): Model {
  const weights: Weights = new Map(model.vectors);
  for (const [name, matrix] of model.matrices) weights.set(name, dequantizeMatrix(matrix));
  return { config: model.config, weights };
}
