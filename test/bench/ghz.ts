import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { BenchError } from './sample-process.js';

const run = promisify(execFile);
const MODULE = 'github.com/bojand/ghz/cmd/ghz@v0.120.0';

/** One call as ghz reports it. */
export interface GhzCall {
  /** When its answer came, as ISO 8601. */
  readonly timestamp: string;
  /** In nanoseconds. */
  readonly latency: number;
  /** The gRPC status by its name in ghz: `OK`, `ResourceExhausted`. */
  readonly status: string;
}

/** What is sent. */
export interface GhzLoad {
  readonly address: string;
  /** Protobuf method: `ordena.v1.CanonicalizationService/Canonicalize`. Its definition comes from the server's reflection. */
  readonly call: string;
  /** JSON file with an array of requests, taken in turn. */
  readonly dataFile: string;
  /** Connections, each with one call at a time. */
  readonly connections: number;
  readonly seconds: number;
}

/**
 * Finds `ghz`: by ORDENA_GHZ, on the PATH, or built once with `go install` into the user's cache.
 *
 * @throws BenchError when there is neither.
 */
export async function findGhz(): Promise<string> {
  const folder = join(homedir(), '.cache', 'ordena', 'ghz');
  const built = join(folder, 'ghz');
  for (const path of [process.env['ORDENA_GHZ'], 'ghz', built]) {
    if (path === undefined || (path === built && !existsSync(built))) continue;
    const works = await run(path, ['--version']).then(
      () => true,
      () => false,
    );
    if (works) return path;
    if (path === process.env['ORDENA_GHZ']) throw new BenchError(`ORDENA_GHZ: ${path} does not run`);
  }
  await mkdir(folder, { recursive: true });
  try {
    await run('go', ['install', MODULE], { env: { ...process.env, GOBIN: folder } });
  } catch (cause) {
    const how = `set ORDENA_GHZ to the program, or install Go, which builds ${MODULE}`;
    throw new BenchError(`ghz is not there: ${how}`, { cause });
  }
  return built;
}

/** Sends calls for some seconds, and waits for the answers of those in work at the end. */
export async function runGhz(ghz: string, load: GhzLoad): Promise<GhzCall[]> {
  const { address, call, dataFile, connections, seconds } = load;
  const settings = {
    call,
    connections,
    concurrency: connections,
    'data-file': dataFile,
    duration: `${seconds}s`,
    'duration-stop': 'wait',
    timeout: '120s',
    format: 'json',
  };
  const flags = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const { stdout } = await run(ghz, ['--insecure', ...flags, address], { maxBuffer: 1 << 30 });
  return (JSON.parse(stdout) as { details: GhzCall[] | null }).details ?? [];
}
