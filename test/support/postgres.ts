import { execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { temporaryFolder } from './temporary-folder.js';

/** A running Postgres server. */
export interface PostgresServer {
  /** For DATABASE_URL. */
  url: string;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;

/** The folder of `initdb` and `postgres`, on the path or where Debian puts them; undefined when there is none. */
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
    (folder) => folder !== '' && ['initdb', 'postgres'].every((name) => isProgram(join(folder, name))),
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
  return {
    url: `postgres://ordena@127.0.0.1:${port}/postgres`,
    stop: async () => {
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGINT');
        await ended;
      }
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
