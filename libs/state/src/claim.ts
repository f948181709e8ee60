import { setTimeout as sleep } from 'node:timers/promises';

import { sql, type Kysely, type Transaction } from 'kysely';

import type { ClaimLock } from './claim-lock.js';
import { StateError } from './errors.js';
import type { Tables } from './tables.js';

const RUNS = 'runs';
const LOOK_MS = 250;

/** The right to carry out the runs of a database, which one process has. */
export interface Claim {
  /** 1, 2, 3 …: how often the runs were claimed so far. */
  readonly epoch: number;
  /** Aborts with a StateError `CLAIM_LOST` when another process has claimed the runs. */
  readonly lost: AbortSignal;
  /** Gives the runs up. May be called twice. */
  release(): Promise<void>;
}

/** How runs are claimed. */
export interface ClaimOptions {
  /** How long to wait for a process that has them, in milliseconds. Default 0. */
  readonly waitMs?: number;
}

/**
 * Claims the runs.
 *
 * A lock keeps others away; as it may be lost without a word (the server restarts, the network breaks), each claim has a
 * number too, and a change of a run by an older claim is refused by {@link checkClaim}.
 *
 * @throws StateError `ALREADY_CLAIMED` when another process has them for longer than `waitMs`; `STATE_UNAVAILABLE`.
 */
export async function claimRuns(
  db: Kysely<Tables>,
  lock: ClaimLock,
  place: string,
  { waitMs = 0 }: ClaimOptions = {},
): Promise<Claim> {
  const giveUp = Date.now() + waitMs;
  try {
    while (!(await lock.tryHold())) {
      if (Date.now() >= giveUp) {
        const message =
          'another training coordinator carries out its runs: stop that one, or use another database';
        throw new StateError('ALREADY_CLAIMED', place, message);
      }
      await sleep(LOOK_MS);
    }
    const { epoch } = await db
      .insertInto('claims')
      .values({ name: RUNS, epoch: 1 })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ epoch: sql<number>`claims.epoch + 1` }))
      .returning('epoch')
      .executeTakeFirstOrThrow();
    return keep(db, lock, place, epoch);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Makes sure, inside a transaction, that nobody has claimed the runs since.
 *
 * @throws StateError `CLAIM_LOST`.
 */
export async function checkClaim(transaction: Transaction<Tables>, epoch: number | undefined): Promise<void> {
  if (epoch === undefined) return;
  // Shared: who claims the runs waits until changes under the claim before are made.
  const query = transaction.selectFrom('claims').select('epoch').where('name', '=', RUNS).forShare();
  const now = await query.executeTakeFirst();
  if (now?.epoch !== epoch) throw lostTo(now?.epoch);
}

function keep(db: Kysely<Tables>, lock: ClaimLock, place: string, epoch: number): Claim {
  const lost = new AbortController();
  let isReleased = false;
  /** Takes the lock again once the server is back, unless somebody else was faster. */
  const holdAgain = async (): Promise<void> => {
    while (!isReleased) {
      try {
        const isHeld = await lock.tryHold();
        const query = db.selectFrom('claims').select('epoch').where('name', '=', RUNS);
        const now = await query.executeTakeFirst();
        if (now?.epoch !== epoch) {
          await lock.release();
          lost.abort(lostTo(now?.epoch, place));
          return;
        }
        // Not held, and claimed by nobody: the server has not noticed yet that our old connection is gone.
        if (isHeld) return;
      } catch {
        // The server is away: nobody can claim anything there.
      }
      await sleep(LOOK_MS);
    }
  };
  lock.onDoubt(() => void holdAgain());
  return {
    epoch,
    lost: lost.signal,
    release: () => {
      isReleased = true;
      return lock.release();
    },
  };
}

function lostTo(epoch: number | undefined, place = 'runs'): StateError {
  const message = `another training coordinator has claimed them since (claim ${epoch ?? 'gone'})`;
  return new StateError('CLAIM_LOST', place, message);
}
