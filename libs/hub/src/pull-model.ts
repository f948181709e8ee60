import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { HubError } from './errors.js';
import { fetchFile, type FetchOptions } from './fetch-file.js';
import { HubSource, type HubSourceOptions } from './hub-source.js';
import { wantedFiles } from './wanted-files.js';

export interface PullOptions extends HubSourceOptions {
  /** The folder to make. It appears when all files are there and right; until then `<outDir>.partial` holds them. */
  readonly outDir: string;
  /** Bytes on disk, of all bytes, and the file in hand. */
  readonly onProgress?: (done: number, total: number, file: string) => void;
  readonly signal?: AbortSignal;
  readonly retry?: Pick<FetchOptions, 'retries' | 'retryMs'>;
}

export interface PulledModel {
  readonly files: readonly string[];
  /** Bytes of all files. */
  readonly bytes: number;
}

/**
 * Brings a model from the hub into a folder. An interrupted call is gone on with by the next one, byte for byte, and
 * every file is held against the checksum the hub names.
 *
 * @throws HubError; what has come so far stays in `<outDir>.partial`.
 */
export async function pullModel(options: PullOptions): Promise<PulledModel> {
  const { outDir, onProgress, signal, retry } = options;
  const source = new HubSource(options);
  if (existsSync(outDir))
    throw new HubError('WRITE_FAILED', outDir, 'is there already: remove it or choose another');
  const files = wantedFiles(await source.list());
  if (!files.some(({ path }) => path.endsWith('.safetensors'))) {
    throw new HubError('NO_WEIGHTS', source.name, 'has no model.safetensors');
  }
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const partial = `${outDir}.partial`;
  try {
    await mkdir(partial, { recursive: true });
  } catch (cause) {
    throw new HubError('WRITE_FAILED', partial, 'the folder cannot be made', cause);
  }
  let done = 0;
  for (const file of files) {
    const onBytes = (bytes: number): void => {
      done += bytes;
      onProgress?.(done, total, file.path);
    };
    await fetchFile(source, file, partial, { onBytes, ...retry, ...(signal ? { signal } : {}) });
  }
  await removeOthers(partial, new Set(files.map(({ path }) => path)));
  await rename(partial, outDir);
  return { files: files.map(({ path }) => path), bytes: total };
}

/** Leftovers of earlier versions of the model are no part of the folder. */
async function removeOthers(dir: string, wanted: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(dir)) {
    if (!wanted.has(name)) await rm(`${dir}/${name}`, { recursive: true, force: true });
  }
}
