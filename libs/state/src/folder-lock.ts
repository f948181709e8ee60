import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { StateError } from './errors.js';

/** How often a claim is renewed, and how old one of another machine must be to count for nothing, in milliseconds. */
const RENEW_MS = 5_000;
const STALE_MS = 30_000;

/** Who has a folder. */
interface Owner {
  readonly pid: number;
  /** Tells two processes of the same number apart; '' where the system does not say it. */
  readonly started: string;
  /** Process numbers mean nothing on another machine or in another container. */
  readonly host: string;
}

/**
 * Claims a folder for this process: the embedded database in it bears only one. A claim whose process is gone counts
 * for nothing: on this machine that is seen at once, of another one (a container that shared the folder) by a claim
 * that was not renewed for half a minute.
 *
 * @returns gives the folder up.
 * @throws StateError `STATE_LOCKED` with the process that has it.
 */
export function lockFolder(dir: string): () => void {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'owner.pid');
  const self: Owner = { pid: process.pid, started: startOf(process.pid) ?? '', host: hostname() };
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, `${self.pid} ${self.started} ${self.host}\n`, { flag: 'wx' });
      return keep(file);
    } catch (cause) {
      const owner = readOwner(file);
      if (owner !== undefined && isThere(owner, file)) {
        const where = owner.host === self.host ? '' : ` on ${owner.host}`;
        const message = `is in use by process ${owner.pid}${where}; stop it, give another folder, or share a server by DATABASE_URL`;
        throw new StateError('STATE_LOCKED', dir, message, { cause });
      }
      rmSync(file, { force: true });
    }
  }
  throw new StateError('STATE_LOCKED', dir, 'another process took it just now');
}

/** Renews a claim. @returns gives it up. */
function keep(file: string): () => void {
  const timer = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // The folder was deleted, or its disk is away: there is nothing that could be guarded.
    }
  }, RENEW_MS).unref();
  return () => {
    clearInterval(timer);
    rmSync(file, { force: true });
  };
}

function readOwner(file: string): Owner | undefined {
  try {
    const [pid = '', started = '', host = hostname()] = readFileSync(file, 'utf8').trim().split(' ');
    const owner = { pid: Number(pid), started, host };
    return Number.isInteger(owner.pid) && owner.pid > 0 ? owner : undefined;
  } catch {
    // Given up between our two looks.
    return undefined;
  }
}

function isThere({ pid, started, host }: Owner, file: string): boolean {
  if (host !== hostname()) return Date.now() - renewedAt(file) < STALE_MS;
  const now = startOf(pid);
  // After a restart another process may have the number: a container's first one always does.
  if (started !== '' && now !== undefined) return started === now;
  return isAlive(pid);
}

function renewedAt(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

/** When a process began, in the system's own terms (field 22 of proc(5) stat, after the name, which may hold blanks). */
function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
