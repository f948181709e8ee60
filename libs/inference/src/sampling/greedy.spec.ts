import { describe, expect, it } from 'vitest';
import { chooseGreedy } from './greedy.js';

describe('chooseGreedy', () => {
  it('takes the likeliest of all, and of those allowed', () => {
    const logits = Float32Array.of(1, 5, 3, 4);
    expect(chooseGreedy(logits).token).toBe(1);
    expect(chooseGreedy(logits, [2, 0, 3]).token).toBe(3);
  });

  it('gives the probability among all tokens, allowed or not', () => {
    const logits = Float32Array.of(Math.log(1), Math.log(3), Math.log(4));
    expect(chooseGreedy(logits, [0, 1]).logProb).toBeCloseTo(Math.log(3 / 8), 6);
  });

  it('stays finite for large logits', () => {
    expect(chooseGreedy(Float32Array.of(1000, 999)).logProb).toBeCloseTo(-Math.log(1 + Math.exp(-1)), 5);
  });

  it('breaks ties by id, whatever the order of the allowed ones', () => {
    const logits = Float32Array.of(0, 2, 2);
    expect(chooseGreedy(logits, [2, 1]).token).toBe(1);
    expect(chooseGreedy(logits, [1, 2]).token).toBe(1);
  });
});
