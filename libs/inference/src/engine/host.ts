import type { CanonicalizeResult, RequestOptions } from './result.js';

/**
 * - `starting`: the model is being loaded; requests wait.
 * - `ready`: requests are worked on.
 * - `pausing`: the thread has died too often to be started anew at once; requests are refused.
 * - `closed`: for good.
 */
export type EngineState = 'starting' | 'ready' | 'pausing' | 'closed';

/** How full an engine is. */
export interface Occupancy {
  /** Requests that hold a slot. */
  readonly running: number;
  /** Requests that wait for one. */
  readonly waiting: number;
  /** All slots. */
  readonly slots: number;
}

/** Where an engine runs: in a thread of its own, or in the caller's. */
export interface EngineHost {
  readonly state: EngineState;
  /** Called at every change of state. Not set: nobody listens. */
  onState?: ((state: EngineState) => void) | undefined;
  canonicalize(id: number, text: string, options: RequestOptions): Promise<CanonicalizeResult>;
  /** Asked between two steps. */
  occupancy(): Promise<Occupancy>;
  /** The request's promise rejects with CANCELLED, unless it is over already. */
  cancel(id: number): void;
  /** Rejects what is pending with CLOSED. May be called twice. */
  close(): Promise<void>;
}
