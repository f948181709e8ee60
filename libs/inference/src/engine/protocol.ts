import { EngineError, type EngineErrorCode } from '../errors.js';
import type { Occupancy } from './host.js';
import type { EngineOptions } from './options.js';
import type { CanonicalizeResult, RequestOptions } from './result.js';

/** Messages to the engine's thread. Its settings come as worker data. */
export type ToWorker =
  | {
      readonly type: 'canonicalize';
      readonly id: number;
      readonly text: string;
      readonly options: RequestOptions;
    }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'occupancy'; readonly id: number }
  | { readonly type: 'close' }
  // Ends the thread without ado, between two runs of the model.
  | { readonly type: 'exit' };

/**
 * Messages from the engine's thread. Every `canonicalize` is answered by one `result` or `error`, every `occupancy` by
 * one of its kind.
 */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly error: WireError }
  | { readonly type: 'result'; readonly id: number; readonly result: CanonicalizeResult }
  | { readonly type: 'occupancy'; readonly id: number; readonly occupancy: Occupancy }
  | { readonly type: 'error'; readonly id: number; readonly error: WireError };

export interface WorkerSettings {
  readonly options: EngineOptions;
}

/** An error on its way between threads, where classes do not survive. */
export interface WireError {
  readonly code: EngineErrorCode;
  readonly message: string;
  readonly stack: string | undefined;
  readonly retryAfterMs: number | undefined;
}

/** @param code for errors that are not the engine's own. */
export function toWire(value: unknown, code: EngineErrorCode): WireError {
  const error = EngineError.from(value, code);
  const origin = error.cause instanceof Error ? error.cause : error;
  return {
    code: error.code,
    message: error.message,
    stack: origin.stack,
    retryAfterMs: error.retryAfterMs,
  };
}

export function fromWire(wire: WireError): EngineError {
  const error = new EngineError(wire.code, wire.message, undefined, wire.retryAfterMs);
  if (wire.stack !== undefined) error.stack = wire.stack;
  return error;
}
