import { describe, expect, it } from 'vitest';
import { LoadEstimate } from './load-estimate.js';

describe('the guess how long a queue takes', () => {
  it('is a second before any answer', () => {
    expect(new LoadEstimate(0).untilHalf(256)).toBe(1000);
  });

  it('follows the time between answers, idle time left out', () => {
    const estimate = new LoadEstimate(0);
    estimate.begin(1_000_000);
    for (let i = 1; i <= 50; i++) estimate.finish(1_000_000 + 20 * i);
    expect(estimate.untilHalf(100)).toBe(1000);
    estimate.begin(9_000_000);
    for (let i = 1; i <= 200; i++) estimate.finish(9_000_000 + 10 * i);
    expect(estimate.untilHalf(100)).toBeGreaterThanOrEqual(500);
    expect(estimate.untilHalf(100)).toBeLessThan(510);
    expect(estimate.untilHalf(0)).toBe(1);
  });
});
