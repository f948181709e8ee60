import type { ModelConfig } from '@ordena/model';

/** Slots where the setting `maxBatch` leaves them open: not more than one step can fill, not less than pays anywhere. */
export const MOST_SLOTS = 32;
export const LEAST_SLOTS = 8;

/** What the cache of that many may take, in bytes, when each holds so many tokens. */
const CACHE_BYTES = 2 ** 30;
const TYPICAL_TOKENS = 512;

/** How many sequences a model's cache is laid out for, unless the setting says it. */
export function slotsFor(config: ModelConfig, maxBatch: number | undefined): number {
  if (maxBatch !== undefined) return maxBatch;
  const { numHiddenLayers, numKeyValueHeads, headDim } = config;
  const tokenBytes = 2 * numHiddenLayers * numKeyValueHeads * headDim * Float32Array.BYTES_PER_ELEMENT;
  const fitting = Math.floor(CACHE_BYTES / (tokenBytes * TYPICAL_TOKENS));
  return Math.max(LEAST_SLOTS, Math.min(MOST_SLOTS, fitting));
}
