import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

import { StateError } from './errors.js';

/** SQLSTATE classes and codes of a server that cannot serve just now: connections, shutdown, start, too many callers. */
const AWAY = /^(08|57P0[1-3]|53300)/;

/**
 * A pool whose failures say whether the server is away.
 *
 * @param place the server, for messages.
 * @param DatabaseError what the driver throws for an answer of the server; whatever else it throws is the connection.
 */
export function reportingPool(
  pool: pg.Pool,
  place: string,
  DatabaseError: typeof pg.DatabaseError,
): PostgresPool {
  const report = (cause: unknown): never => {
    if (cause instanceof DatabaseError && !AWAY.test(cause.code ?? '')) throw cause;
    throw unavailable(place, cause);
  };
  return {
    connect: async () => {
      const client = await pool.connect().catch(report);
      return {
        query: (text: string, parameters: unknown[]) => client.query(text, parameters).catch(report),
        release: () => {
          client.release();
        },
      } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}

/** The state cannot be reached, or used. */
export function unavailable(place: string, cause: unknown): StateError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StateError('STATE_UNAVAILABLE', place, `the database cannot be used: ${reason}`, { cause });
}
