import type { Metrics, RunOutcome, Tracker } from './tracker.js';

/**
 * Several trackers as one. Training is worth more than its picture: a tracker that fails is reported once, dropped, and
 * the rest go on.
 */
export class TrackerGroup implements Tracker {
  readonly name: string;
  private live: readonly Tracker[];

  /** @param onFailure told once of each tracker that was dropped. */
  constructor(
    trackers: readonly Tracker[],
    private readonly onFailure: (tracker: string, error: unknown) => void,
  ) {
    this.live = trackers;
    this.name = trackers.map((tracker) => tracker.name).join(', ');
  }

  async log(step: number, metrics: Metrics): Promise<void> {
    // Numbers that no chart can show, such as the loss of a run that diverged, make a server refuse the whole call.
    const finite = Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value)));
    await this.each((tracker) => tracker.log(step, finite));
  }

  async close(outcome: RunOutcome): Promise<void> {
    await this.each((tracker) => tracker.close(outcome));
    this.live = [];
  }

  private async each(use: (tracker: Tracker) => Promise<void>): Promise<void> {
    const failed = new Set<Tracker>();
    await Promise.all(
      this.live.map(async (tracker) => {
        try {
          await use(tracker);
        } catch (error) {
          failed.add(tracker);
          this.onFailure(tracker.name, error);
        }
      }),
    );
    if (failed.size > 0) this.live = this.live.filter((tracker) => !failed.has(tracker));
  }
}
