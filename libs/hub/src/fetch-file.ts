import { downloadFile } from '@huggingface/hub';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { matches } from './checksum.js';
import { HubError } from './errors.js';
import { isTransient, type HubSource } from './hub-source.js';
import type { HubFile } from './wanted-files.js';

export interface FetchOptions {
  /** Told of bytes that are on disk, whether from this run or an earlier one. */
  readonly onBytes: (bytes: number) => void;
  readonly signal?: AbortSignal;
  /** How often a broken connection is taken up again. Default 5. */
  readonly retries?: number;
  /** Pause before the first retry, ms; each later one is twice as long. Default 1000. */
  readonly retryMs?: number;
}

/**
 * Brings one file into a folder. What an earlier run has of it is kept and gone on with; a file whose bytes are not
 * the hub's is deleted.
 *
 * @throws HubError CHECKSUM_MISMATCH, NOT_FOUND, CANCELLED, or what the hub said.
 */
export async function fetchFile(
  source: HubSource,
  file: HubFile,
  dir: string,
  options: FetchOptions,
): Promise<void> {
  const { onBytes, signal, retries = 5, retryMs = 1000 } = options;
  const done = join(dir, file.path);
  if ((await sizeOf(done)) === file.size) return onBytes(file.size);
  // Named by its content: what is left of another version of the file is not gone on with.
  const part = join(dir, `${file.path}.${file.checksum.hex.slice(0, 12)}.part`);
  let have = await sizeOf(part);
  onBytes(have);
  for (let attempt = 0; have < file.size || attempt === 0; attempt++) {
    try {
      await append(source, file, part, have, onBytes, signal);
      have = await sizeOf(part);
      if (have >= file.size) break;
    } catch (error) {
      if (signal?.aborted === true)
        throw new HubError('CANCELLED', file.path, 'stopped; a later call goes on', error);
      if (!isTransient(error) || attempt >= retries) throw source.explain(error, file.path);
      have = await sizeOf(part);
    }
    await sleep(retryMs * 2 ** attempt);
  }
  if (have !== file.size || !(await matches(file, part))) {
    await rm(part, { force: true });
    throw new HubError(
      'CHECKSUM_MISMATCH',
      file.path,
      'the bytes that came are not those the hub names; deleted',
    );
  }
  await rename(part, done);
}

async function append(
  source: HubSource,
  file: HubFile,
  part: string,
  from: number,
  onBytes: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const blob = await downloadFile({ ...source.request, path: file.path, xet: false });
  if (blob === null) throw new HubError('NOT_FOUND', file.path, `not in ${source.name}`);
  // The client asks the server for this range only.
  const rest = from === 0 ? blob : blob.slice(from);
  const bytes = Readable.fromWeb(rest.stream());
  bytes.on('data', (chunk: Uint8Array) => onBytes(chunk.length));
  await pipeline(bytes, createWriteStream(part, { flags: 'a' }), ...(signal ? [{ signal }] : []));
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
