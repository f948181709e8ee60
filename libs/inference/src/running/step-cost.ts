/** Share of what was learned that a new run leaves in force. */
const MEMORY = 0.98;

/** Before any run was timed: a token more costs so much of what a run costs whatever its size. */
const UNKNOWN_RATIO = 0.1;

/** Least spread of the sizes seen, in tokens², from which a slope is read. */
const LEAST_SPREAD = 0.25;

/**
 * What a run costs by how many tokens it takes: `fixed + perToken · tokens`, fitted to the runs of late by least squares
 * (each run counts 2% less when the next one comes). Units are the caller's; only ratios matter.
 */
export class StepCost {
  private weight = 0;
  private meanTokens = 0;
  private meanMs = 0;
  private spread = 0;
  private together = 0;

  /** A run of so many tokens took so long. */
  observe(tokens: number, ms: number): void {
    this.weight = this.weight * MEMORY + 1;
    const share = 1 / this.weight;
    const [dTokens, dMs] = [tokens - this.meanTokens, ms - this.meanMs];
    this.meanTokens += share * dTokens;
    this.meanMs += share * dMs;
    this.spread = (1 - share) * (this.spread + share * dTokens * dTokens);
    this.together = (1 - share) * (this.together + share * dTokens * dMs);
  }

  /** Cost of a run of so many tokens, more than 0. */
  of(tokens: number): number {
    const { fixed, perToken } = this.line();
    return Math.max(Number.MIN_VALUE, fixed + perToken * tokens);
  }

  /** How many tokens a run has when its fixed cost is such a share, 0 … 1, of the whole. */
  tokensAtFixedShare(share: number): number {
    const { fixed, perToken } = this.line();
    return perToken === 0 ? Infinity : (fixed / perToken) * (1 / share - 1);
  }

  private line(): { fixed: number; perToken: number } {
    if (this.weight === 0) return { fixed: 1, perToken: UNKNOWN_RATIO };
    const perToken = this.perToken();
    return { fixed: Math.max(0, this.meanMs - perToken * this.meanTokens), perToken };
  }

  /** A token cannot cost less than nothing, nor all tokens more than the run. */
  private perToken(): number {
    const guess = (this.meanMs * UNKNOWN_RATIO) / (1 + UNKNOWN_RATIO * this.meanTokens);
    const slope = this.spread < LEAST_SPREAD ? guess : this.together / this.spread;
    return Math.min(Math.max(slope, 0), this.meanMs / Math.max(this.meanTokens, 1));
  }
}
