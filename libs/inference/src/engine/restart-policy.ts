/** How soon a thread that died is started again. */
export interface RestartPolicy {
  /** A thread that lived so long may start anew at once when it dies. In milliseconds. */
  readonly stableMs: number;
  /** The pause after the second death in a row; each further one doubles it. In milliseconds. */
  readonly firstPauseMs: number;
  /** The longest pause, in milliseconds. */
  readonly longestPauseMs: number;
}

export const DEFAULT_RESTARTS: RestartPolicy = {
  stableMs: 10_000,
  firstPauseMs: 100,
  longestPauseMs: 10_000,
};

/** Counts deaths in a row and tells how long to pause after each. */
export class RestartPauses {
  private deaths = 0;

  constructor(private readonly policy: RestartPolicy) {}

  /** @param livedMs how long the thread was ready; 0 when it never was. @returns the pause in milliseconds. */
  next(livedMs: number): number {
    const { stableMs, firstPauseMs, longestPauseMs } = this.policy;
    this.deaths = livedMs >= stableMs ? 1 : this.deaths + 1;
    return this.deaths === 1 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** (this.deaths - 2));
  }
}
