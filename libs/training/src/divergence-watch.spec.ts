import { describe, expect, it } from 'vitest';
import { DivergenceWatch } from './divergence-watch.js';

function watchAfter(losses: readonly number[]): DivergenceWatch {
  const watch = new DivergenceWatch();
  losses.forEach((loss, step) => {
    watch.observe(step, loss);
  });
  return watch;
}
const COURSE = Array.from({ length: 20 }, (_, i) => 1 + (i % 5) / 10);

describe('DivergenceWatch', () => {
  it('ends a run at the third spike in a row, and names the step', () => {
    const watch = watchAfter([...COURSE, 9, 9]);
    expect(watch.calm).toBe(false);
    expect(() => watch.observe(23, 9)).toThrow(
      expect.objectContaining({ code: 'DIVERGED', subject: 'step 23' }),
    );
  });

  it('lets single spikes, noise near 0 and a falling loss pass', () => {
    expect(watchAfter([...COURSE, 9, 1, 9, 9, 1]).calm).toBe(true);
    expect(watchAfter([...COURSE.map(() => 0.01), 0.5, 0.6, 0.7]).calm).toBe(true);
    expect(watchAfter(Array.from({ length: 100 }, (_, i) => 10 / (i + 1))).calm).toBe(true);
  });

  it('does not judge a beginning', () => {
    expect(watchAfter([1, 1, 1, 9, 9, 9, 9]).calm).toBe(true);
  });
});
