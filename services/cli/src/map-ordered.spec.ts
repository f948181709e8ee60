import { describe, expect, it } from 'vitest';

import { mapOrdered } from './map-ordered.js';

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

describe('mapOrdered', () => {
  it('gives results in the order of the items, whatever the order they finish in', async () => {
    const work = async (ms: number): Promise<number> => {
      await after(ms);
      return ms;
    };
    expect(await collect(mapOrdered([20, 1, 10, 5], 3, work))).toEqual([20, 1, 10, 5]);
  });

  it('never has more than the limit in work', async () => {
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await after(1);
      running -= 1;
    };
    await collect(mapOrdered(Array.from({ length: 20 }), 4, work));
    expect(most).toBe(4);
  });

  it('ends with the first failure, and waits for what is still running', async () => {
    let finished = 0;
    const work = async (n: number): Promise<number> => {
      await after(n);
      finished += 1;
      if (n === 1) throw new Error('one');
      return n;
    };
    await expect(collect(mapOrdered([1, 5, 8], 3, work))).rejects.toThrow('one');
    expect(finished).toBe(3);
  });

  it('gives nothing for nothing', async () => {
    expect(await collect(mapOrdered([], 2, () => Promise.resolve(1)))).toEqual([]);
  });
});
