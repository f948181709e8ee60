import { LINE_FIELDS, ORDER_FIELDS } from './fields.js';
import { parseOrder } from './parse-order.js';
import type { CanonicalOrder, ItemsOrder, OrderLine } from './schema.js';

/** An order in the form that programs want: always `lines`, whether there is one kind of goods or ten. */
export type PurchaseOrder = Omit<ItemsOrder, 'items'> & { readonly lines: readonly OrderLine[] };

/** A flat order's discount belongs to its only line. */
export function toPurchaseOrder(order: CanonicalOrder): PurchaseOrder {
  if ('items' in order) {
    const { items, ...rest } = order;
    return { lines: items, ...rest };
  }
  const line: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(order)) {
    if ((LINE_FIELDS as readonly string[]).includes(key)) line[key] = value;
    else rest[key] = value;
  }
  return { lines: [line], ...rest };
}

/** The inverse of {@link toPurchaseOrder}. @throws OrdersError when the result is no order (no lines, say). */
export function fromPurchaseOrder(order: PurchaseOrder): CanonicalOrder {
  const { lines, ...rest } = order;
  const [only, second] = lines;
  if (!only || second) return parseOrder({ items: [...lines], ...rest });
  const flat: Record<string, unknown> = {};
  for (const key of ORDER_FIELDS) if (rest[key] !== undefined) flat[key] = rest[key];
  return parseOrder({ ...flat, ...only });
}
