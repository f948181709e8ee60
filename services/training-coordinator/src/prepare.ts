import { mkdir } from 'node:fs/promises';

import type { AugmentDatasetRequestInput, TokenizeDatasetRequestInput } from '@ordena/contracts';
import { splitRecords, type OrderRecord } from '@ordena/dataset';
import { canonicalJson } from '@ordena/orders';
import type { TrainingProfile } from '@ordena/training';

import { CoordinatorError } from './errors.js';
import type { Peers } from './peers.js';
import { readCounts, writePrepared, type PreparedCounts, type RowLine } from './prepared-data.js';

/** What is to be made ready. */
export interface Preparation {
  readonly dir: string;
  /** Orders, read when they are needed. */
  readonly read: () => Promise<readonly OrderRecord[]>;
  readonly profile: TrainingProfile;
  /** Model whose tokens are meant: a version or `default`. */
  readonly model: string;
  readonly peers: Pick<Peers, 'augmentation' | 'tokenization'>;
  readonly signal: AbortSignal;
}

/**
 * Splits a dataset, has its training part varied and all of it tokenized by the services, and leaves rows in a folder.
 * What was finished before is taken as it is.
 */
export async function prepare(task: Preparation): Promise<PreparedCounts> {
  const finished = await readCounts(task.dir);
  if (finished !== undefined) return finished;
  const records = (await task.read()).filter(({ order }) => order !== undefined);
  if (records.length < 2) {
    throw new CoordinatorError(
      'DATASET_INVALID',
      `the dataset has ${records.length} orders with their JSON: give 2 or more`,
    );
  }
  await mkdir(task.dir, { recursive: true });
  const { seed, validationShare } = task.profile;
  const { train, validation } = splitRecords(records, { seed, validationShare });
  const truncated: string[] = [];
  return writePrepared(task.dir, rowsOf(task, train, truncated), validation, truncated);
}

async function* rowsOf(
  { profile, model, peers, signal }: Preparation,
  train: readonly OrderRecord[],
  truncated: string[],
): AsyncGenerator<RowLine> {
  const varied = profile.augmentation > 1 ? augmented(train, profile, peers, signal) : plain(train);
  const rows = peers.tokenization.tokenizeDataset(toTokenize(varied, profile, model), { signal });
  for await (const { id, ids, labels, truncated: cut } of rows) {
    if (cut) truncated.push(id);
    yield { ids, labels };
  }
}

interface Order {
  readonly id: string;
  readonly text: string;
  readonly orderJson: string;
}

function* plain(records: readonly OrderRecord[]): Generator<Order> {
  for (const { id, text, order } of records) {
    if (order !== undefined) yield { id, text, orderJson: canonicalJson(order) };
  }
}

async function* augmented(
  records: readonly OrderRecord[],
  { augmentation: factor, seed }: TrainingProfile,
  peers: Preparation['peers'],
  signal: AbortSignal,
): AsyncGenerator<Order> {
  function* requests(): Generator<AugmentDatasetRequestInput> {
    yield { settings: { factor, seed } };
    for (const order of plain(records)) yield { order };
  }
  for await (const { id, text, orderJson } of peers.augmentation.augmentDataset(requests(), { signal })) {
    if (orderJson !== undefined) yield { id, text, orderJson };
  }
}

async function* toTokenize(
  orders: Iterable<Order> | AsyncIterable<Order>,
  { maxLength, labels }: TrainingProfile,
  model: string,
): AsyncGenerator<TokenizeDatasetRequestInput> {
  const kind = labels === 'sequence' ? 'LABEL_KIND_SEQUENCE' : 'LABEL_KIND_ANSWER';
  yield { settings: { model, maxLength, labels: kind } };
  for await (const order of orders) yield { order };
}
