import { join } from 'node:path';

import { Kysely, Migrator, PostgresDialect, type PostgresPool } from 'kysely';

import { localLock, serverLock, type ClaimLock } from './claim-lock.js';
import { StateError } from './errors.js';
import { lockFolder } from './folder-lock.js';
import { MIGRATIONS } from './migrations.js';
import { poolOf } from './pglite-pool.js';
import { reportingPool, unavailable } from './postgres-pool.js';
import type { Tables } from './tables.js';

/** Where the state lies. With both given, the server counts. */
export interface StateOptions {
  /** A Postgres server (`postgres://user:password@host:5432/database`). */
  url?: string | undefined;
  /** Folder of the embedded database, made where there is none. */
  dir?: string | undefined;
}

/** An open database with the newest schema. */
export interface OpenDatabase {
  db: Kysely<Tables>;
  /** The folder or the server, for messages. */
  place: string;
  /** A lock on the runs, not held yet. */
  claimLock: () => ClaimLock;
  close(): Promise<void>;
}

/** @throws StateError `STATE_LOCKED`, `STATE_UNAVAILABLE`, `MIGRATION_FAILED`. */
export async function openDatabase(options: StateOptions): Promise<OpenDatabase> {
  const { pool, place, claimLock, release } = await connect(options);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = async (): Promise<void> => {
    try {
      await db.destroy();
    } finally {
      release();
    }
  };
  try {
    await migrate(db, place);
    return { db, place, claimLock, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

interface Connection extends Pick<OpenDatabase, 'place' | 'claimLock'> {
  readonly pool: PostgresPool;
  release: () => void;
}

async function connect({ url, dir }: StateOptions): Promise<Connection> {
  if (url !== undefined) {
    const { default: pg } = await import('pg');
    const settings = { connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true };
    const pool = new pg.Pool({ ...settings, max: 8 });
    // A broken connection is replaced at the next query, and the query in hand is told; without listeners it would end
    // the process: the pool's is for idle connections, each one's own for when it is at work.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    const place = withoutPassword(url);
    return {
      pool: reportingPool(pool, place, pg.DatabaseError),
      place,
      claimLock: () => serverLock(() => new pg.Client(settings)),
      release: () => undefined,
    };
  }
  if (dir === undefined) throw new StateError('STATE_UNAVAILABLE', 'state', 'give a url or a folder');
  const release = lockFolder(dir);
  const { PGlite } = await import('@electric-sql/pglite');
  const pool = poolOf(() => PGlite.create(join(dir, 'pgdata')));
  return { pool, place: dir, claimLock: localLock(), release };
}

async function migrate(db: Kysely<Tables>, place: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const { error, results } = await migrator.migrateToLatest().catch((cause: unknown) => {
    throw unavailable(place, cause);
  });
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === 'Error');
  if (failed === undefined) throw unavailable(place, error);
  throw new StateError('MIGRATION_FAILED', failed.migrationName, `did not apply to ${place}`, {
    cause: error,
  });
}

function withoutPassword(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return host + pathname;
  } catch {
    return 'DATABASE_URL';
  }
}
