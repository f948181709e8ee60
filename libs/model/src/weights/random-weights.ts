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

/** Normal numbers by Box and Muller over the mulberry32 generator. */
function normals(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
