/** Why the engine did not give a result. */
export type EngineErrorCode =
  | 'EMPTY_TEXT'
  | 'TEXT_TOO_LONG'
  | 'INVALID_OPTION'
  | 'RESOURCE_EXHAUSTED'
  | 'CANCELLED'
  | 'UNAVAILABLE'
  | 'CLOSED'
  | 'PROVIDER_UNAVAILABLE'
  | 'MODEL_UNFIT'
  | 'SCHEMA_UNFIT'
  | 'INTERNAL';

const RETRIABLE: ReadonlySet<EngineErrorCode> = new Set(['RESOURCE_EXHAUSTED', 'UNAVAILABLE']);

/** The one error class of this library. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  /** When to try again, in milliseconds from now: an estimate. Not set where trying again is of no use, or anybody's guess. */
  readonly retryAfterMs: number | undefined;

  constructor(code: EngineErrorCode, message: string, cause?: unknown, retryAfterMs?: number) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EngineError';
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request may succeed a little later. */
  get retriable(): boolean {
    return RETRIABLE.has(this.code);
  }

  /** The only door for caught values. */
  static from(value: unknown, code: EngineErrorCode = 'INTERNAL'): EngineError {
    if (value instanceof EngineError) return value;
    return new EngineError(code, value instanceof Error ? value.message : String(value), value);
  }
}
