import type { OrderLine } from '../schema.js';
import type { Checked } from './check-consistency.js';
import type { ConsistencyFlag } from './flag.js';

/** A cent a line for rounding, and half a percent for prices that were rounded themselves. */
const TOLERANCE = { perLine: 0.01, share: 0.005 } as const;

/** What may stand between the sum of the lines and the total without a figure of its own. */
const EXTRAS =
  /\b(?:iva|i\.v\.a|igv|itbis|itbms|isv|impuestos?|flete|env[ií]o|transporte|portes?|aranceles?|instalaci[oó]n|mano de obra|anticipo|saldo)\b/i;

/** Quantity × price × (1 − discount) of all lines, less the order's discount, against the total. */
export function totalFlags({ facts, order, lines }: Checked): ConsistencyFlag[] {
  const { total } = order;
  if (total === undefined || EXTRAS.test(facts.text)) return [];
  const amounts = lines.map(({ line }) => amountOf(line));
  if (amounts.some((amount) => amount === undefined)) return [];
  const isFlat = !('items' in order);
  const sum = amounts.reduce<number>((all, amount) => all + (amount ?? 0), 0);
  const discount = isFlat ? 0 : (order.descuento ?? 0);
  const net = sum * (1 - discount / 100);
  // Some write the total before the discount.
  const gross = lines.reduce((all, { line }) => all + (amountOf({ ...line, descuento: 0 }) ?? 0), 0);
  const fits = [net, gross].some(
    (value) => Math.abs(value - total) <= TOLERANCE.perLine * lines.length + TOLERANCE.share * total,
  );
  if (fits) return [];
  const expected = String(Number(net.toFixed(2)));
  return [
    {
      code: 'TOTAL_MISMATCH',
      pointers: [
        '/total',
        ...lines.flatMap(({ prefix }) => [`${prefix}/cantidad`, `${prefix}/precio_unitario`]),
      ],
      expected,
      found: String(total),
      message: `the lines come to ${expected}, the total says ${total}`,
    },
  ];
}

function amountOf({ cantidad, precio_unitario, descuento }: OrderLine): number | undefined {
  if (cantidad === undefined || precio_unitario === undefined) return undefined;
  return cantidad * precio_unitario * (1 - (descuento ?? 0) / 100);
}
