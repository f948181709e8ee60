import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { temporaryFolder } from './temporary-folder.js';

/** The repository's root, from test/support/ and from test/dist/support/. */
export const ROOT = fileURLToPath(
  new URL(import.meta.url.includes('/dist/') ? '../../../' : '../../', import.meta.url),
);

const BIN = `${ROOT}services/cli/bin/ordena.js`;

/** What a process left behind. */
export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command to its end. */
export async function run(
  command: string,
  args: readonly string[],
  { input = '', env = {} }: { input?: string | Buffer; env?: Record<string, string> } = {},
): Promise<Finished> {
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A command that fails before it reads closes its end: that is not this test's business.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Runs the built `ordena` command to its end. */
export function ordena(args: readonly string[], options?: Parameters<typeof run>[2]): Promise<Finished> {
  return run(process.execPath, [BIN, ...args], options);
}

/** A served process, and how to end it. */
export interface Served {
  address: string;
  /** Of the process. */
  pid: number;
  /** Sends SIGTERM. @returns the exit code. */
  stop(): Promise<number | null>;
  /** Sends SIGKILL. */
  kill(): Promise<void>;
}

/**
 * Starts `ordena serve` and waits until it listens.
 *
 * @param env further variables; what it keeps goes to a folder of its own unless they say otherwise.
 * @param addr where it listens. Default: a free port.
 */
export async function serve(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  addr = '127.0.0.1:0',
): Promise<Served> {
  const folder = await temporaryFolder();
  const child = spawn(process.execPath, [BIN, 'serve', '--addr', addr, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...ownFolders(folder.path), ...env },
  });
  let log = '';
  const port = await new Promise<number>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      const match = /"port":(\d+)/.exec(log);
      if (match !== null) resolve(Number(match[1]));
    });
    child.once('exit', () => {
      reject(new Error(`ordena serve ended: ${log}`));
    });
  });
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    await folder.remove();
    return child.exitCode;
  };
  return {
    address: `127.0.0.1:${String(port)}`,
    pid: child.pid ?? 0,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL');
    },
  };
}

/** Variables for all that services keep, in one folder. */
export function ownFolders(folder: string): Record<string, string> {
  return {
    ORDENA_STATE: join(folder, 'state'),
    ORDENA_RUNS: join(folder, 'runs'),
    ORDENA_STORE: join(folder, 'store'),
  };
}
