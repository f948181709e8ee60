import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { StateError } from './errors.js';

/**
 * Claims a folder for this process: the embedded database in it bears only one. A claim whose process is gone counts
 * for nothing.
 *
 * @returns gives the folder up.
 * @throws StateError `STATE_LOCKED` with the process that has it.
 */
export function lockFolder(dir: string): () => void {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'owner.pid');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
      return () => {
        rmSync(file, { force: true });
      };
    } catch (cause) {
      const owner = readOwner(file);
      if (owner !== undefined && isAlive(owner)) {
        const message = `is in use by process ${owner}; stop it, give another folder, or share a server by DATABASE_URL`;
        throw new StateError('STATE_LOCKED', dir, message, { cause });
      }
      rmSync(file, { force: true });
    }
  }
  throw new StateError('STATE_LOCKED', dir, 'another process took it just now');
}

function readOwner(file: string): number | undefined {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(owner) && owner > 0 ? owner : undefined;
  } catch {
    // Given up between our two looks.
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
