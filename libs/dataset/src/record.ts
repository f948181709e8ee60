import { OrdersError, parseOrder, parseOrderJson, type CanonicalOrder } from '@ordena/orders';
import { z } from 'zod';
import { DatasetError, type DatasetPlace } from './errors.js';

/** An order's text, with its target where the dataset has one. */
export interface OrderRecord {
  readonly id: string;
  readonly text: string;
  readonly order?: CanonicalOrder;
}

const rawSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).nullish(),
  natural_language: z.string(),
  json_data: z.unknown().optional(),
});

/**
 * Reads one record of a file: `{id?, natural_language, json_data?}`, where `json_data` is an object or its JSON text.
 *
 * @param fallbackId for a record without an id.
 * @throws DatasetError INVALID_RECORD that names file, row and key.
 */
export function toRecord(raw: unknown, place: DatasetPlace, fallbackId: string): OrderRecord {
  const parsed = rawSchema.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = issue?.path.join('.') || undefined;
    throw new DatasetError(
      'INVALID_RECORD',
      { ...place, key },
      issue?.message ?? 'not a record',
      parsed.error,
    );
  }
  const { id, natural_language: text, json_data: target } = parsed.data;
  const record = { id: id === null || id === undefined ? fallbackId : String(id), text };
  if (target === undefined || target === null || target === '') return record;
  try {
    return { ...record, order: typeof target === 'string' ? parseOrderJson(target) : parseOrder(target) };
  } catch (cause) {
    if (!(cause instanceof OrdersError)) throw cause;
    throw new DatasetError(
      'INVALID_RECORD',
      { ...place, key: `json_data${cause.pointer}` },
      cause.message,
      cause,
    );
  }
}

/** True for the records of the dev part: those whose number ends in 0 (mx-010, es-020). */
export function isDevRecord(id: string): boolean {
  return /\d*0$/.test(id);
}
