import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';

import type { OrderRecord } from '@ordena/dataset';
import type { PreparedData } from '@ordena/training';

type Row = PreparedData['rows'][number];

/** How much there is to learn from. */
export interface PreparedCounts {
  readonly rows: number;
  readonly validation: number;
  readonly truncated: readonly string[];
}

const COUNTS = 'prepared.json';
const ROWS = 'rows.jsonl';
const VALIDATION = 'validation.jsonl';

/** A row as a line. */
export interface RowLine {
  readonly ids: readonly number[];
  readonly labels: readonly number[];
}

/** What was prepared in a folder; undefined when it was not finished. */
export async function readCounts(dir: string): Promise<PreparedCounts | undefined> {
  const file = join(dir, COUNTS);
  if (!existsSync(file)) return undefined;
  return JSON.parse(await readFile(file, 'utf8')) as PreparedCounts;
}

/** Writes rows as they come, then the counts: with these the folder is finished. */
export async function writePrepared(
  dir: string,
  rows: AsyncIterable<RowLine>,
  validation: readonly OrderRecord[],
  truncated: readonly string[],
): Promise<PreparedCounts> {
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const { ids, labels } of rows) {
      count++;
      yield `${JSON.stringify({ ids, labels })}\n`;
    }
  }
  await pipeline(lines, createWriteStream(join(dir, ROWS)));
  await writeFile(join(dir, VALIDATION), validation.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const counts: PreparedCounts = { rows: count, validation: validation.length, truncated };
  await writeFile(join(dir, `.${COUNTS}`), JSON.stringify(counts), { flush: true });
  await rename(join(dir, `.${COUNTS}`), join(dir, COUNTS));
  return counts;
}

/** Reads a finished folder. */
export async function readPrepared(dir: string): Promise<PreparedData> {
  const { truncated } = JSON.parse(await readFile(join(dir, COUNTS), 'utf8')) as PreparedCounts;
  const rows: Row[] = [];
  for await (const { ids, labels } of readLines<RowLine>(join(dir, ROWS))) {
    rows.push({ ids: Int32Array.from(ids), labels: Int32Array.from(labels) });
  }
  const validation: OrderRecord[] = [];
  for await (const record of readLines<OrderRecord>(join(dir, VALIDATION))) validation.push(record);
  return { rows, validation, truncated };
}

async function* readLines<T>(file: string): AsyncGenerator<T, void, undefined> {
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    yield JSON.parse(line) as T;
  }
}
