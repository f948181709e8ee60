import { createRng } from '@ordena/orders';
import { TokenizationError } from './errors.js';
import type { TokenRow } from './pad-batch.js';

export interface BucketOptions {
  /** Rows per batch, at most. */
  readonly batchSize?: number;
  /** Padded tokens per batch (rows × longest row), at most. A single row that is longer makes a batch of its own. */
  readonly maxTokens?: number;
  /** The same seed gives the same batches. */
  readonly seed: number;
}

/**
 * Cuts rows into batches of similar length, so that little is padded. Rows are shuffled before they are sorted, so that
 * equal lengths meet different neighbours under each seed, and the batches come in shuffled order.
 *
 * @throws TokenizationError INVALID_OPTION when neither limit is given, or one is below 1.
 */
export function bucketBatches<T extends Pick<TokenRow, 'ids'>>(
  rows: readonly T[],
  options: BucketOptions,
): T[][] {
  const { batchSize = Infinity, maxTokens = Infinity, seed } = options;
  if (!(batchSize >= 1) || !(maxTokens >= 1) || (batchSize === Infinity && maxTokens === Infinity)) {
    const message = `batchSize ${batchSize}, maxTokens ${maxTokens}: one must be given, and be 1 or more`;
    throw new TokenizationError('INVALID_OPTION', 'bucketBatches', message);
  }
  const rng = createRng(seed);
  const batches: T[][] = [];
  let batch: T[] = [];
  for (const row of rng.shuffle(rows).sort((a, b) => a.ids.length - b.ids.length)) {
    // Rows come shortest first, so this one would set the batch's width.
    const isFull = batch.length >= batchSize || (batch.length + 1) * row.ids.length > maxTokens;
    if (isFull && batch.length > 0) {
      batches.push(batch);
      batch = [];
    }
    batch.push(row);
  }
  if (batch.length > 0) batches.push(batch);
  return rng.shuffle(batches);
}
