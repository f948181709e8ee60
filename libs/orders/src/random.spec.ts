import { describe, expect, it } from 'vitest';
import { createRng } from './random.js';

describe('createRng', () => {
  it('gives the same numbers on every platform', () => {
    const rng = createRng(42);
    expect([rng.next(), rng.next(), rng.next()]).toEqual([
      0.6011037519201636, 0.44829055899754167, 0.8524657934904099,
    ]);
  });

  it('gives whole numbers below the limit, all of them', () => {
    const rng = createRng(1);
    expect(new Set(Array.from({ length: 200 }, () => rng.int(5)))).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it('shuffles a copy', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    const shuffled = createRng(3).shuffle(items);
    expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted()).toEqual(items);
  });

  it('picks an item, and refuses an empty list', () => {
    expect(['a', 'b']).toContain(createRng(1).pick(['a', 'b']));
    expect(() => createRng(1).pick([])).toThrow(RangeError);
  });
});
