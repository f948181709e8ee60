import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { randomUUID } from 'node:crypto';

import type { UploadDatasetRequest, UploadDatasetResponse } from '@ordena/contracts';
import { DatasetError, readRecords, type OrderRecord } from '@ordena/dataset';
import type { RunDataset, State } from '@ordena/state';

import { CoordinatorError } from './errors.js';

const ENDINGS = ['.json', '.jsonl', '.ndjson', '.csv'];

/** Where the orders of runs are found. */
export class Datasets {
  constructor(
    private readonly uploads: string,
    private readonly root: string | undefined,
    private readonly maxBytes: number,
    private readonly corrections: State['corrections'],
  ) {}

  /** Checks that a dataset is there, before a run is queued. @throws CoordinatorError. */
  async check(dataset: RunDataset): Promise<void> {
    if (dataset.kind === 'corrections') {
      const count = await this.corrections.count(sinceOf(dataset));
      if (count < 2) {
        const message = `there are ${count} corrections: 2 are needed at least`;
        throw new CoordinatorError('NO_CORRECTIONS', message, { field: 'dataset.corrections' });
      }
    } else await this.#fileOf(dataset);
  }

  /** All orders of a dataset. @throws CoordinatorError; DatasetError that names file, row and key. */
  async read(dataset: RunDataset): Promise<readonly OrderRecord[]> {
    if (dataset.kind === 'corrections') return this.corrections.list({ since: sinceOf(dataset) });
    return readRecords(await this.#fileOf(dataset));
  }

  /** The whole path of a dataset, for the run's record. */
  absolute(path: string): string {
    return this.root === undefined ? resolve(path) : resolve(this.root, path);
  }

  /** Deletes what an earlier process left of uploads that it did not finish. */
  async clean(): Promise<void> {
    const names = existsSync(this.uploads) ? await readdir(this.uploads) : [];
    const left = names.filter((name) => name.startsWith('.'));
    await Promise.all(left.map((name) => rm(join(this.uploads, name), { force: true })));
  }

  /** Takes a file in parts; it is looked at before it counts. Of one that breaks off nothing stays. */
  async upload(
    requests: AsyncIterable<UploadDatasetRequest>,
    signal: AbortSignal,
  ): Promise<UploadDatasetResponse> {
    await mkdir(this.uploads, { recursive: true });
    const hash = createHash('sha256');
    let ending: string | undefined;
    let size = 0;
    const aside = join(this.uploads, `.${randomUUID()}`);
    const { maxBytes } = this;
    async function* bytes(): AsyncGenerator<Buffer> {
      for await (const { filename, chunk } of requests) {
        if (ending === undefined) {
          ending = extname(filename).toLowerCase();
          if (!ENDINGS.includes(ending)) {
            const message = `filename must end in one of ${ENDINGS.join(', ')}`;
            throw new CoordinatorError('DATASET_INVALID', message, { field: 'filename' });
          }
        }
        size += chunk.length;
        if (size > maxBytes) {
          const message = `the dataset is larger than ${maxBytes} bytes`;
          throw new CoordinatorError('UPLOAD_TOO_LARGE', message, { field: 'chunk' });
        }
        hash.update(chunk);
        yield chunk;
      }
    }
    try {
      await pipeline(bytes, createWriteStream(aside, { flush: true }));
      if (ending === undefined) {
        throw new CoordinatorError('DATASET_INVALID', 'nothing was sent', { field: 'filename' });
      }
      const named = `${aside}${ending}`;
      await rename(aside, named);
      const orders = await countOrders(named, `the dataset (${ending})`);
      signal.throwIfAborted();
      const uploadId = hash.digest('hex').slice(0, 32);
      await rename(named, join(this.uploads, uploadId + ending));
      return { uploadId, orders, sizeBytes: size };
    } finally {
      for (const left of [aside, `${aside}${ending ?? ''}`]) await rm(left, { force: true });
    }
  }

  async #fileOf(dataset: Exclude<RunDataset, { kind: 'corrections' }>): Promise<string> {
    if (dataset.kind === 'upload') return this.#uploaded(dataset.uploadId);
    const path = this.absolute(dataset.path);
    const inside = this.root === undefined ? '' : relative(resolve(this.root), path);
    if (inside.startsWith('..') || isAbsolute(inside)) {
      const message = 'dataset.path lies outside the folder of datasets';
      throw new CoordinatorError('DATASET_OUTSIDE', message, { field: 'dataset.path' });
    }
    await access(path).catch((cause: unknown) => {
      const message = 'dataset.path: there is no such file or folder';
      throw new CoordinatorError('DATASET_MISSING', message, { cause, field: 'dataset.path' });
    });
    return path;
  }

  async #uploaded(uploadId: string): Promise<string> {
    const names = existsSync(this.uploads) ? await readdir(this.uploads) : [];
    const name = names.find((file) => file.slice(0, -extname(file).length) === uploadId);
    if (name !== undefined && !name.startsWith('.')) return join(this.uploads, name);
    throw new CoordinatorError('UPLOAD_NOT_FOUND', 'dataset.upload_id: there is no such upload', {
      field: 'dataset.upload_id',
    });
  }
}

/** @throws CoordinatorError `DATASET_INVALID` that says where in the file; of our own folders it says nothing. */
async function countOrders(file: string, called: string): Promise<number> {
  try {
    return (await readRecords(file)).filter(({ order }) => order !== undefined).length;
  } catch (cause) {
    if (!(cause instanceof DatasetError)) throw cause;
    const message = cause.message.replaceAll(file, called);
    throw new CoordinatorError('DATASET_INVALID', message, { cause, field: 'chunk' });
  }
}

function sinceOf({ since }: Extract<RunDataset, { kind: 'corrections' }>): Date | undefined {
  return since === undefined ? undefined : new Date(since);
}
