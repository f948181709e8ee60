import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
  /** Sends SIGTERM. @returns the exit code. */
  stop(): Promise<number | null>;
}

/** A model store that is not there: what the user of this machine has in theirs is not for a test. */
const NO_STORE = join(tmpdir(), 'ordena-test-no-store');

/** Starts `ordena serve` on a free port and waits until it listens. */
export async function serve(args: readonly string[] = []): Promise<Served> {
  const child = spawn(process.execPath, [BIN, 'serve', '--addr', '127.0.0.1:0', ...args], {
    cwd: ROOT,
    env: { ORDENA_STORE: NO_STORE, ...process.env },
    stdio: ['ignore', 'ignore', 'pipe'],
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
  return {
    address: `127.0.0.1:${String(port)}`,
    stop: async () => {
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}
