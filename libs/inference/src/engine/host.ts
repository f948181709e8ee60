import type { CanonicalizeResult, RequestOptions } from './result.js';

/** Where an engine runs: in a thread of its own, or in the caller's. */
export interface EngineHost {
  canonicalize(id: number, text: string, options: RequestOptions): Promise<CanonicalizeResult>;
  /** The request's promise rejects with CANCELLED, unless it is over already. */
  cancel(id: number): void;
  /** Rejects what is pending with CLOSED. May be called twice. */
  close(): Promise<void>;
}
