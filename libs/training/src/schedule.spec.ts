import { describe, expect, it } from 'vitest';
import { rateAt } from './schedule.js';

describe('rateAt', () => {
  const schedule = { peak: 1, totalSteps: 100, warmupShare: 0.1 };

  it.each([
    [0, 0],
    [5, 0.5],
    [10, 1],
    [55, 0.5],
    [100, 0],
    [1000, 0],
  ])('step %i has rate %f', (step, rate) => {
    expect(rateAt(schedule, step)).toBeCloseTo(rate, 10);
  });

  it('ends at the floor', () => {
    expect(rateAt({ ...schedule, floorShare: 0.1 }, 100)).toBeCloseTo(0.1, 10);
  });

  it('starts at the peak without warm-up', () => {
    expect(rateAt({ ...schedule, warmupShare: 0 }, 0)).toBe(1);
  });

  it.each([
    ['linear', 0, 0],
    ['linear', 5, 0.5],
    ['linear', 55, 0.5],
    ['linear', 100, 0],
    ['constant', 5, 0.5],
    ['constant', 99, 1],
  ] as const)('%s, step %i has rate %f', (shape, step, rate) => {
    expect(rateAt({ ...schedule, shape }, step)).toBeCloseTo(rate, 10);
  });
});
