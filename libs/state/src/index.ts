/**
 * Training runs, their events and corrections, in SQL: an embedded Postgres in a folder, or a Postgres server.
 *
 * @example
 * ```ts
 * const state = await openState({ dir: 'state' });
 * await state.corrections.add([{ id: 'c-1', text: 'dos sillas', order, origin: 'ana' }]);
 * await state.close();
 * ```
 * @module
 */
export { openState, State } from './state.js';
export type { Claim, ClaimOptions } from './claim.js';
export type { StateOptions } from './database.js';
export { Corrections, type Correction, type CorrectionFilter, type StoredCorrection } from './corrections.js';
export { Runs, type RunChange, type RunFilter } from './runs.js';
export { Outbox, TRAINING_TOPIC, type NewEvent, type StoredEvent } from './outbox.js';
export type { Run, RunDataset, RunFailure, RunProgress, RunResult, RunSpec } from './run.js';
export { isFinal, mayMove, RUN_MOVES, RUN_STATES, type RunState } from './run-states.js';
export { StateError, type StateErrorCode } from './errors.js';
