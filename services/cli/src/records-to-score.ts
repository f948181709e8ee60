import type { OrderRecord } from '@ordena/dataset';
import type { ExecutionProvider } from '@ordena/inference';

import { Option, type Command } from 'commander';

import { CliError } from './errors.js';
import { providerOption, wholeNumber } from './options.js';

/** Which records of a data set are taken. */
const PARTS = ['all', 'dev', 'train'] as const;
type Part = (typeof PARTS)[number];

/** The options of every command that has a model read orders whose JSON is known. */
export interface ScoringOptions {
  data: string;
  model?: string;
  part: Part;
  limit?: number;
  concurrency: number;
  threads?: number;
  provider?: ExecutionProvider;
}

/** Adds {@link ScoringOptions} to a command. */
export function addScoringOptions(command: Command): Command {
  return command
    .requiredOption('-d, --data <path>', 'file (JSON, JSONL, CSV) or folder of orders with their JSON')
    .option('-m, --model <model>', 'a model by name or folder')
    .addOption(
      new Option('--part <part>', 'dev: numbers that end in 0; train: the others')
        .choices(PARTS)
        .default('all'),
    )
    .option('--limit <n>', 'take only the first n orders', wholeNumber(1))
    .option('--concurrency <n>', 'orders given to the engine at once', wholeNumber(1, 256), 64)
    .option('--threads <n>', 'threads of one model step', wholeNumber(1, 256))
    .addOption(providerOption());
}

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
}: Pick<ScoringOptions, 'data' | 'part' | 'limit'>): Promise<ScorableRecord[]> {
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
