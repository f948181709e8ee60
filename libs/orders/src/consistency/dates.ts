import { resolveDeliveryDate } from '../delivery-date.js';
import { findFullDates } from '../mentions/date-mentions.js';
import type { Checked } from './check-consistency.js';
import type { ConsistencyFlag } from './flag.js';

/** What stands before the day on which an order was written. */
const ORDER_DATE =
  /(?:fecha(?: d(?:el?|e la) (?:pedido|orden|solicitud|emisi[oó]n|compra))?|emitid[oa](?: el)?|emisi[oó]n|pedido del?)\s*:?\s*$/i;
/** A document's date may be asked for too: "fecha de entrega". */
const LABEL_REACH = 28;

/** The day of delivery against the day of the order: the one that is given, or the one that the text is dated with. */
export function dateFlags({ facts, order, evidence, referenceDate }: Checked): ConsistencyFlag[] {
  const delivery = order.fecha_entrega;
  if (delivery === undefined) return [];
  const written = referenceDate ?? orderDate(facts.text, evidence.get('/fecha_entrega')?.start);
  if (written === undefined) return [];
  const day = resolveDeliveryDate(order, written);
  if (day === undefined || day >= written) return [];
  return [
    {
      code: 'DELIVERY_BEFORE_ORDER',
      pointers: ['/fecha_entrega'],
      expected: `${written} or later`,
      found: day,
      message: `delivery on ${day} is before the order of ${written}`,
    },
  ];
}

/** The day that the text is dated with. @param delivery where the day of delivery stands, which is another one. */
function orderDate(text: string, delivery: number | undefined): string | undefined {
  return findFullDates(text).find(
    ({ start }) => start !== delivery && ORDER_DATE.test(text.slice(Math.max(0, start - LABEL_REACH), start)),
  )?.iso;
}
