import { EngineError } from '../errors.js';
import { EngineCore } from './engine-core.js';
import type { EngineHost, EngineState, Occupancy } from './host.js';
import { resolveOptions, type EngineOptions } from './options.js';
import type { CanonicalizeResult, RequestOptions } from './result.js';
import { Supervisor } from './supervisor.js';

export interface CanonicalizeOptions extends RequestOptions {
  /** Cancels the request; its place is free at the next step. A deadline is `AbortSignal.timeout`. */
  readonly signal?: AbortSignal;
}

/** Turns texts of orders into canonical JSON. Any number of requests may be under way at once. */
export class Engine {
  private nextId = 1;

  private constructor(private readonly host: EngineHost) {}

  /** Whether it can serve just now: see `EngineState`. */
  get state(): EngineState {
    return this.host.state;
  }

  /** Calls a listener at every change of `state`; it takes the place of the one before. */
  onState(listener: (state: EngineState) => void): void {
    this.host.onState = listener;
  }

  /**
   * Loads a model and waits until it can serve.
   *
   * @throws EngineError INVALID_OPTION; MODEL_UNFIT with the file and what is wrong with it.
   */
  static async start(options: EngineOptions): Promise<Engine> {
    resolveOptions(options);
    // A thread can only run built code. Under a test runner, which reads the sources, the engine shares its thread.
    const built = import.meta.url.endsWith('.js');
    if (built) return new Engine(await Supervisor.start(new URL('../worker.js', import.meta.url), options));
    try {
      return new Engine(await EngineCore.start(options));
    } catch (error) {
      throw EngineError.from(error, 'MODEL_UNFIT');
    }
  }

  /**
   * The canonical order of a text.
   *
   * @throws EngineError EMPTY_TEXT, TEXT_TOO_LONG, INVALID_OPTION, RESOURCE_EXHAUSTED when too many are waiting,
   * CANCELLED, UNAVAILABLE when the engine's thread died, CLOSED.
   */
  async canonicalize(text: string, options: CanonicalizeOptions = {}): Promise<CanonicalizeResult> {
    const { signal, ...request } = options;
    if (signal?.aborted === true)
      throw new EngineError('CANCELLED', 'the request was cancelled', signal.reason);
    const id = this.nextId++;
    const cancel = (): void => this.host.cancel(id);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await this.host.canonicalize(id, text, request);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** How full it is, asked between two steps: what autoscaling goes by. @throws EngineError UNAVAILABLE or CLOSED. */
  async occupancy(): Promise<Occupancy> {
    return this.host.occupancy();
  }

  /** Rejects what is pending with CLOSED and gives the memory back. May be called twice. */
  async close(): Promise<void> {
    await this.host.close();
  }
}
