import { createRng } from '@ordena/orders';
import type { ModelConfig } from '../config/model-config.js';
import { expectedTensors } from './tensor-names.js';
import type { Weights } from './types.js';

/** The standard deviation that Qwen3 initialises matrices with. */
const DEVIATION = 0.02;

/**
 * Fresh weights: matrices normal with deviation 0.02 (or as given), norms 1. The same seed gives the same weights.
 */
export function randomWeights(config: ModelConfig, seed: number, deviation = DEVIATION): Weights {
  const normal = normals(seed);
  const weights: Weights = new Map();
  for (const [name, dims] of expectedTensors(config)) {
    const data = new Float32Array(dims.reduce((product, d) => product * d, 1));
    if (dims.length === 1) data.fill(1);
    else for (let i = 0; i < data.length; i++) data[i] = normal() * deviation;
    weights.set(name, { dims, data });
  }
  return weights;
}

/** Normal numbers by Box and Muller. */
function normals(seed: number): () => number {
  const rng = createRng(seed);
  return () => Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
}
