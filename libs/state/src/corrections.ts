import type { CanonicalOrder } from '@ordena/orders';
import type { Kysely } from 'kysely';

import type { Tables } from './tables.js';

/** An order that a person set right. */
export interface Correction {
  /** Unique; the same id again replaces what was there. */
  readonly id: string;
  /** The order as it was written. */
  readonly text: string;
  /** What it should have become. */
  readonly order: CanonicalOrder;
  /** Where the correction came from ("orders.corrections", a person's name). */
  readonly origin: string;
}

/** A correction as it is kept. */
export interface StoredCorrection extends Correction {
  readonly createdAt: Date;
}

/** Which corrections are listed. */
export interface CorrectionFilter {
  /** Made at or after this time. Default: all. */
  readonly since?: Date | undefined;
  /** Most corrections. Default: all. */
  readonly limit?: number | undefined;
}

/** Corrections: examples for the next training run. */
export class Corrections {
  constructor(private readonly db: Kysely<Tables>) {}

  /** Keeps corrections, all or none. The same one twice is one; a newer one of the same id replaces it. */
  async add(corrections: readonly Correction[]): Promise<void> {
    if (corrections.length === 0) return;
    // The last of an id counts; Postgres refuses to touch a row twice in one statement.
    const newest = new Map(corrections.map((correction) => [correction.id, correction]));
    const rows = [...newest.values()].map(({ id, text, order, origin }) => {
      return { id, text, order_json: JSON.stringify(order), origin };
    });
    await this.db.transaction().execute(async (transaction) => {
      for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
        await transaction
          .insertInto('corrections')
          .values(rows.slice(start, start + ROWS_AT_ONCE))
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet((row) => ({
              text: row.ref('excluded.text'),
              order_json: row.ref('excluded.order_json'),
              origin: row.ref('excluded.origin'),
            })),
          )
          .execute();
      }
    });
  }

  /** Corrections, the oldest first. */
  async list({ since, limit }: CorrectionFilter = {}): Promise<StoredCorrection[]> {
    let query = this.db.selectFrom('corrections').selectAll();
    if (since !== undefined) query = query.where('created_at', '>=', since);
    if (limit !== undefined) query = query.limit(limit);
    const rows = await query.orderBy('created_at').orderBy('id').execute();
    return rows.map(({ id, text, order_json: order, origin, created_at: createdAt }) => {
      return { id, text, order, origin, createdAt };
    });
  }

  /** How many there are. */
  async count(since?: Date): Promise<number> {
    let query = this.db.selectFrom('corrections').select(({ fn }) => fn.countAll().as('count'));
    if (since !== undefined) query = query.where('created_at', '>=', since);
    const { count } = await query.executeTakeFirstOrThrow();
    return Number(count);
  }
}

/** A statement takes 65535 parameters at most. */
const ROWS_AT_ONCE = 1000;
