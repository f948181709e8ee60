import { describe, expect, it } from 'vitest';
import { UNKNOWN_CHANCE, guessLength, learnChance, leastChance } from './guessing.js';

describe('guessLength', () => {
  it.each([
    [1, 3, 3],
    [0.8, 3, 3],
    [0.7, 3, 2],
    [UNKNOWN_CHANCE, 3, 1],
    [0.3, 3, 0],
    [1, 0, 0],
  ])('a chance of %d with %d at hand: runs %d', (chance, atHand, length) => {
    expect(guessLength(chance, atHand, 0.4)).toBe(length);
  });
});

describe('leastChance', () => {
  it('asks for surer guesses the more sequences run at once', () => {
    const chances = [1, 4, 8, 64].map(leastChance);
    expect(chances).toEqual([...chances].sort());
    expect(chances[0]).toBeLessThan(UNKNOWN_CHANCE);
    expect(chances[1]).toBeLessThan(0.8);
    expect(chances[2]).toBeGreaterThan(1);
  });
});

describe('learnChance', () => {
  it('rises with guesses that hold, falls with one that does not', () => {
    let chance = UNKNOWN_CHANCE;
    for (let i = 0; i < 10; i++) chance = learnChance(chance, 3, 3);
    expect(chance).toBeGreaterThan(0.95);
    for (let i = 0; i < 20; i++) chance = learnChance(chance, 3, 0);
    expect(chance).toBeLessThan(0.1);
  });

  it('learns nothing from what stands behind a wrong guess', () => {
    expect(learnChance(0.5, 3, 0)).toBe(learnChance(0.5, 1, 0));
    expect(learnChance(0.5, 3, 1)).toBe(learnChance(learnChance(0.5, 1, 1), 1, 0));
  });

  it('stays as it is without a guess', () => {
    expect(learnChance(0.7, 0, 0)).toBe(0.7);
  });
});
