import { parse } from 'csv-parse/sync';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { DatasetError } from './errors.js';
import { toRecord, type OrderRecord } from './record.js';

/** What to do with a record that cannot be read: stop, or hand it over and go on. Default: stop. */
export interface ReadOptions {
  readonly onBadRecord?: (error: DatasetError) => void;
}

/** A record as a file holds it; `value` is read late, so that one broken line need not stop the others. */
interface RawRecord {
  /** From 1: the record's number, in JSONL its line's. */
  readonly row: number;
  readonly value: () => unknown;
}

/** From a file's text to its raw records, by file extension. */
const FORMATS: Readonly<Record<string, (text: string, file: string) => RawRecord[]>> = {
  '.json': readJson,
  '.jsonl': readJsonLines,
  '.ndjson': readJsonLines,
  '.csv': readCsv,
};

/**
 * Reads a dataset: a file (JSON array or single object, JSONL, CSV with a header), or a folder of such files. A folder
 * in the reference layout (`train/train/*.json` beside `eval.json`) gives its training part.
 *
 * @throws DatasetError naming file, row and key.
 */
export async function readRecords(path: string, options: ReadOptions = {}): Promise<OrderRecord[]> {
  const files = await listFiles(path);
  const records: OrderRecord[] = [];
  for (const file of files) {
    const format = FORMATS[extname(file).toLowerCase()];
    if (!format)
      throw new DatasetError('INVALID_FILE', { file }, `not one of ${Object.keys(FORMATS).join(', ')}`);
    const text = await readText(file);
    const name = basename(file, extname(file));
    for (const { row, value } of format(text, file)) {
      try {
        records.push(toRecord(value(), { file, row }, `${name}-${row}`));
      } catch (error) {
        if (!(error instanceof DatasetError) || !options.onBadRecord) throw error;
        options.onBadRecord(error);
      }
    }
  }
  return records;
}

async function listFiles(path: string): Promise<string[]> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new DatasetError('MISSING_FILE', { file: path }, 'there is no such file or folder', cause);
  });
  if (!info.isDirectory()) return [path];
  for (const nested of [join(path, 'train', 'train'), join(path, 'train')]) {
    if (await isFolder(nested)) return listFiles(nested);
  }
  const names = (await readdir(path)).filter((name) => extname(name).toLowerCase() in FORMATS).sort();
  if (names.length === 0)
    throw new DatasetError('MISSING_FILE', { file: path }, 'the folder holds no dataset files');
  return names.map((name) => join(path, name));
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  );
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new DatasetError('MISSING_FILE', { file }, 'the file cannot be read', cause);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DatasetError('INVALID_FILE', { file }, 'is not UTF-8', cause);
  }
}

function numbered(values: readonly unknown[]): RawRecord[] {
  return values.map((value, i) => ({ row: i + 1, value: () => value }));
}

function readJson(text: string, file: string): RawRecord[] {
  const value = parseJson(text, file);
  return numbered(Array.isArray(value) ? value : [value]);
}

function readJsonLines(text: string, file: string): RawRecord[] {
  return text
    .split('\n')
    .map((line, i) => ({ line, row: i + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, row }) => ({ row, value: () => parseJson(line, file, row) }));
}

function readCsv(text: string, file: string): RawRecord[] {
  try {
    return numbered(parse(text, { columns: true, skip_empty_lines: true, bom: true }));
  } catch (cause) {
    throw new DatasetError(
      'INVALID_FILE',
      { file },
      cause instanceof Error ? cause.message : 'not CSV',
      cause,
    );
  }
}

function parseJson(text: string, file: string, row?: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DatasetError('INVALID_FILE', { file, row }, 'is not JSON', cause);
  }
}
