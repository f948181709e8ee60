import { Worker } from 'node:worker_threads';
import { TrackingError } from '../errors.js';
import type { Metrics, RunDescription, RunOutcome, Tracker } from '../tracker.js';
import type { FromWandb, ToWandb, WandbTask } from './wandb-protocol.js';

const NAME = 'Weights & Biases';

export interface WandbOptions {
  readonly apiKey: string;
  /** Address of the server; W&B's own when not set. */
  readonly baseUrl?: string;
  /** Team or user that the run belongs to; the key's own when not set. */
  readonly entity?: string;
  /** Longest wait for the run to begin, and for the last metrics to be taken, ms. Default 20000. */
  readonly timeoutMs?: number;
}

/**
 * One run at Weights & Biases. Its client throws out of callbacks when the server refuses something, so it has a
 * thread of its own, whose end ends nothing else.
 */
export class WandbTracker implements Tracker {
  readonly name = NAME;
  private failure: TrackingError | undefined;
  private closed = false;

  private constructor(
    private readonly worker: Worker,
    readonly url: string,
    readonly runId: string,
    private readonly timeoutMs: number,
  ) {
    worker.on('error', (cause) => {
      this.failure ??= new TrackingError('REFUSED', NAME, cause.message, cause);
    });
  }

  /** @throws TrackingError UNREACHABLE or REFUSED when no run could be begun. */
  static async start(options: WandbOptions, run: RunDescription): Promise<WandbTracker> {
    const { timeoutMs = 20_000, ...account } = options;
    const worker = new Worker(new URL('./wandb-thread.js', import.meta.url), {
      workerData: { ...account, run } satisfies WandbTask,
      // Flags of the caller's process, such as --input-type, are not for this script.
      execArgv: [],
    });
    try {
      const answer = await answerOf(worker, timeoutMs);
      if (answer.kind === 'started') return new WandbTracker(worker, answer.url, answer.runId, timeoutMs);
      throw new TrackingError('REFUSED', NAME, answer.kind === 'failed' ? answer.message : 'ended at once');
    } catch (error) {
      await worker.terminate();
      throw error;
    }
  }

  // The client sends in the background; what the server refused shows at the next call.
  log(step: number, metrics: Metrics): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    if (this.closed) return Promise.reject(new TrackingError('CLOSED', NAME, 'the run is over'));
    this.worker.postMessage({ kind: 'metrics', step, metrics } satisfies ToWandb);
    return Promise.resolve();
  }

  async close(outcome: RunOutcome): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    try {
      if (this.failure) throw this.failure;
      const answer = answerOf(this.worker, this.timeoutMs);
      this.worker.postMessage({ kind: 'finish', exitCode: outcome === 'failed' ? 1 : 0 } satisfies ToWandb);
      const { kind } = await answer;
      if (kind !== 'finished') throw new TrackingError('REFUSED', NAME, 'the last metrics were not taken');
    } finally {
      await this.worker.terminate();
    }
  }
}

/** The thread's next word. */
function answerOf(worker: Worker, timeoutMs: number): Promise<FromWandb> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new TrackingError('UNREACHABLE', NAME, `no answer within ${timeoutMs / 1000} s`));
    }, timeoutMs);
    worker.once('message', (message: FromWandb) => {
      clearTimeout(timer);
      resolve(message);
    });
    worker.once('error', (cause) => {
      clearTimeout(timer);
      reject(new TrackingError('REFUSED', NAME, cause.message, cause));
    });
  });
}
