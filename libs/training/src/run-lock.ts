import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { TrainingError } from './errors.js';

const FILE = 'run.lock';

/** Who works in a run's folder. */
const ownerSchema = z.object({
  host: z.string(),
  pid: z.number().int().positive(),
  /** When the process began, where the system tells: a number that a later process of the same id does not share. */
  begun: z.string().optional(),
});
type Owner = z.infer<typeof ownerSchema>;

/**
 * Keeps a second process out of a run's folder, whose checkpoints and logs the two would mix up. A lock whose process is
 * gone is taken over at once, so that a killed run can be resumed; so is one of another host, which cannot be asked, and
 * one of this very process, whose thread may have died.
 *
 * @returns gives the folder back; may be called twice.
 * @throws TrainingError RUN_IN_USE that names the process.
 */
export async function lockRun(dir: string): Promise<() => Promise<void>> {
  const path = join(dir, FILE);
  const self: Owner = { host: hostname(), pid: process.pid, begun: await beginOf(process.pid) };
  if (!(await create(path, self))) {
    const owner = await readOwner(path);
    if (owner && (await isAtWork(owner, self))) {
      const message = `process ${owner.pid} trains here; stop it, or choose another folder`;
      throw new TrainingError('RUN_IN_USE', dir, message);
    }
    await rm(path, { force: true });
    if (!(await create(path, self)))
      throw new TrainingError('RUN_IN_USE', dir, 'another process has just begun to train here');
  }
  return () => rm(path, { force: true });
}

/** @returns false when there is a lock already. */
async function create(path: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A lock that was cut while it was written has no owner. */
async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

async function isAtWork(owner: Owner, self: Owner): Promise<boolean> {
  if (owner.host !== self.host || owner.pid === self.pid || !isAlive(owner.pid)) return false;
  return owner.begun === undefined || owner.begun === (await beginOf(owner.pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Field 22 of Linux's /proc/PID/stat, counted behind the name, which may hold blanks; undefined elsewhere. */
async function beginOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
