import { describe, expect, it } from 'vitest';
import { cosineRate } from './schedule.js';

describe('cosineRate', () => {
  const schedule = { peak: 1, totalSteps: 100, warmupShare: 0.1 };

  it.each([
    [0, 0],
    [5, 0.5],
    [10, 1],
    [55, 0.5],
    [100, 0],
    [1000, 0],
  ])('step %i has rate %f', (step, rate) => {
    expect(cosineRate(schedule, step)).toBeCloseTo(rate, 10);
  });

  it('ends at the floor', () => {
    expect(cosineRate({ ...schedule, floorShare: 0.1 }, 100)).toBeCloseTo(0.1, 10);
  });

  it('starts at the peak without warm-up', () => {
    expect(cosineRate({ ...schedule, warmupShare: 0 }, 0)).toBe(1);
  });
});
