import type { ModelConfig } from '../config/model-config.js';
import { ModelError } from '../errors.js';
import { listParameters } from '../training/parameters.js';
import { loraNames } from '../training/trainable.js';
import type { Weights } from '../weights/types.js';
import type { Adapter } from './adapter-folder.js';

/**
 * Adds an adapter into its base: W + (alpha / rank) · B A. The base's matrices are not changed; those that no adapter
 * stands on are shared with the result, and the others are made at each look at their `data`: whoever writes the result
 * tensor by tensor never holds it whole.
 *
 * @param from the adapter's folder, for errors.
 * @throws ModelError INVALID_WEIGHTS when the adapter was made for a model of another shape, or lacks a matrix.
 */
export function mergeAdapter(config: ModelConfig, base: Weights, adapter: Adapter, from: string): Weights {
  checkAdapter(config, adapter, from);
  const merged: Weights = new Map(base);
  const { rank, alpha } = adapter.lora;
  for (const [name, weight] of base) {
    const { a, b } = loraNames(name.replace(/\.weight$/, ''));
    const low = adapter.weights.get(a)?.data;
    const high = adapter.weights.get(b)?.data;
    if (!low || !high) continue;
    merged.set(name, {
      dims: weight.dims,
      get data() {
        return addProduct(weight.data, high, low, rank, alpha / rank);
      },
    });
  }
  return merged;
}

/** @throws ModelError INVALID_WEIGHTS that names the first missing, unknown or mis-shaped matrix. */
export function checkAdapter(config: ModelConfig, adapter: Adapter, from: string): void {
  const expected = new Map(
    listParameters(config, { kind: 'lora', lora: adapter.lora })
      .filter((spec) => spec.trainable)
      .map((spec) => [spec.name, spec.shape] as const),
  );
  for (const [name, shape] of expected) {
    const found = adapter.weights.get(name);
    if (!found) throw new ModelError('INVALID_WEIGHTS', { file: from, key: name }, 'this matrix is missing');
    if (found.dims.join() !== shape.join()) {
      const message = `has shape [${found.dims.join()}], the base asks for [${shape.join()}]: an adapter for another base`;
      throw new ModelError('INVALID_WEIGHTS', { file: from, key: name }, message);
    }
  }
  for (const name of adapter.weights.keys()) {
    if (!expected.has(name)) throw new ModelError('INVALID_WEIGHTS', { file: from, key: name }, 'the base has no such projection');
  }
}

/** weight [out, in] + scale · high [out, rank] · low [rank, in], as a new array. */
function addProduct(weight: Float32Array, high: Float32Array, low: Float32Array, rank: number, scale: number): Float32Array {
  const width = low.length / rank;
  const result = Float32Array.from(weight);
  for (let row = 0; row < high.length / rank; row++) {
    for (let r = 0; r < rank; r++) {
      const factor = scale * (high[row * rank + r] as number);
      const from = r * width;
      const to = row * width;
      for (let i = 0; i < width; i++) result[to + i] = (result[to + i] as number) + factor * (low[from + i] as number);
    }
  }
  return result;
}
