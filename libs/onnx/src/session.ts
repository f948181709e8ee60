import * as ort from 'onnxruntime-node';
import { OnnxError } from './errors.js';
import { checkBuildHas, providerFailure, type ExecutionProvider } from './providers.js';

export type Tensor = ort.Tensor;
export type TensorMap = Record<string, ort.Tensor>;
/** Makes a tensor over the given typed array; the data is shared, not copied. */
export const Tensor = ort.Tensor;

export interface SessionOptions {
  /** Threads inside one operator. Default: ONNX Runtime's choice, the number of cores. */
  readonly threads?: number;
  /** Where the nodes run; those that it has no kernel for run on the processor. Default `cpu`. */
  readonly provider?: ExecutionProvider;
  /** Keeps a plan of buffer addresses per input shape: a little faster, much more memory. Default false. */
  readonly memoryPattern?: boolean;
  /**
   * Keeps freed memory for the session's next run. Default true; false where many sessions run in turn, each of which
   * would keep its own.
   */
  readonly memoryArena?: boolean;
  /** Default `'all'`. */
  readonly graphOptimization?: 'disabled' | 'basic' | 'extended' | 'all';
  /** Measures every operator, and writes what it measured as JSON to a file of this name and a date when it is closed. */
  readonly profilePrefix?: string;
  /** Free-form ONNX Runtime session settings, such as `session.set_denormal_as_zero`. */
  readonly extra?: Record<string, Record<string, string>>;
}

/**
 * The one place that touches ONNX Runtime. A run blocks the calling thread (see `run`), so a session belongs in a
 * worker thread wherever somebody else waits on the same thread.
 */
export class OnnxSession {
  private closed = false;

  private constructor(
    private readonly session: ort.InferenceSession,
    readonly label: string,
    private readonly profiled: boolean,
  ) {}

  /**
   * @param model bytes of a model file (see `serializeModel`).
   * @param label a name for error messages.
   * @throws OnnxError SESSION_FAILED when ONNX Runtime refuses the model; PROVIDER_UNAVAILABLE when the provider is not in
   *   this build, or its library or device is not found.
   */
  static async create(model: Uint8Array, label: string, options: SessionOptions = {}): Promise<OnnxSession> {
    const { provider = 'cpu' } = options;
    checkBuildHas(provider);
    try {
      const session = await ort.InferenceSession.create(model, {
        executionProviders: [provider],
        enableMemPattern: options.memoryPattern ?? false,
        enableCpuMemArena: options.memoryArena ?? true,
        graphOptimizationLevel: options.graphOptimization ?? 'all',
        logSeverityLevel: 3,
        ...(options.threads === undefined ? {} : { intraOpNumThreads: options.threads }),
        ...(options.profilePrefix === undefined
          ? {}
          : { enableProfiling: true, profileFilePrefix: options.profilePrefix }),
        ...(options.extra === undefined ? {} : { extra: options.extra }),
      });
      return new OnnxSession(session, label, options.profilePrefix !== undefined);
    } catch (cause) {
      const unavailable = await providerFailure(provider);
      if (unavailable) throw unavailable;
      throw new OnnxError(
        'SESSION_FAILED',
        label,
        `ONNX Runtime refused the model: ${messageOf(cause)}`,
        cause,
      );
    }
  }

  get inputNames(): readonly string[] {
    return this.session.inputNames;
  }

  get outputNames(): readonly string[] {
    return this.session.outputNames;
  }

  /**
   * Runs the graph.
   *
   * @param feeds a tensor per input.
   * @param fetches what to compute: names, or tensors allocated beforehand that the results are written into.
   * @throws OnnxError RUN_FAILED, or SESSION_CLOSED after `close`.
   */
  async run(
    feeds: TensorMap,
    fetches?: readonly string[] | Record<string, ort.Tensor | null>,
  ): Promise<TensorMap> {
    if (this.closed) throw new OnnxError('SESSION_CLOSED', this.label, 'the session is closed');
    try {
      const results =
        fetches === undefined
          ? await this.session.run(feeds)
          : await this.session.run(feeds, fetches as never);
      return results;
    } catch (cause) {
      throw new OnnxError('RUN_FAILED', this.label, messageOf(cause), cause);
    }
  }

  /** Gives the session's memory back. May be called twice. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    if (this.profiled) this.session.endProfiling();
    await this.session.release();
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
