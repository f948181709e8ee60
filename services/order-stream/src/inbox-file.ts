import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';

import { decodeUtf8, EventsError } from '@ordena/events';
import { parse } from 'csv-parse/sync';
import { simpleParser } from 'mailparser';

import { StreamError } from './errors.js';

/** An order in a file. */
export interface InboxOrder {
  /** Name and content of the file, and the row in it: the same when the file is read again. */
  id: string;
  text: string;
}

const FIELDS = ['text', 'natural_language', 'texto', 'pedido'] as const;

/** Texts of the orders in a file, by its extension. */
const READERS: Readonly<Record<string, (bytes: Buffer) => string[] | Promise<string[]>>> = {
  '.txt': (bytes) => [decodeUtf8(bytes)],
  '.json': (bytes) => {
    const value: unknown = JSON.parse(decodeUtf8(bytes));
    return (Array.isArray(value) ? value : [value]).map(textOf);
  },
  '.csv': (bytes) => {
    const rows: unknown[] = parse(decodeUtf8(bytes), { columns: true, bom: true, skip_empty_lines: true });
    return rows.map(textOf);
  },
  '.eml': async (bytes) => {
    const { text, subject } = await simpleParser(bytes);
    return [text?.trim() ? text : (subject ?? '')];
  },
};

/** Files that are taken. */
export const INBOX_EXTENSIONS: readonly string[] = Object.keys(READERS);

/**
 * Reads the orders of a file: `.txt` and `.eml` hold one, `.json` and `.csv` one or many, with their text under `text`,
 * `natural_language`, `texto` or `pedido`.
 *
 * @throws StreamError FILE_INVALID that says what is wrong.
 */
export async function readInboxFile(path: string, bytes: Buffer): Promise<InboxOrder[]> {
  const name = basename(path);
  const read = READERS[extname(path).toLowerCase()];
  if (read === undefined)
    throw new StreamError('FILE_INVALID', `${name}: only ${INBOX_EXTENSIONS.join(', ')} are read`);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  try {
    const texts = await read(bytes);
    return texts.map((text, row) => ({ id: `${name}@${hash}#${row}`, text }));
  } catch (error) {
    if (error instanceof StreamError)
      throw new StreamError('FILE_INVALID', `${name}: ${error.message}`, { cause: error });
    const what = error instanceof EventsError || error instanceof Error ? error.message : String(error);
    throw new StreamError('FILE_INVALID', `${name} cannot be read: ${what}`, { cause: error });
  }
}

function textOf(row: unknown, index: number): string {
  if (typeof row === 'string') return row;
  const found = FIELDS.map((field) => (row as Record<string, unknown> | null)?.[field]).find(
    (value) => typeof value === 'string',
  );
  if (typeof found === 'string') return found;
  throw new StreamError('FILE_INVALID', `order ${index + 1} has no ${FIELDS.join(', ')}`);
}
