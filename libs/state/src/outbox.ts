import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';

import type { Tables } from './tables.js';

/** An event to be written down with a change of its run. */
export interface NewEvent {
  /** Once per run ("step:40"): a second one of that name is passed over. */
  readonly name: string;
  /** CloudEvents type ("ordena.training.step.v1"). */
  readonly type: string;
  readonly data: object;
}

/** An event as it was written down. */
export interface StoredEvent {
  /** Order over all runs. */
  readonly position: number;
  /** The same however often it is sent. */
  readonly id: string;
  readonly topic: string;
  readonly runId: string;
  /** 1, 2, 3 … within its run, without a gap. */
  readonly sequence: number;
  readonly type: string;
  readonly data: object;
  readonly createdAt: Date;
  /** W3C trace context of the call that started the run; only on events that are to be sent. */
  readonly traceparent?: string;
}

/** Topic of every run's events. */
export const TRAINING_TOPIC = 'training.events';

/** Events that were written in the same transaction as the change they tell of, to be sent in their order. */
export class Outbox {
  constructor(private readonly db: Kysely<Tables>) {}

  /** The oldest events that were not sent yet, in order. A run's events always come in the order of their sequence. */
  async unsent(limit: number): Promise<StoredEvent[]> {
    const rows = await this.db
      .selectFrom('outbox')
      .innerJoin('runs', 'runs.id', 'outbox.run_id')
      .selectAll('outbox')
      .select(sql<string | null>`runs.spec ->> 'traceparent'`.as('traceparent'))
      .where('sent_at', 'is', null)
      .orderBy('position')
      .limit(limit)
      .execute();
    return rows.map(({ traceparent, ...row }) => ({
      ...toEvent(row),
      ...(traceparent === null ? {} : { traceparent }),
    }));
  }

  /** Notes that they were sent. */
  async markSent(positions: readonly number[]): Promise<void> {
    if (positions.length === 0) return;
    await this.db
      .updateTable('outbox')
      .set({ sent_at: new Date() })
      .where('position', 'in', positions.map(String))
      .execute();
  }

  /** A run's events behind a sequence number, sent or not. */
  async ofRun(runId: string, after: number, limit: number): Promise<StoredEvent[]> {
    const rows = await this.db
      .selectFrom('outbox')
      .selectAll()
      .where('run_id', '=', runId)
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return rows.map(toEvent);
  }
}

/**
 * Writes events behind a run's last one. The run's row must be locked by the transaction: that keeps its positions in
 * the order of its sequence.
 *
 * @returns the sequence of the last one.
 */
export async function appendEvents(
  transaction: Transaction<Tables>,
  runId: string,
  lastSequence: number,
  events: readonly NewEvent[],
): Promise<number> {
  let sequence = lastSequence;
  for (const { name, type, data } of events) {
    const written = await transaction
      .insertInto('outbox')
      .values({
        id: `${runId}:${sequence + 1}`,
        topic: TRAINING_TOPIC,
        run_id: runId,
        sequence: sequence + 1,
        name,
        type,
        data: JSON.stringify(data),
      })
      .onConflict((conflict) => conflict.columns(['run_id', 'name']).doNothing())
      .returning('sequence')
      .executeTakeFirst();
    if (written !== undefined) sequence++;
  }
  return sequence;
}

function toEvent(row: Selectable<Tables['outbox']>): StoredEvent {
  return {
    position: Number(row.position),
    id: row.id,
    topic: row.topic,
    runId: row.run_id,
    sequence: row.sequence,
    type: row.type,
    data: row.data,
    createdAt: row.created_at,
  };
}
