import type { PGlite } from '@electric-sql/pglite';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';

/** What pg calls a finished command; Kysely asks for it to count changed rows. */
type Command = PostgresQueryResult<never>['command'];

/**
 * The embedded database in the shape of a pool of one connection, so that Kysely's own Postgres dialect drives it and
 * there is one dialect for both. Who wants the connection waits until it is free: transactions never mix.
 */
export function poolOf(open: () => Promise<PGlite>): PostgresPool {
  let database: Promise<PGlite> | undefined;
  let last: Promise<void> = Promise.resolve();
  return {
    async connect(): Promise<PostgresPoolClient> {
      const before = last;
      let release = (): void => undefined;
      last = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      try {
        const ready = await (database ??= open());
        return { query: query(ready), release: () => release() } as PostgresPoolClient;
      } catch (error) {
        release();
        throw error;
      }
    },
    async end(): Promise<void> {
      await last;
      await (await database)?.close();
    },
  };
}

function query(database: PGlite) {
  return async (text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<unknown>> => {
    const { rows, affectedRows } = await database.query(text, [...parameters]);
    const command = (/^\s*(insert|update|delete|merge)/i.exec(text)?.[1]?.toUpperCase() ??
      'SELECT') as Command;
    return { command, rowCount: affectedRows ?? rows.length, rows };
  };
}
