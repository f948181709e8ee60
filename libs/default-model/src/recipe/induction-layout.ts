import type { ModelConfig } from '@ordena/model';
import { gaussianVector } from './gaussian.js';

/** Width of the part of the residual stream that is left empty for the previous token's word. */
export const SCRATCH = 64;
const PREVIOUS_GAIN = 0.1;
const COPY_GAIN = 0.15;
const SHARPNESS = 1.4;
/** Rotary pairs that turn fast (for "the token before") and slowly (for "the same word, wherever it stands"). */
const FAST_PAIRS = 3;

type Matrix = { readonly dims: readonly number[]; readonly data: Float32Array };

/**
 * Lays an induction circuit (https://arxiv.org/abs/2209.11895) into freshly drawn weights: the model begins able to go on
 * copying a span it has begun to copy, which otherwise takes a good part of the training to emerge.
 *
 * Layer 0 looks one token back, by a query and a key that depend on the position alone, and writes that token's word into
 * the scratch part of the stream. Layer 1 looks for a place whose previous word is the current one, and adds the word
 * that stands there. All of it is trained on like any other weight.
 *
 * The embedding must leave the last 64 dimensions at 0 and hold a constant in the one before (see `initialEmbedding`).
 */
export function layInductionCircuit(
  config: ModelConfig,
  weights: ReadonlyMap<string, Matrix>,
  seed: number,
): void {
  const { hiddenSize: width, headDim, numAttentionHeads: heads, numKeyValueHeads: kvHeads } = config;
  const half = headDim / 2;
  const words = width - SCRATCH - 1;
  const perHead = heads / kvHeads;
  const matrix = (layer: number, name: string): Float32Array =>
    (weights.get(`model.layers.${layer}.self_attn.${name}.weight`) as Matrix).data;
  const projections = (layer: number): Record<'q' | 'k' | 'v' | 'o', Float32Array> => ({
    q: matrix(layer, 'q_proj'),
    k: matrix(layer, 'k_proj'),
    v: matrix(layer, 'v_proj'),
    o: matrix(layer, 'o_proj'),
  });
  const clearRows = (data: Float32Array, from: number, count: number): void => {
    data.fill(0, from * width, (from + count) * width);
  };

  const readers = orthonormalRows(SCRATCH, words, seed);
  lookBack();
  matchAndCopy();

  function lookBack(): void {
    const { q, k, v, o } = projections(0);
    clearRows(q, 0, perHead * headDim);
    clearRows(k, 0, headDim);
    clearRows(v, 0, headDim);
    for (let pair = 0; pair < FAST_PAIRS; pair++) {
      const angle = config.ropeTheta ** (-pair / half);
      k[pair * width + words] = 1;
      for (let head = 0; head < perHead; head++) {
        q[(head * headDim + pair) * width + words] = Math.cos(angle);
        q[(head * headDim + pair + half) * width + words] = -Math.sin(angle);
      }
    }
    for (let i = 0; i < SCRATCH; i++) {
      v.set(readers[i] as Float32Array, i * width);
      // Only the first head of the group writes; the others of the group keep their random output.
      for (let row = 0; row < width; row++) o[row * heads * headDim + i] = 0;
      o[(words + 1 + i) * heads * headDim + i] = PREVIOUS_GAIN;
    }
    for (const name of ['q_norm', 'k_norm']) matrix(0, name).fill(SHARPNESS);
  }

  function matchAndCopy(): void {
    const { q, k, v, o } = projections(1);
    const copied = orthonormalRows(kvHeads * headDim, words, seed + 1);
    const share = SCRATCH / kvHeads;
    q.fill(0);
    k.fill(0);
    v.fill(0);
    o.fill(0);
    for (let kv = 0; kv < kvHeads; kv++) {
      for (let i = 0; i < share; i++) {
        // The slow half of the pairs: rotation hardly touches them within an order's length.
        const slow = i < share / 2 ? half / 2 + i : half + i;
        k[(kv * headDim + slow) * width + words + 1 + kv * share + i] = 1;
        for (let head = kv * perHead; head < (kv + 1) * perHead; head++) {
          q.set(readers[kv * share + i] as Float32Array, (head * headDim + slow) * width);
        }
      }
      for (let i = 0; i < headDim; i++) {
        const direction = copied[kv * headDim + i] as Float32Array;
        v.set(direction, (kv * headDim + i) * width);
        for (let head = kv * perHead; head < (kv + 1) * perHead; head++) {
          direction.forEach(
            (x, row) => (o[row * heads * headDim + head * headDim + i] = (x * COPY_GAIN) / perHead),
          );
        }
      }
    }
    for (const name of ['q_norm', 'k_norm']) matrix(1, name).fill(SHARPNESS);
  }
}

/** `count` random vectors of length 1 that are at right angles to each other (Gram–Schmidt). */
function orthonormalRows(count: number, width: number, seed: number): Float32Array[] {
  const rows: Float32Array[] = [];
  for (let i = 0; i < count; i++) {
    const row = gaussianVector(seed * 7919 + i, width);
    for (const other of rows) {
      const dot = row.reduce((sum, x, j) => sum + x * (other[j] as number), 0);
      row.forEach((x, j) => (row[j] = x - dot * (other[j] as number)));
    }
    const norm = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
    rows.push(row.map((x) => x / norm));
  }
  return rows;
}
