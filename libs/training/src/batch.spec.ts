import { describe, expect, it } from 'vitest';
import { makeBatch } from './batch.js';

describe('makeBatch', () => {
  const batch = makeBatch(
    [
      { ids: Int32Array.of(5, 6, 7), labels: Int32Array.of(-100, 7, 0) },
      { ids: Int32Array.of(8), labels: Int32Array.of(9) },
    ],
    1,
    2,
  );

  it('pads on the right', () => {
    expect([...batch.ids]).toEqual([5, 6, 7, 8, 1, 1]);
    expect(batch.tokens).toBe(6);
  });

  it('lists the labelled tokens with equal weights', () => {
    expect([...(batch.feeds['label_rows']?.data as BigInt64Array)]).toEqual([1n, 2n, 3n]);
    expect([...(batch.feeds['labels']?.data as BigInt64Array)]).toEqual([7n, 0n, 9n]);
    expect([...(batch.feeds['label_weights']?.data as Float32Array)]).toEqual(
      Array(3).fill(Math.fround(1 / 3)),
    );
  });

  it('lets a query see itself and what stands before, in each head of a group', () => {
    const mask = batch.feeds['attention_mask'];
    expect(mask?.dims).toEqual([1, 1, 6, 3]);
    const seen = [...(mask?.data as Float32Array)].map((x) => (x === 0 ? 1 : 0));
    const triangle = [1, 0, 0, 1, 1, 0, 1, 1, 1];
    expect(seen).toEqual([...triangle, ...triangle]);
  });
});
