import { Worker } from 'node:worker_threads';
import { EngineError } from '../errors.js';
import type { EngineHost } from './host.js';
import type { EngineOptions } from './options.js';
import { fromWire, type FromWorker, type ToWorker, type WorkerSettings } from './protocol.js';
import type { CanonicalizeResult, RequestOptions } from './result.js';

interface Pending {
  readonly resolve: (result: CanonicalizeResult) => void;
  readonly reject: (error: EngineError) => void;
}

/**
 * Keeps an engine running in a worker thread. When the thread dies, every pending request rejects with UNAVAILABLE and
 * the next request starts a new thread.
 */
export class Supervisor implements EngineHost {
  private readonly pending = new Map<number, Pending>();
  private worker: Worker | undefined;
  private starting: Promise<Worker> | undefined;
  private closed = false;

  private constructor(
    private readonly file: URL,
    private readonly options: EngineOptions,
  ) {}

  /** @param file the worker's script. @throws EngineError when the engine cannot start. */
  static async start(file: URL, options: EngineOptions): Promise<Supervisor> {
    const supervisor = new Supervisor(file, options);
    await supervisor.ready();
    return supervisor;
  }

  async canonicalize(id: number, text: string, options: RequestOptions): Promise<CanonicalizeResult> {
    const worker = await this.ready();
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      post(worker, { type: 'canonicalize', id, text, options });
    });
  }

  cancel(id: number): void {
    if (this.worker && this.pending.has(id)) post(this.worker, { type: 'cancel', id });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const { worker } = this;
    this.rejectAll(new EngineError('CLOSED', 'the engine is closed'));
    if (!worker) return;
    const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    post(worker, { type: 'close' });
    await exited;
  }

  /** The running thread; a new one where the last has died. */
  private async ready(): Promise<Worker> {
    if (this.closed) throw new EngineError('CLOSED', 'the engine is closed');
    if (this.worker) return this.worker;
    this.starting ??= this.launch().finally(() => (this.starting = undefined));
    return this.starting;
  }

  private async launch(): Promise<Worker> {
    const settings: WorkerSettings = { options: this.options };
    // Flags of the caller's process, such as --input-type, are not meant for this script.
    const worker = new Worker(this.file, { workerData: settings, execArgv: [] });
    return new Promise((resolve, reject) => {
      let reason: Error | undefined;
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'ready') {
          this.worker = worker;
          resolve(worker);
        } else if (message.type === 'failed') reject(fromWire(message.error));
        else this.settle(message);
      });
      worker.on('error', (error: Error) => (reason = error));
      worker.on('exit', (code) => {
        if (this.worker === worker) this.worker = undefined;
        const message = `the engine's thread ended (${reason?.message ?? `exit code ${code}`})`;
        const error = new EngineError('UNAVAILABLE', message, reason);
        reject(error);
        this.rejectAll(error);
      });
    });
  }

  private settle(message: Extract<FromWorker, { id: number }>): void {
    const pending = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (message.type === 'result') pending?.resolve(message.result);
    else pending?.reject(fromWire(message.error));
  }

  private rejectAll(error: EngineError): void {
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}

function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}
