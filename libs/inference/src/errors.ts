/** Why the engine did not give a result. */
export type EngineErrorCode =
  | 'EMPTY_TEXT'
  | 'TEXT_TOO_LONG'
  | 'INVALID_OPTION'
  | 'RESOURCE_EXHAUSTED'
  | 'CANCELLED'
  | 'UNAVAILABLE'
  | 'CLOSED'
  | 'MODEL_UNFIT'
  | 'INTERNAL';

const RETRIABLE: ReadonlySet<EngineErrorCode> = new Set(['RESOURCE_EXHAUSTED', 'UNAVAILABLE']);

/** The one error class of this library. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EngineError';
    this.code = code;
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
