/** Weight of the newest interval in the mean. */
const NEWEST = 0.1;

/** What is guessed before any answer was given, in milliseconds. */
const UNKNOWN_MS = 1000;

/** Guesses how long a queue takes, from how fast answers came of late. Times are milliseconds of one clock. */
export class LoadEstimate {
  private meanMs: number | undefined;
  private last: number;

  constructor(now: number) {
    this.last = now;
  }

  /** Work begins after there was none: the time before counts for nothing. */
  begin(now: number): void {
    this.last = now;
  }

  /** An answer was given. */
  finish(now: number): void {
    const interval = now - this.last;
    this.last = now;
    this.meanMs = this.meanMs === undefined ? interval : this.meanMs + NEWEST * (interval - this.meanMs);
  }

  /** Milliseconds until half of a queue is worked off, at least 1: a caller who comes then finds room. */
  untilHalf(waiting: number): number {
    if (this.meanMs === undefined) return UNKNOWN_MS;
    return Math.max(1, Math.ceil((this.meanMs * waiting) / 2));
  }
}
