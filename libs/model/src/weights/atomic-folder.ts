import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError } from '../errors.js';

/**
 * Writes files into a folder so that each appears whole or not at all: everything is written aside first, then renamed
 * file by file. `config.json` goes last, so a folder that has it is complete.
 *
 * @param write puts the files into the folder it is given, and tells their names in the order to rename them.
 */
export async function writeFolder(dir: string, write: (aside: string) => Promise<readonly string[]>): Promise<void> {
  const aside = join(dir, `.writing-${process.pid}-${Date.now()}`);
  try {
    await mkdir(aside, { recursive: true });
    for (const name of await write(aside)) await rename(join(aside, name), join(dir, name));
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    throw new ModelError('WRITE_FAILED', { file: dir }, 'the model folder cannot be written', cause);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Writes JSON the way Hugging Face tools do: two spaces, a newline at the end. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
