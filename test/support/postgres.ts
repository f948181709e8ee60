import { execFile, execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { temporaryFolder } from './temporary-folder.js';

/** A running Postgres server. */
export interface PostgresServer {
  /** For DATABASE_URL. */
  url: string;
  /** Runs SQL as another session. @returns what it prints, a line for each row. */
  sql(text: string): Promise<string>;
  /** Ends it as a crash would, and starts it again on the same port. */
  restart(whileDown?: () => Promise<void>): Promise<void>;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;

/** The folder of `initdb`, `postgres` and `psql`, on the path or where Debian puts them; undefined when there is none. */
export function postgresFolder(): string | undefined {
  const debian = '/usr/lib/postgresql';
  let versions: string[] = [];
  try {
    versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a));
  } catch {
    // Not Debian, or not installed.
  }
  const folders = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...versions.map((name) => join(debian, name, 'bin')),
  ];
  return folders.find(
    (folder) =>
      folder !== '' && ['initdb', 'postgres', 'psql'].every((name) => isProgram(join(folder, name))),
  );
}

/** Starts a Postgres server on a free port of the loopback, with an empty database. Postgres refuses root, so root lends it to `nobody`. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = postgresFolder();
  if (programs === undefined) throw new Error('there is no Postgres server: apt-get install postgresql');
  const folder = await temporaryFolder();
  const as = unprivileged(folder.path);
  const data = join(folder.path, 'data');
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'ordena', '--auth=trust', '--no-sync'], {
    ...as,
    stdio: 'pipe',
  });
  const port = await freePort();
  const settings = ['-c', `unix_socket_directories=${folder.path}`, '-c', 'fsync=off'];
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(
      join(programs, 'postgres'),
      ['-D', data, '-h', '127.0.0.1', '-p', String(port), ...settings],
      { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let log = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
    const giveUp = Date.now() + READY_WITHIN_MS;
    while (!log.includes('ready to accept connections')) {
      if (child.exitCode !== null || Date.now() > giveUp) throw new Error(`Postgres did not start: ${log}`);
      await sleep(50);
    }
    return child;
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  let child = await start();
  const url = `postgres://ordena@127.0.0.1:${port}/postgres`;
  return {
    url,
    sql: async (text) => {
      const { stdout } = await promisify(execFile)(join(programs, 'psql'), ['-qAtX', '-c', text, url]);
      return stdout.trim();
    },
    restart: async (whileDown) => {
      // At once, as a crash: without waiting for sessions or writing what it holds.
      await end('SIGQUIT');
      await whileDown?.();
      child = await start();
    },
    stop: async () => {
      await end('SIGINT');
      await folder.remove();
    },
  };
}

function unprivileged(folder: string): SpawnOptions {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const [uid, gid] = [id('-u'), id('-g')];
  chownSync(folder, uid, gid);
  return { uid, gid, cwd: folder };
}

/** A port of the loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
