import { augmentRecords } from '@ordena/augmentation';
import { formatPrompt, readRecords, splitRecords, type OrderRecord } from '@ordena/dataset';
import { canonicalJson } from '@ordena/orders';
import { encodeExample, packRows, type OrderTokenizer } from '@ordena/tokenization';
import type { TrainingRow } from './batch.js';
import { TrainingError } from './errors.js';
import type { TrainingProfile } from './profiles.js';

export interface PreparedData {
  readonly rows: readonly TrainingRow[];
  readonly validation: readonly OrderRecord[];
  /** Ids of examples longer than the limit; they were cut and still train. */
  readonly truncated: readonly string[];
}

/**
 * Reads, splits, augments (the training part only) and tokenizes a dataset.
 *
 * @param validationPath records that validate, when they are not to be split off the others.
 * @throws DatasetError from reading; TrainingError NO_DATA when too few records have a target, BAD_CONFIG when an order is
 *   among both.
 */
export async function prepareData(
  path: string,
  tokenizer: OrderTokenizer,
  profile: TrainingProfile,
  validationPath?: string,
): Promise<PreparedData> {
  const { seed, augmentation } = profile;
  const { train, validation } = await twoParts(path, validationPath, profile);
  const augmented = augmentation > 1 ? augmentRecords(train, { factor: augmentation, seed }) : train;
  const truncated: string[] = [];
  const rows = augmented.flatMap(({ id, text, order }): TrainingRow[] => {
    if (!order) return [];
    const example = { prompt: formatPrompt(text), target: canonicalJson(order) };
    const row = encodeExample(tokenizer, example, { maxLength: profile.maxLength, labels: profile.labels });
    if (row.truncated) truncated.push(id);
    return [row];
  });
  return { rows, validation, truncated };
}

async function twoParts(
  path: string,
  validationPath: string | undefined,
  { seed, validationShare }: TrainingProfile,
): Promise<{ train: readonly OrderRecord[]; validation: readonly OrderRecord[] }> {
  if (validationPath === undefined)
    return splitRecords(await readTargets(path, 2), { seed, validationShare });
  const train = await readTargets(path, 1);
  const validation = await readTargets(validationPath, 1);
  const known = new Set(train.map(({ text }) => text));
  const both = validation.filter(({ text }) => known.has(text)).map(({ id }) => id);
  if (both.length === 0) return { train, validation };
  const named = both.slice(0, 5).join(', ');
  throw new TrainingError(
    'BAD_CONFIG',
    validationPath,
    `${both.length} of its orders are trained on too, in ${path}: ${named}`,
  );
}

async function readTargets(path: string, least: number): Promise<OrderRecord[]> {
  const records = (await readRecords(path)).filter((record) => record.order !== undefined);
  if (records.length >= least) return records;
  throw new TrainingError('NO_DATA', path, `has ${records.length} records with a target`);
}

/** Rows as they are trained on: packed where the profile says so. */
export function rowsFor(rows: readonly TrainingRow[], profile: TrainingProfile): readonly TrainingRow[] {
  return profile.packing === true ? packRows(rows, profile.maxLength) : rows;
}
