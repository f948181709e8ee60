interface Waiting {
  whole: boolean;
  take: () => void;
}

/**
 * Places for orders at the engine, shared by all partitions. First come, first served. An order can ask for the whole
 * of it: then it is alone, so that what it does to the engine it does to no other.
 */
export class Slots {
  private taken = 0;
  private readonly queue: Waiting[] = [];

  constructor(private readonly size: number) {}

  /** Orders that are with the engine. */
  get busy(): number {
    return this.taken;
  }

  /** Runs work in a place. @param whole alone. @throws the signal's reason when it aborts before a place is free. */
  async run<T>(
    work: () => Promise<T>,
    { whole = false, signal }: { whole?: boolean; signal: AbortSignal },
  ): Promise<T> {
    await this.take(whole, signal);
    try {
      return await work();
    } finally {
      this.taken -= whole ? this.size : 1;
      this.next();
    }
  }

  private take(whole: boolean, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const stop = (): void => {
        const at = this.queue.indexOf(waiting);
        if (at >= 0) this.queue.splice(at, 1);
        this.next();
        reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
      };
      const waiting: Waiting = {
        whole,
        take: () => {
          signal.removeEventListener('abort', stop);
          resolve();
        },
      };
      signal.addEventListener('abort', stop, { once: true });
      this.queue.push(waiting);
      this.next();
    });
  }

  private next(): void {
    for (let first = this.queue[0]; first !== undefined; first = this.queue[0]) {
      const wanted = first.whole ? this.size : 1;
      if (this.taken + wanted > this.size) return;
      this.taken += wanted;
      this.queue.shift();
      first.take();
    }
  }
}
