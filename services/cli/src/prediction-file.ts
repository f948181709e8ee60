import { readFile, truncate } from 'node:fs/promises';

import { parse } from 'csv-parse/sync';

import { CliError } from './errors.js';

/** The first line of a file of predictions, as SubmissionWriter writes it. */
const HEADER = 'id,prediction';

/**
 * Prepares a file of predictions for going on: half a row, which a killed run may have left, is cut off.
 *
 * @param path the CSV; it need not exist.
 * @returns the ids it has rows for; undefined when it has to be started anew, header included.
 * @throws CliError `BAD_OUTPUT` when it holds something else, and is left as it is.
 */
export async function resumePredictions(path: string): Promise<ReadonlySet<string> | undefined> {
  const text = await readIfThere(path);
  const kept = text.slice(0, text.lastIndexOf('\n') + 1);
  if (kept === '') return undefined;
  const ids = readIds(kept, path);
  await truncate(path, Buffer.byteLength(kept));
  return ids;
}

/**
 * The ids of whole rows.
 *
 * @throws CliError `BAD_OUTPUT` when the header is not that of predictions, or the rows are not CSV.
 */
export function readIds(text: string, path: string): ReadonlySet<string> {
  const end = text.indexOf('\n');
  if (text.slice(0, end).trimEnd() !== HEADER) {
    throw new CliError('BAD_OUTPUT', `${path} is no file of predictions: its first line is not ${HEADER}`);
  }
  try {
    const rows: string[][] = parse(text.slice(end + 1));
    return new Set(rows.flatMap(([id]) => (id === undefined ? [] : [id])));
  } catch (error) {
    const message = `${path} cannot be resumed: its rows are not CSV; start anew without --resume`;
    throw new CliError('BAD_OUTPUT', message, { cause: error });
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw new CliError('BAD_OUTPUT', `${path} cannot be read: ${String(error)}`, { cause: error });
  }
}
