import { randomUUID } from 'node:crypto';

import { sql, type Kysely, type Selectable } from 'kysely';

import { StateError } from './errors.js';
import { checkClaim } from './claim.js';
import { appendEvents, type NewEvent } from './outbox.js';
import type { Run, RunFailure, RunProgress, RunResult, RunSpec } from './run.js';
import { isFinal, mayMove, RUN_STATES, type RunState } from './run-states.js';
import type { Tables } from './tables.js';

/** What is to change in a run, all of it in one transaction. What is left out stays. */
export interface RunChange {
  readonly state?: RunState;
  readonly progress?: Partial<RunProgress>;
  readonly result?: RunResult;
  readonly failure?: RunFailure;
  readonly cancelRequested?: boolean;
  /** Begun once more. */
  readonly attempt?: boolean;
  /** What is told to the world. */
  readonly events?: readonly NewEvent[];
}

/** Which runs are listed. */
export interface RunFilter {
  readonly states?: readonly RunState[];
  /** Most runs. */
  readonly limit: number;
  /** Goes on behind this run. */
  readonly after?: string;
}

const NOTHING_DONE: RunProgress = { step: 0, totalSteps: 0, epoch: 0 };
const OPEN_STATES = RUN_STATES.filter((state) => !isFinal(state));

/** Training runs. Every change goes with its events in one transaction: there is never one without the other. */
export class Runs {
  #epoch: number | undefined;

  constructor(private readonly db: Kysely<Tables>) {}

  /** From now on a change is refused (`CLAIM_LOST`) once there is a newer claim than this one. */
  under(epoch: number): void {
    this.#epoch = epoch;
  }

  /** A new run in the state `queued`. */
  async add(spec: RunSpec, events: readonly NewEvent[], id: string = randomUUID()): Promise<Run> {
    return this.db.transaction().execute(async (transaction) => {
      await checkClaim(transaction, this.#epoch);
      const row = { id, state: 'queued' as const, spec: JSON.stringify(spec) };
      await transaction
        .insertInto('runs')
        .values({ ...row, progress: JSON.stringify(NOTHING_DONE), ...COUNTERS })
        .execute();
      const last = await appendEvents(transaction, id, 0, events);
      const stored = await transaction
        .updateTable('runs')
        .set({ last_sequence: last })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return toRun(stored);
    });
  }

  /** @throws StateError `RUN_NOT_FOUND`. */
  async get(id: string): Promise<Run> {
    const row = await this.db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw notFound(id);
    return toRun(row);
  }

  /** Runs, the newest first. */
  async list({ states, limit, after }: RunFilter): Promise<Run[]> {
    let query = this.db.selectFrom('runs').selectAll();
    if (states !== undefined) query = query.where('state', 'in', [...states]);
    if (after !== undefined) {
      query = query.where(
        sql<boolean>`(created_at, id) < (select created_at, id from runs where id = ${after})`,
      );
    }
    const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
    return rows.map(toRun);
  }

  /** Runs that are not over, the oldest first: what a service that starts goes on with. */
  async open(): Promise<Run[]> {
    const query = this.db.selectFrom('runs').selectAll().where('state', 'in', OPEN_STATES);
    const rows = await query.orderBy('created_at').orderBy('id').execute();
    return rows.map(toRun);
  }

  /**
   * Changes a run, and writes the events of the change.
   *
   * @param decide what is to change, from how the run is now; nothing else can change it meanwhile.
   * @throws StateError `RUN_NOT_FOUND`; `ILLEGAL_MOVE`, `CLAIM_LOST`, and nothing has changed.
   */
  async change(id: string, decide: RunChange | ((run: Run) => RunChange | undefined)): Promise<Run> {
    return this.db.transaction().execute(async (transaction) => {
      await checkClaim(transaction, this.#epoch);
      const row = await transaction
        .selectFrom('runs')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (row === undefined) throw notFound(id);
      const run = toRun(row);
      const change = typeof decide === 'function' ? decide(run) : decide;
      if (change === undefined) return run;
      if (change.state !== undefined && !mayMove(run.state, change.state)) {
        throw new StateError('ILLEGAL_MOVE', id, `is ${run.state} and cannot become ${change.state}`);
      }
      const last = await appendEvents(transaction, id, run.lastSequence, change.events ?? []);
      const stored = await transaction
        .updateTable('runs')
        .set({ ...columnsOf(run, change), last_sequence: last, updated_at: new Date() })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return toRun(stored);
    });
  }
}

const COUNTERS = { cancel_requested: false, attempts: 0, last_sequence: 0 };

function columnsOf(run: Run, change: RunChange) {
  return {
    ...(change.state === undefined ? {} : { state: change.state }),
    ...(change.progress === undefined
      ? {}
      : { progress: JSON.stringify({ ...run.progress, ...change.progress }) }),
    ...(change.result === undefined ? {} : { result: JSON.stringify(change.result) }),
    ...(change.failure === undefined ? {} : { failure: JSON.stringify(change.failure) }),
    ...(change.cancelRequested === undefined ? {} : { cancel_requested: change.cancelRequested }),
    ...(change.attempt === true ? { attempts: run.attempts + 1 } : {}),
  };
}

function notFound(id: string): StateError {
  return new StateError('RUN_NOT_FOUND', id, 'there is no such run');
}

function toRun(row: Selectable<Tables['runs']>): Run {
  return {
    id: row.id,
    state: row.state,
    spec: row.spec,
    progress: row.progress,
    result: row.result ?? undefined,
    failure: row.failure ?? undefined,
    cancelRequested: row.cancel_requested,
    attempts: row.attempts,
    lastSequence: row.last_sequence,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
