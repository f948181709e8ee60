import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { ROOT, run } from './run-ordena.js';

const CACHE = join(ROOT, 'node_modules/.cache');

/**
 * A Python environment of its own with packages from PyPI, made once and kept in node_modules/.cache.
 *
 * @param name of the folder; other packages or versions want another name.
 * @param packages as pip takes them.
 * @returns the folder of its programs.
 * @throws Error with pip's own words when a package cannot be had.
 */
export async function pythonTools(name: string, packages: readonly string[]): Promise<string> {
  const dir = join(CACHE, `python-${name}`);
  const done = join(dir, 'complete');
  if (existsSync(done)) return join(dir, 'bin');
  // A virtual environment cannot be moved, so what an interrupted run left goes away first.
  await rm(dir, { recursive: true, force: true });
  await mkdir(dirname(dir), { recursive: true });
  await mustRun('python3', ['-m', 'venv', dir]);
  await mustRun(join(dir, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages]);
  await writeFile(`${done}.new`, `${packages.join('\n')}\n`);
  await rename(`${done}.new`, done);
  return join(dir, 'bin');
}

async function mustRun(command: string, args: string[]): Promise<void> {
  const { code, stdout, stderr } = await run(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
}
