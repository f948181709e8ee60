import { findFullDates } from '../mentions/date-mentions.js';
import { urgencyPlaces } from '../mentions/urgency-mentions.js';
import type { TextPlace } from './evidence.js';
import { distance, type Field, type Ledger } from './ledger.js';

/** A value far from where it is expected is passed over for one so many characters nearer. */
const FAR = 1000;
const LABEL_REACH = 40;

/** The words before an amount for the whole order. */
const TOTAL = /total|importe|monto|suma|presupuesto|en conjunto/i;

/** The fields that stand for the whole order, but for its amounts, in the order of the schema. */
export function placeOrderWords(ledger: Ledger, fields: readonly Field[]): void {
  for (const field of fields) {
    const { name, value } = field;
    if (name === 'urgente') {
      ledger.putCheapest(field, urgencyPlaces(ledger.facts.text, value === true), ({ start }) => start);
    } else if (name === 'fecha_entrega') placeDate(ledger, field);
    else if (typeof value === 'string' && name !== 'moneda') {
      // A correction comes last; a number of this order and who is asked come first.
      const first = name === 'referencia' || name === 'proveedor';
      ledger.putCheapest(field, ledger.facts.stringsOf(value), (place) => {
        const order = first ? place.start : ledger.facts.text.length - place.start;
        return order + (ledger.isFree(place) ? 0 : FAR * FAR);
      });
    }
  }
}

/** Total, discount and currency of the order: the total only where it is called so. @returns the fields left over. */
export function placeNamedTotal(ledger: Ledger, fields: readonly Field[]): void {
  const { facts } = ledger;
  for (const field of fields) {
    if (field.name !== 'total' || typeof field.value !== 'number') continue;
    const named = facts
      .numbersOf(field.value)
      .filter(({ start }) => TOTAL.test(facts.text.slice(Math.max(0, start - LABEL_REACH), start)));
    if (named.length > 0) ledger.putCheapest(field, named, ({ start }) => facts.text.length - start);
  }
}

/** What is left of the order's amounts once the lines have theirs, and the currency, which stands beside one of them. */
export function placeOrderAmounts(
  ledger: Ledger,
  fields: readonly Field[],
  amounts: readonly string[],
): void {
  const { facts } = ledger;
  const last = ({ start }: TextPlace): number => facts.text.length - start;
  for (const field of fields) {
    if (ledger.has(field.pointer)) continue;
    if (typeof field.value === 'number') {
      const isDiscount = field.name === 'descuento';
      ledger.putCheapest(
        field,
        facts.numbersOf(field.value),
        (place) =>
          last(place) +
          (ledger.isFree(place) ? 0 : FAR * FAR) +
          (isDiscount === facts.isPercent(place) ? 0 : FAR * FAR * 2),
      );
    } else if (field.name === 'moneda') placeCurrency(ledger, field, amounts);
  }
}

function placeCurrency(ledger: Ledger, field: Field, amounts: readonly string[]): void {
  const { facts } = ledger;
  const written = facts.currencies.filter(({ code }) => code === field.value);
  const places: readonly TextPlace[] = written.length > 0 ? written : facts.stringsOf(String(field.value));
  const anchors = amounts.flatMap((pointer) => ledger.placeOf(pointer) ?? []);
  ledger.putCheapest(field, places, (place) =>
    anchors.length > 0 ? Math.min(...anchors.map((anchor) => distance(anchor, place))) : place.start,
  );
}

function placeDate(ledger: Ledger, field: Field): void {
  const { facts } = ledger;
  const value = String(field.value);
  const places: readonly TextPlace[] = facts.stringsOf(value);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const dates =
    isDay && places.length === 0 ? findFullDates(facts.text).filter(({ iso }) => iso === value) : places;
  ledger.putCheapest(
    field,
    dates,
    (place) => facts.text.length - place.start + (ledger.isFree(place) ? 0 : FAR * FAR),
  );
}
