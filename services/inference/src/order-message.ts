import type { PurchaseOrderMessage } from '@ordena/contracts';
import { toPurchaseOrder, type CanonicalOrder } from '@ordena/orders';

/**
 * The typed order as the message that carries it: the same fields, in the letter case of the generated types. A key
 * that the order lacks is left unset.
 */
export function toOrderMessage(order: CanonicalOrder): PurchaseOrderMessage {
  const { lines, ...orderFields } = toPurchaseOrder(order);
  return { ...camelKeys(orderFields), lines: lines.map((line) => camelKeys(line)) };
}

function camelKeys(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]: [string, unknown]) => [
        key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
        value,
      ]),
  );
}
