import { checkReferenceDate } from '@ordena/orders';
import {
  loadCalibration,
  type CalibrationState,
  type LoadedCalibration,
} from '../calibration/calibration-file.js';
import { EngineError } from '../errors.js';
import { explainResult } from '../evidence/explain-result.js';
import type { ExplainedResult } from '../evidence/explained-result.js';
import { EngineCore } from './engine-core.js';
import type { EngineHost, EngineState, Occupancy } from './host.js';
import { resolveOptions, type EngineOptions } from './options.js';
import type { RequestOptions } from './result.js';
import { Supervisor } from './supervisor.js';

export interface CanonicalizeOptions extends RequestOptions {
  /** Cancels the request; its place is free at the next step. A deadline is `AbortSignal.timeout`. */
  readonly signal?: AbortSignal;
  /** The day on which the order was written, `YYYY-MM-DD`: a delivery before it is flagged. */
  readonly referenceDate?: string | undefined;
}

/** Turns texts of orders into canonical JSON. Any number of requests may be under way at once. */
export class Engine {
  private nextId = 1;

  private constructor(
    private readonly host: EngineHost,
    private readonly calibrated: LoadedCalibration,
  ) {}

  /** Whether confidences are calibrated, and if not, whether a calibration lies there that is not of these weights. */
  get calibration(): CalibrationState {
    return this.calibrated.state;
  }

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
    const calibration = await loadCalibration(options.modelDir);
    // A thread can only run built code. Under a test runner, which reads the sources, the engine shares its thread.
    const built = import.meta.url.endsWith('.js');
    if (built) {
      return new Engine(
        await Supervisor.start(new URL('../worker.js', import.meta.url), options),
        calibration,
      );
    }
    try {
      return new Engine(await EngineCore.start(options), calibration);
    } catch (error) {
      throw EngineError.from(error, 'MODEL_UNFIT');
    }
  }

  /**
   * The canonical order of a text, with where each value stands in it, how sure it is, and what does not fit together.
   *
   * @throws EngineError EMPTY_TEXT, TEXT_TOO_LONG, INVALID_OPTION, RESOURCE_EXHAUSTED when too many are waiting,
   * CANCELLED, UNAVAILABLE when the engine's thread died, CLOSED.
   */
  async canonicalize(text: string, options: CanonicalizeOptions = {}): Promise<ExplainedResult> {
    const { signal, referenceDate, ...request } = options;
    checkDate(referenceDate);
    if (signal?.aborted === true)
      throw new EngineError('CANCELLED', 'the request was cancelled', signal.reason);
    const id = this.nextId++;
    const cancel = (): void => this.host.cancel(id);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const result = await this.host.canonicalize(id, text, request);
      // Here and not in the engine's thread, whose steps would wait for it.
      return explainResult(text, result, { calibration: this.calibrated.calibration, referenceDate });
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

function checkDate(referenceDate: string | undefined): void {
  if (referenceDate === undefined) return;
  try {
    checkReferenceDate(referenceDate);
  } catch (error) {
    throw EngineError.from(error, 'INVALID_OPTION');
  }
}
