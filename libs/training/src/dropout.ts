import { Tensor } from '@ordena/onnx';
import type { BatchPlace } from './gradient-engine.js';

/** One random draw decides two values, 16 bits each: the share is kept to 1/65536. */
const DRAW_BITS = 16;

/**
 * A dropout mask [rows, width], 1 where a value is kept. It depends on nothing but the arguments, so that a run that
 * resumes draws the same. Xorshift (https://www.jstatsoft.org/v08/i14): a step draws a hundred million of these.
 *
 * @param share that is dropped.
 * @param salt tells the masks of one batch apart.
 */
export function dropoutMask(
  share: number,
  seed: number,
  { step, index }: BatchPlace,
  salt: number,
  rows: number,
  width: number,
): Tensor {
  const mask = new Uint8Array(rows * width);
  const limit = Math.round(share * 2 ** DRAW_BITS);
  let state = mix(mix(mix(mix(seed) ^ step) ^ index) ^ salt) || 1;
  for (let i = 0; i < mask.length; i += 2) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    mask[i] = (state & 0xffff) < limit ? 0 : 1;
    mask[i + 1] = state >>> DRAW_BITS < limit ? 0 : 1;
  }
  return new Tensor('uint8', mask, [rows, width]);
}

/** Spreads neighbouring numbers (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let h = (value + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
