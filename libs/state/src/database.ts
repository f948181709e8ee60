import { join } from 'node:path';

import { Kysely, Migrator, PostgresDialect, type PostgresPool } from 'kysely';

import { StateError } from './errors.js';
import { lockFolder } from './folder-lock.js';
import { MIGRATIONS } from './migrations.js';
import { poolOf } from './pglite-pool.js';
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
  close(): Promise<void>;
}

/** @throws StateError `STATE_LOCKED`, `STATE_UNAVAILABLE`, `MIGRATION_FAILED`. */
export async function openDatabase(options: StateOptions): Promise<OpenDatabase> {
  const { pool, place, release } = await connect(options);
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
    return { db, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

async function connect({
  url,
  dir,
}: StateOptions): Promise<{ pool: PostgresPool; place: string; release: () => void }> {
  if (url !== undefined) {
    const { default: pg } = await import('pg');
    const pool = new pg.Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 10_000 });
    // A broken idle connection is replaced at the next query; without a listener it would end the process.
    pool.on('error', () => undefined);
    return { pool, place: withoutPassword(url), release: () => undefined };
  }
  if (dir === undefined) throw new StateError('STATE_UNAVAILABLE', 'state', 'give a url or a folder');
  const release = lockFolder(dir);
  const { PGlite } = await import('@electric-sql/pglite');
  return { pool: poolOf(() => PGlite.create(join(dir, 'pgdata'))), place: dir, release };
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

function unavailable(place: string, cause: unknown): StateError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StateError('STATE_UNAVAILABLE', place, `the database cannot be used: ${reason}`, { cause });
}

function withoutPassword(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return host + pathname;
  } catch {
    return 'DATABASE_URL';
  }
}
