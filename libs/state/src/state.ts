import { claimRuns, type Claim, type ClaimOptions } from './claim.js';
import { Corrections } from './corrections.js';
import { openDatabase, type OpenDatabase, type StateOptions } from './database.js';
import { Outbox } from './outbox.js';
import { Runs } from './runs.js';

/** Everything that is kept in SQL. */
export class State {
  readonly runs: Runs;
  readonly outbox: Outbox;
  readonly corrections: Corrections;
  #closing: Promise<void> | undefined;

  constructor(private readonly database: OpenDatabase) {
    this.runs = new Runs(database.db);
    this.outbox = new Outbox(database.db);
    this.corrections = new Corrections(database.db);
  }

  /**
   * Claims the runs for this process, and makes every change of a run through this state one under the claim.
   *
   * @throws StateError `ALREADY_CLAIMED` when another process has them; `STATE_UNAVAILABLE`.
   */
  async claimRuns(options: ClaimOptions = {}): Promise<Claim> {
    const { db, place } = this.database;
    const claim = await claimRuns(db, this.database.claimLock(), place, options);
    this.runs.under(claim.epoch);
    return claim;
  }

  /** Closes the database. May be called twice; what is called afterwards fails. */
  close(): Promise<void> {
    this.#closing ??= this.database.close();
    return this.#closing;
  }
}

/**
 * Opens the state and brings its schema up to date.
 *
 * @throws StateError `STATE_LOCKED` when another process has the folder, `STATE_UNAVAILABLE`, `MIGRATION_FAILED`.
 */
export async function openState(options: StateOptions): Promise<State> {
  return new State(await openDatabase(options));
}
