import { LINE_FIELDS, ORDER_FIELDS } from './fields.js';
import type { CanonicalOrder, OrderLine } from './schema.js';

/**
 * The one spelling of an order: keys in canonical order, no white space, numbers as ECMAScript writes them (as RFC 8785
 * does), strings as JSON.stringify escapes them. Equal orders give equal strings.
 */
export function canonicalJson(order: CanonicalOrder): string {
  if (!('items' in order)) return JSON.stringify(pick(order, [...LINE_FIELDS, ...ORDER_FIELDS]));
  const items = order.items.map((item: OrderLine) => pick(item, LINE_FIELDS));
  return JSON.stringify({ items, ...pick(order, ORDER_FIELDS) });
}

function pick(from: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const key of keys) if (from[key] !== undefined) picked[key] = from[key];
  return picked;
}
