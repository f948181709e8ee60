import { OrdersError } from './errors.js';
import { jsonPointer } from './json-pointer.js';
import { schemaFor, type CanonicalOrder } from './schema.js';

/**
 * Checks a parsed JSON value against canonical schema v1.
 *
 * @throws OrdersError INVALID_ORDER with the JSON pointer of the first mistake.
 */
export function parseOrder(value: unknown): CanonicalOrder {
  const parsed = schemaFor(value).safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const pointer = jsonPointer(issue?.path ?? []);
  throw new OrdersError('INVALID_ORDER', pointer, issue?.message ?? 'not an order', parsed.error);
}

/** Parses JSON text into an order. @throws OrdersError NOT_JSON or INVALID_ORDER. */
export function parseOrderJson(json: string): CanonicalOrder {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new OrdersError('NOT_JSON', '', 'the text is not JSON', cause);
  }
  return parseOrder(value);
}
