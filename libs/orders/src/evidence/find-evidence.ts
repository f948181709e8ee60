import { ORDER_FIELDS } from '../fields.js';
import type { CanonicalOrder } from '../schema.js';
import type { Evidence } from './evidence.js';
import { Ledger, type Field } from './ledger.js';
import { lineFields, placeLines, type LineFieldMap } from './line-places.js';
import { placeNamedTotal, placeOrderAmounts, placeOrderWords } from './order-places.js';
import { TextFacts } from './text-facts.js';

/**
 * Where each value of an order stands in its text. Of several places that fit, goods take the one nearest to their
 * quantity and behind the line before, and what belongs to a line the one nearest to its goods; two fields share a place
 * only when no other is left (a price said once for two lines).
 *
 * @param facts the text, or what was read of it already.
 * @returns one entry for each value, in canonical order.
 */
export function findEvidence(facts: string | TextFacts, order: CanonicalOrder): Evidence[] {
  const ledger = new Ledger(typeof facts === 'string' ? new TextFacts(facts) : facts);
  const lines: LineFieldMap[] =
    'items' in order
      ? order.items.map((item, index) => lineFields(item, `/items/${index}`))
      : [lineFields(order, '')];
  const isLineField = new Set('items' in order ? [] : lines.flatMap((line) => [...line.keys()]));
  const values = order as Readonly<Record<string, unknown>>;
  const head: Field[] = ORDER_FIELDS.filter(
    (name) => !(isLineField as ReadonlySet<string>).has(name),
  ).flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [{ pointer: `/${name}`, name, value: value as Field['value'] }];
  });
  placeNamedTotal(ledger, head);
  placeOrderWords(ledger, head);
  placeLines(ledger, lines);
  const amounts = [...lines.flatMap((line) => line.get('precio_unitario')?.pointer ?? []), '/total'];
  placeOrderAmounts(ledger, head, amounts);
  const pointers = [
    ...lines.flatMap((line) => [...line.values()].map(({ pointer }) => pointer)),
    ...head.map(({ pointer }) => pointer),
  ];
  return ledger.evidence(pointers);
}
