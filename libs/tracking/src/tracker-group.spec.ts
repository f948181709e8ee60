import { describe, expect, it } from 'vitest';
import { TrackerGroup } from './tracker-group.js';
import type { Metrics, Tracker } from './tracker.js';

class Notes implements Tracker {
  readonly logged: [number, Metrics][] = [];
  outcome: string | undefined;
  constructor(
    readonly name: string,
    private readonly fails = false,
  ) {}
  log(step: number, metrics: Metrics): Promise<void> {
    this.logged.push([step, metrics]);
    return this.fails ? Promise.reject(new Error('full')) : Promise.resolve();
  }
  close(outcome: string): Promise<void> {
    this.outcome = outcome;
    return Promise.resolve();
  }
}

describe('TrackerGroup', () => {
  it('drops a tracker that fails, says so once, and goes on with the others', async () => {
    const good = new Notes('good');
    const bad = new Notes('bad', true);
    const failures: string[] = [];
    const group = new TrackerGroup([good, bad], (name) => failures.push(name));
    await group.log(1, { loss: 2 });
    await group.log(2, { loss: 1 });
    await group.close('finished');
    expect(failures).toEqual(['bad']);
    expect(good.logged).toEqual([
      [1, { loss: 2 }],
      [2, { loss: 1 }],
    ]);
    expect(bad.logged).toHaveLength(1);
    expect([good.outcome, bad.outcome]).toEqual(['finished', undefined]);
  });

  it('leaves out numbers that are none', async () => {
    const good = new Notes('good');
    await new TrackerGroup([good], () => undefined).log(3, { loss: Number.NaN, f1: 0.5 });
    expect(good.logged).toEqual([[3, { f1: 0.5 }]]);
  });
});
