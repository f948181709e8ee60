import { TrainingError } from './errors.js';

/** Losses that the median is taken over. */
const WINDOW = 32;
/** Losses seen before a spike can be told from the noise of a beginning. */
const LEAST = 16;
/** A loss is a spike when it is above this many medians and above the median by {@link MARGIN}. */
const FACTOR = 4;
/** Nats: losses near 0 may grow manyfold from batch to batch, and nothing is wrong. */
const MARGIN = 2;
/** Spikes in a row that end a run; a single bad batch does not. */
const PATIENCE = 3;

/** Ends a run whose loss has left its course, before a checkpoint keeps what came of it. */
export class DivergenceWatch {
  private readonly recent: number[] = [];
  private spikes = 0;

  /** Whether the last loss was no spike: only then may a checkpoint be written. */
  get calm(): boolean {
    return this.spikes === 0;
  }

  /**
   * @param step of the loss, for the error.
   * @throws TrainingError DIVERGED at the third spike in a row.
   */
  observe(step: number, loss: number): void {
    const median = medianOf(this.recent);
    const spike = this.recent.length >= LEAST && loss > Math.max(FACTOR * median, median + MARGIN);
    this.spikes = spike ? this.spikes + 1 : 0;
    if (this.spikes >= PATIENCE) {
      const message =
        `the loss has been above ${FACTOR} times its median ${median.toFixed(4)} for ${PATIENCE} steps, ` +
        `now ${loss.toFixed(4)}; the checkpoint is from before: start again with a lower learning rate`;
      throw new TrainingError('DIVERGED', `step ${step}`, message);
    }
    // Spikes stay out of the median, or the third would look like the course.
    if (spike) return;
    this.recent.push(loss);
    if (this.recent.length > WINDOW) this.recent.shift();
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
