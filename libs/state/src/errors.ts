/** What the state can fail with. Stable: callers match on it. */
export type StateErrorCode =
  | 'STATE_UNAVAILABLE'
  | 'STATE_LOCKED'
  | 'ALREADY_CLAIMED'
  | 'CLAIM_LOST'
  | 'RUN_NOT_FOUND'
  | 'ILLEGAL_MOVE'
  | 'MIGRATION_FAILED'
  | 'CLOSED';

const RETRIABLE: ReadonlySet<StateErrorCode> = new Set([
  'STATE_UNAVAILABLE',
  'STATE_LOCKED',
  'ALREADY_CLAIMED',
]);

/** The one error class of this library; `subject` is the folder, the server, the run or the migration it is about. */
export class StateError extends Error {
  override readonly name = 'StateError';

  constructor(
    readonly code: StateErrorCode,
    readonly subject: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${subject}: ${message}`, options);
  }

  /** Whether the same call may succeed later. */
  get retriable(): boolean {
    return RETRIABLE.has(this.code);
  }
}
