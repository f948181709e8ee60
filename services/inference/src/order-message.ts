import type { PurchaseOrderMessage } from '@ordena/contracts';
import { resolveDeliveryDate, toPurchaseOrder, type CanonicalOrder } from '@ordena/orders';

/**
 * The typed order as the message that carries it: the same fields, in the letter case of the generated types. A key
 * that the order lacks is left unset.
 *
 * @param referenceDate the day on which the order was written, `YYYY-MM-DD`: `fechaEntrega` is then a day too, where the
 * words settle one. Default: the words stay.
 * @throws OrdersError BAD_REFERENCE_DATE.
 */
export function toOrderMessage(order: CanonicalOrder, referenceDate?: string): PurchaseOrderMessage {
  const { lines, ...orderFields } = toPurchaseOrder(order);
  const day = referenceDate === undefined ? undefined : resolveDeliveryDate(order, referenceDate);
  return {
    ...camelKeys(orderFields),
    ...(day === undefined ? {} : { fechaEntrega: day }),
    lines: lines.map((line) => camelKeys(line)),
  };
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
