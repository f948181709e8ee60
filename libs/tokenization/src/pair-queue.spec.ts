import { describe, expect, it } from 'vitest';
import { pairKey, pairOf, PairQueue } from './pair-queue.js';

describe('PairQueue', () => {
  it('gives the most frequent pair with its words', () => {
    const queue = new PairQueue();
    queue.add(pairKey(1, 2), 3, 0);
    queue.add(pairKey(4, 5), 2, 0);
    queue.add(pairKey(4, 5), 2, 7);
    const best = queue.take(2);
    expect(best && pairOf(best.key)).toEqual([4, 5]);
    expect([...(best?.words ?? [])]).toEqual([0, 7]);
  });

  it('prefers the smaller left, then the smaller right, among equals', () => {
    const queue = new PairQueue();
    for (const [left, right] of [
      [3, 1],
      [2, 9],
      [2, 4],
    ] as const)
      queue.add(pairKey(left, right), 5, 0);
    const order = [queue.take(1), queue.take(1), queue.take(1)].map((best) => best && pairOf(best.key));
    expect(order).toEqual([
      [2, 4],
      [2, 9],
      [3, 1],
    ]);
  });

  it('heeds counts that fell after they were queued', () => {
    const queue = new PairQueue();
    queue.add(pairKey(8, 8), 12, 0);
    queue.add(pairKey(1, 1), 10, 0);
    queue.add(pairKey(2, 2), 8, 0);
    expect(queue.take(1)?.key).toBe(pairKey(8, 8));
    queue.add(pairKey(8, 8), -12, 0);
    queue.add(pairKey(1, 1), -5, 0);
    expect(queue.take(1)?.key).toBe(pairKey(2, 2));
  });

  it('ends when no pair is frequent enough', () => {
    const queue = new PairQueue();
    queue.add(pairKey(1, 2), 1, 0);
    expect(queue.take(2)).toBeUndefined();
  });
});
