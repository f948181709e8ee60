import { parse } from 'csv-parse/sync';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { DatasetError } from './errors.js';
import { toRecord, type OrderRecord } from './record.js';

/** What to do with a record that cannot be read: stop, or hand it over and go on. Default: stop. */
export interface ReadOptions {
  readonly onBadRecord?: (error: DatasetError) => void;
}

/** From a file's text to its raw records, by file extension. */
const FORMATS: Readonly<Record<string, (text: string, file: string) => unknown[]>> = {
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
    format(text, file).forEach((raw, i) => {
      const name = basename(file, extname(file));
      try {
        records.push(toRecord(raw, { file, row: i + 1 }, `${name}-${i + 1}`));
      } catch (error) {
        if (!(error instanceof DatasetError) || !options.onBadRecord) throw error;
        options.onBadRecord(error);
      }
    });
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

function readJson(text: string, file: string): unknown[] {
  const value = parseJson(text, file);
  return Array.isArray(value) ? value : [value];
}

function readJsonLines(text: string, file: string): unknown[] {
  return text
    .split('\n')
    .map((line, i) => ({ line, row: i + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, row }) => parseJson(line, file, row));
}

function readCsv(text: string, file: string): unknown[] {
  try {
    return parse(text, { columns: true, skip_empty_lines: true, bom: true });
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
