import type { OrderRecord } from '@ordena/dataset';

import { CliError } from './errors.js';

/** Which records of a data set are taken. */
export const PARTS = ['all', 'dev', 'train'] as const;
export type Part = (typeof PARTS)[number];

/** What {@link PARTS} mean, for an option's description. */
export const PARTS_MEAN = 'dev: numbers that end in 0; train: the others';

/** A record whose JSON is known. */
export type ScorableRecord = Omit<OrderRecord, 'order'> & { order: NonNullable<OrderRecord['order']> };

/**
 * Reads the orders whose JSON is known.
 *
 * @throws CliError `BAD_INPUT` when there is none; DatasetError.
 */
export async function recordsToScore({
  data,
  part,
  limit,
}: {
  data: string;
  part: Part;
  limit?: number;
}): Promise<ScorableRecord[]> {
  const { isDevRecord, readRecords } = await import('@ordena/dataset');
  const records = (await readRecords(data))
    .flatMap(({ order, ...record }) => (order === undefined ? [] : [{ ...record, order }]))
    .filter(({ id }) => part === 'all' || isDevRecord(id) === (part === 'dev'))
    .slice(0, limit);
  if (records.length > 0) return records;
  throw new CliError(
    'BAD_INPUT',
    `${data} has no order to score${part === 'all' ? '' : ` in its ${part} part`}`,
  );
}
