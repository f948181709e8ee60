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
 * @throws DatasetError from reading; TrainingError NO_DATA when no record has a target.
 */
export async function prepareData(
  path: string,
  tokenizer: OrderTokenizer,
  profile: TrainingProfile,
): Promise<PreparedData> {
  const records = (await readRecords(path)).filter((record) => record.order !== undefined);
  if (records.length < 2)
    throw new TrainingError('NO_DATA', path, `has ${records.length} records with a target`);
  const { seed, validationShare, augmentation } = profile;
  const { train, validation } = splitRecords(records, { seed, validationShare });
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

/** Rows as they are trained on: packed where the profile says so. */
export function rowsFor(rows: readonly TrainingRow[], profile: TrainingProfile): readonly TrainingRow[] {
  return profile.packing === true ? packRows(rows, profile.maxLength) : rows;
}
