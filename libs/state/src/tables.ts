import type { CanonicalOrder } from '@ordena/orders';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

import type { RunFailure, RunProgress, RunResult, RunSpec } from './run.js';
import type { RunState } from './run-states.js';

/** Written by the database, never by us. */
type Stamp = ColumnType<Date, Date | undefined, Date>;

interface RunsTable {
  id: string;
  state: RunState;
  spec: JSONColumnType<RunSpec>;
  progress: JSONColumnType<RunProgress>;
  result: JSONColumnType<RunResult> | null;
  failure: JSONColumnType<RunFailure> | null;
  cancel_requested: boolean;
  attempts: number;
  last_sequence: number;
  created_at: Stamp;
  updated_at: Stamp;
}

interface OutboxTable {
  /** Order of publishing. */
  position: Generated<string | number>;
  /** The event's id, the same however often it is sent. */
  id: string;
  topic: string;
  run_id: string;
  sequence: number;
  /** What happened, once per run ("step:40"): a second one is passed over. */
  name: string;
  type: string;
  data: JSONColumnType<object>;
  created_at: Stamp;
  sent_at: Date | null;
}

interface CorrectionsTable {
  id: string;
  text: string;
  order_json: JSONColumnType<CanonicalOrder>;
  origin: string;
  created_at: Stamp;
}

interface ClaimsTable {
  name: string;
  epoch: number;
}

/** The tables, as the newest migration leaves them. */
export interface Tables {
  runs: RunsTable;
  outbox: OutboxTable;
  corrections: CorrectionsTable;
  claims: ClaimsTable;
}
