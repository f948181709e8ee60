import type { StepTimings } from './result.js';

/** Notes when the steps of one request begin and end. */
export class RequestClock {
  private readonly queued: number;
  private begun: number | undefined;
  private first: number | undefined;
  private last: number | undefined;
  private steps = 0;

  /** @param now the time in milliseconds; for tests. */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.queued = now();
  }

  /** Before a step that the request is part of. */
  begin(): void {
    this.begun ??= this.now();
  }

  /** After a step that gave the request a token. */
  step(): void {
    this.last = this.now();
    if (this.first === undefined) this.first = this.last;
    else this.steps++;
  }

  timings(): StepTimings {
    const begun = this.begun ?? this.queued;
    const first = this.first ?? begun;
    return {
      queueMs: begun - this.queued,
      prefillMs: first - begun,
      decodeMs: (this.last ?? first) - first,
      decodeSteps: this.steps,
    };
  }
}
