import { describe, expect, it } from 'vitest';
import type { TrainingRow } from './batch.js';
import { BlockBatches, type BlockBatchesOptions } from './block-batches.js';

const row = (length: number): TrainingRow => ({
  ids: new Int32Array(length),
  labels: new Int32Array(length),
});
const ROWS = Array.from({ length: 23 }, (_, i) => row(1 + ((i * 7) % 11)));

function make(options: Partial<BlockBatchesOptions> = {}): BlockBatches {
  return new BlockBatches({
    rowsOfBlock: (block) => (block < 2 ? ROWS : undefined),
    seed: 3,
    batchSize: 4,
    ...options,
  });
}

function drain(batches: BlockBatches): (readonly TrainingRow[])[] {
  const all: (readonly TrainingRow[])[] = [];
  for (let batch = batches.next(); batch; batch = batches.next()) all.push(batch);
  return all;
}

describe('BlockBatches', () => {
  it('gives every row once per block', () => {
    const batches = drain(make());
    expect(batches.flat()).toHaveLength(46);
    expect(new Set(batches.slice(0, 6).flat())).toEqual(new Set(ROWS));
  });

  it('keeps padded tokens below the limit', () => {
    for (const batch of drain(make({ batchSize: 100, maxTokens: 20 }))) {
      expect(batch.length * Math.max(...batch.map((r) => r.ids.length))).toBeLessThanOrEqual(20);
    }
  });

  it('goes on from a position with the batches that were to come', () => {
    const first = make();
    for (let i = 0; i < 8; i++) first.next();
    const second = make();
    second.seek(first.position);
    expect(drain(second)).toEqual(drain(first));
  });

  it('orders batches differently in each block', () => {
    const batches = drain(make());
    expect(batches.slice(0, 6)).not.toEqual(batches.slice(6));
  });
});
