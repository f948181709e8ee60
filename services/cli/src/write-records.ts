import { rename, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';

import type { OrderRecord } from '@ordena/dataset';

import { CliError } from './errors.js';

/** From records to the text of a file, by file extension. */
const FORMATS: Readonly<Record<string, (rows: readonly object[]) => string>> = {
  '.json': (rows) => `${JSON.stringify(rows, undefined, 1)}\n`,
  '.jsonl': (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
};

/**
 * Writes orders in the layout that `readRecords` reads, aside first and then into place.
 *
 * @param path the file, `.json` or `.jsonl`.
 * @throws CliError `BAD_OUTPUT`.
 */
export async function writeRecords(path: string, records: readonly OrderRecord[]): Promise<void> {
  const format = FORMATS[extname(path).toLowerCase()];
  if (format === undefined) {
    throw new CliError('BAD_OUTPUT', `${path}: the file must end in ${Object.keys(FORMATS).join(' or ')}`);
  }
  const rows = records.map(({ id, text, order }) => ({
    id,
    natural_language: text,
    ...(order === undefined ? {} : { json_data: order }),
  }));
  try {
    await writeFile(`${path}.part`, format(rows));
    await rename(`${path}.part`, path);
  } catch (error) {
    throw new CliError('BAD_OUTPUT', `${path} cannot be written: ${String(error)}`, { cause: error });
  }
}
