import type pg from 'pg';

/** A lock that at most one process holds, and that is free again when that process is gone. */
export interface ClaimLock {
  /** @returns whether this process holds it now. */
  tryHold(): Promise<boolean>;
  /** Called when the lock may be lost: {@link tryHold} says whether it is. */
  onDoubt(listener: () => void): void;
  /** Gives it up. May be called twice. */
  release(): Promise<void>;
}

/** Of an embedded database, which bears one process anyway: kept from this process taking it twice. */
export function localLock(): () => ClaimLock {
  let isHeld = false;
  return () => {
    let isOurs = false;
    return {
      tryHold: () => {
        if (!isHeld) isHeld = isOurs = true;
        return Promise.resolve(isOurs);
      },
      onDoubt: () => undefined,
      release: () => {
        if (isOurs) isHeld = isOurs = false;
        return Promise.resolve();
      },
    };
  };
}

/** "ORDA": keeps our advisory locks apart from those of others in the same database. */
const CLASS = 0x4f524441;
const RUNS = 1;

/**
 * Of a Postgres server: an advisory lock, which lasts as long as the connection that took it
 * (https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS).
 *
 * @param connect makes a connection of its own, not connected yet.
 */
export function serverLock(connect: () => pg.Client): ClaimLock {
  let client: pg.Client | undefined;
  let isHeld = false;
  let doubt = (): void => undefined;
  const drop = (gone: pg.Client): void => {
    if (client !== gone) return;
    client = undefined;
    if (!isHeld) return;
    isHeld = false;
    doubt();
  };
  const connected = async (): Promise<pg.Client> => {
    if (client !== undefined) return client;
    const fresh = connect();
    fresh.on('error', () => {
      drop(fresh);
    });
    fresh.on('end', () => {
      drop(fresh);
    });
    await fresh.connect();
    // A server that does not hear of our machine's end frees the lock after a minute, not after hours.
    await fresh.query(
      'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3',
    );
    client = fresh;
    return fresh;
  };
  return {
    tryHold: async () => {
      if (isHeld) return true;
      const connection = await connected();
      const { rows } = await connection.query<{ held: boolean }>(
        'select pg_try_advisory_lock($1, $2) as held',
        [CLASS, RUNS],
      );
      isHeld = rows[0]?.held === true && client === connection;
      return isHeld;
    },
    onDoubt: (listener) => {
      doubt = listener;
    },
    release: async () => {
      isHeld = false;
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
