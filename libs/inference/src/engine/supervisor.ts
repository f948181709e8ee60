import { MOST_SLOTS } from './batch-size.js';
import { Worker } from 'node:worker_threads';
import { EngineError } from '../errors.js';
import type { EngineHost, EngineState, Occupancy } from './host.js';
import { resolveOptions, type EngineOptions } from './options.js';
import { fromWire, type FromWorker, type ToWorker, type WorkerSettings } from './protocol.js';
import { DEFAULT_RESTARTS, RestartPauses, type RestartPolicy } from './restart-policy.js';
import type { CanonicalizeResult, RequestOptions } from './result.js';

/** What somebody waits for. */
interface Awaited<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: EngineError) => void;
}

interface Pending extends Awaited<CanonicalizeResult> {
  readonly message: ToWorker;
}

/**
 * How long a thread may take to end before it is terminated, in milliseconds. Long, because onnxruntime-node 1.30 aborts
 * the whole process when its thread is terminated in the middle of a run: it is for threads that hang.
 */
const ENDING_MS = 60_000;

/**
 * Keeps an engine running in a worker thread. When the thread dies, every pending request rejects with UNAVAILABLE and
 * a new thread is started: at once the first time, then after pauses that grow. Requests wait for a thread that is
 * starting and are refused during a pause.
 */
export class Supervisor implements EngineHost {
  onState?: ((state: EngineState) => void) | undefined;
  private readonly pending = new Map<number, Pending>();
  private readonly questions = new Map<number, Awaited<Occupancy>>();
  private nextQuestion = 1;
  private readonly pauses: RestartPauses;
  private readonly slots: number;
  private readonly mostPending: number;
  private current: EngineState = 'starting';
  private worker: Worker | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pauseEnds = 0;
  /** Whether a thread was ever ready: until then a death is the end. */
  private isProven = false;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly file: URL,
    private readonly options: EngineOptions,
    restarts: RestartPolicy,
  ) {
    this.pauses = new RestartPauses(restarts);
    const { maxBatch, maxQueue } = resolveOptions(options);
    // Not known before the model is, but for what it cannot exceed.
    this.slots = maxBatch ?? MOST_SLOTS;
    this.mostPending = this.slots + maxQueue;
  }

  /**
   * @param file the worker's script.
   * @param restarts default: a second thread at once, then pauses from 0.1 to 10 s while threads live less than 10 s.
   * @throws EngineError when the engine cannot start; it is not tried again then.
   */
  static async start(file: URL, options: EngineOptions, restarts = DEFAULT_RESTARTS): Promise<Supervisor> {
    const supervisor = new Supervisor(file, options, restarts);
    try {
      await supervisor.launch();
    } catch (error) {
      await supervisor.close();
      throw error;
    }
    return supervisor;
  }

  get state(): EngineState {
    return this.current;
  }

  async canonicalize(id: number, text: string, options: RequestOptions): Promise<CanonicalizeResult> {
    this.refuse();
    const message: ToWorker = { type: 'canonicalize', id, text, options };
    return new Promise((resolve, reject) => {
      this.pending.set(id, { message, resolve, reject });
      // What comes while the thread starts is sent when it is ready.
      if (this.current === 'ready') this.post(message);
    });
  }

  async occupancy(): Promise<Occupancy> {
    this.refuse();
    if (this.current !== 'ready') return { running: 0, waiting: this.pending.size, slots: this.slots };
    const id = this.nextQuestion++;
    return new Promise((resolve, reject) => {
      this.questions.set(id, { resolve, reject });
      this.post({ type: 'occupancy', id });
    });
  }

  /** Rejects at once, whatever the thread is at; the slot is free at its next step. */
  cancel(id: number): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    this.pending.delete(id);
    if (this.current === 'ready') this.post({ type: 'cancel', id });
    pending.reject(new EngineError('CANCELLED', 'the request was cancelled'));
  }

  /**
   * Ends the thread as a crash would, between two runs of the model; a new one is started. For tests, and for a thread
   * that hangs.
   *
   * @param graceMs a thread that has not ended by itself after so long is terminated.
   */
  async kill(graceMs = ENDING_MS): Promise<void> {
    await this.endThread({ type: 'exit' }, graceMs);
  }

  async close(): Promise<void> {
    this.closing ??= this.end();
    await this.closing;
  }

  private async end(): Promise<void> {
    this.become('closed');
    clearTimeout(this.timer);
    this.rejectAll(new EngineError('CLOSED', 'the engine is closed'));
    await this.endThread({ type: 'close' }, ENDING_MS);
  }

  private async endThread(message: ToWorker, graceMs: number): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    this.post(message);
    const deadline = setTimeout(() => void worker.terminate(), graceMs);
    await exited;
    clearTimeout(deadline);
  }

  private refuse(): void {
    if (this.current === 'closed') throw new EngineError('CLOSED', 'the engine is closed');
    if (this.current === 'pausing') {
      const rest = Math.max(1, Math.ceil(this.pauseEnds - performance.now()));
      const message = "the engine's thread died and is not started again yet";
      throw new EngineError('UNAVAILABLE', message, undefined, rest);
    }
    // A thread that runs counts for itself.
    if (this.current === 'starting' && this.pending.size >= this.mostPending) {
      throw new EngineError(
        'RESOURCE_EXHAUSTED',
        'too many requests wait for the engine to start',
        undefined,
        1000,
      );
    }
  }

  /** Starts a thread. @returns when it is ready. */
  private async launch(): Promise<void> {
    this.become('starting');
    const settings: WorkerSettings = { options: this.options };
    // Flags of the caller's process, such as --input-type, are not meant for this script.
    const worker = new Worker(this.file, { workerData: settings, execArgv: [] });
    this.worker = worker;
    await new Promise<void>((resolve, reject) => {
      let reason: Error | undefined;
      let readyAt: number | undefined;
      worker.on('message', (message: FromWorker) => {
        switch (message.type) {
          case 'ready':
            readyAt = performance.now();
            this.serve();
            return resolve();
          case 'failed':
            reason = fromWire(message.error);
            return reject(reason);
          case 'occupancy':
            this.questions.get(message.id)?.resolve(message.occupancy);
            this.questions.delete(message.id);
            return;
          case 'result':
          case 'error':
            return this.settle(message);
        }
      });
      worker.on('error', (error: Error) => (reason = error));
      worker.on('exit', (code) => {
        const error = new EngineError(
          'UNAVAILABLE',
          `the engine's thread ended (${reason?.message ?? `exit code ${code}`})`,
          reason,
        );
        this.worker = undefined;
        reject(error);
        this.bury(error, readyAt === undefined ? 0 : performance.now() - readyAt);
      });
    });
  }

  private serve(): void {
    if (this.current !== 'starting') return;
    this.isProven = true;
    this.become('ready');
    for (const { message } of this.pending.values()) this.post(message);
  }

  /** After a thread's death: nothing stays pending, and a new thread is on its way. */
  private bury(error: EngineError, livedMs: number): void {
    if (this.current === 'closed' || !this.isProven) return;
    const pause = this.pauses.next(livedMs);
    this.pauseEnds = performance.now() + pause;
    this.become('pausing');
    this.rejectAll(new EngineError(error.code, error.message, error.cause, Math.max(1, pause)));
    // A failure to start ends in a burial of its own.
    const relaunch = (): void => void this.launch().catch(() => undefined);
    if (pause === 0) relaunch();
    else this.timer = setTimeout(relaunch, pause);
  }

  private become(state: EngineState): void {
    if (this.current === state || this.current === 'closed') return;
    this.current = state;
    this.onState?.(state);
  }

  private post(message: ToWorker): void {
    this.worker?.postMessage(message);
  }

  private settle(message: Extract<FromWorker, { type: 'result' | 'error' }>): void {
    const pending = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (message.type === 'result') pending?.resolve(message.result);
    else pending?.reject(fromWire(message.error));
  }

  private rejectAll(error: EngineError): void {
    for (const waiting of [this.pending, this.questions]) {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    }
  }
}
