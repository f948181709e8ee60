/** A request with its number in the stream, from 0. */
export interface Numbered<T> {
  readonly index: number;
  readonly value: T;
}

/**
 * Numbers the requests of a stream and brings the answers, which come as they are ready, into their order. Only so many
 * requests go out before the oldest is answered, so that what waits for its turn is bounded.
 */
export class InOrder<Request, Answer> {
  private readonly requests = new Map<number, Request>();
  private readonly ready = new Map<number, Answer>();
  private sent = 0;
  private given = 0;
  private over = false;
  private wake: () => void = () => undefined;

  /**
   * @param window most requests that are sent and not given back.
   * @param keep `false`: answers are given back as they come.
   */
  constructor(
    private readonly window: number,
    private readonly keep: boolean,
  ) {}

  /** Requests that have no answer. */
  get unanswered(): number {
    return this.requests.size;
  }

  /** The requests, numbered, as fast as the window lets them through. */
  async *number(
    requests: Iterable<Request> | AsyncIterable<Request>,
  ): AsyncGenerator<Numbered<Request>, void, undefined> {
    for await (const value of requests) {
      while (!this.over && this.sent - this.given >= this.window)
        await new Promise<void>((resolve) => (this.wake = resolve));
      if (this.over) return;
      const index = this.sent++;
      this.requests.set(index, value);
      yield { index, value };
    }
  }

  /** Takes an answer. @returns what was asked, or undefined where no such request waits. */
  put(index: number, answer: (request: Request) => Answer): boolean {
    const request = this.requests.get(index);
    if (request === undefined) return false;
    this.requests.delete(index);
    this.ready.set(index, answer(request));
    return true;
  }

  /** The answers whose turn it is. */
  *take(): Generator<Answer, void, undefined> {
    for (const index of this.keep ? this.following() : [...this.ready.keys()]) {
      const answer = this.ready.get(index) as Answer;
      this.ready.delete(index);
      this.given++;
      this.wake();
      yield answer;
    }
  }

  /** Lets nothing more through. */
  end(): void {
    this.over = true;
    this.wake();
  }

  private *following(): Generator<number, void, undefined> {
    while (this.ready.has(this.given)) yield this.given;
  }
}
