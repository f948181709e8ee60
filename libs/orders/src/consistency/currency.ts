import type { Evidence } from '../evidence/evidence.js';
import type { TextFacts } from '../evidence/text-facts.js';
import type { CurrencyMention } from '../mentions/currency-mentions.js';
import type { Checked } from './check-consistency.js';
import type { ConsistencyFlag } from './flag.js';

/** How far from an amount a currency may stand to be its own. */
const REACH = 2;
/** Signs and codes of few letters. */
const WEAK = /^(?:[a-z]{1,3}\.?|B\/\.?)$/i;
const AMOUNT = /\/(?:precio_unitario|total)$/;

/** The order's currency against those that stand beside amounts in the text. */
export function currencyFlags({ facts, order, evidence }: Checked): ConsistencyFlag[] {
  const { moneda } = order;
  const said = [...new Set(currenciesOf(facts, [...evidence.values()]).flatMap(({ code }) => code ?? []))];
  const pointers = moneda === undefined ? [] : ['/moneda'];
  const found = moneda ?? 'none';
  if (said.length > 1) {
    const expected = said.join(' or ');
    const message = `the text names amounts in ${said.join(' and ')}`;
    return [{ code: 'CURRENCY_AMBIGUOUS', pointers, expected, found, message }];
  }
  const [only] = said;
  if (only === undefined || only === moneda) return [];
  if (moneda === undefined) {
    const message = `the text names amounts in ${only}, the order no currency`;
    return [{ code: 'CURRENCY_MISSING', pointers, expected: only, found, message }];
  }
  // A currency may be said in words apart ("precios en dólares") while signs stand beside the amounts.
  if (facts.currencies.some(({ code }) => code === moneda)) return [];
  const message = `the text names amounts in ${only}, the order says ${moneda}`;
  return [{ code: 'CURRENCY_CONTRADICTED', pointers, expected: only, found: moneda, message }];
}

/** Currencies beside numbers; of signs that may be part of anything ("Epson L3250"), those beside prices only. */
function currenciesOf(facts: TextFacts, evidence: readonly Evidence[]): readonly CurrencyMention[] {
  const amounts = evidence.filter(({ pointer }) => AMOUNT.test(pointer));
  const isBeside = ({ start, end }: CurrencyMention): boolean =>
    amounts.some(
      (amount) =>
        (amount.start !== undefined && amount.start >= end && amount.start - end <= REACH) ||
        (amount.end !== undefined && amount.end <= start && start - amount.end <= REACH),
    );
  return facts.currencies.filter((mention) => {
    const { start, end } = mention;
    if (WEAK.test(facts.text.slice(start, end))) return isBeside(mention);
    const before = facts.text.slice(Math.max(0, start - REACH), start);
    return /\d\s?$/.test(before) || /^\s?\d/.test(facts.text.slice(end, end + REACH));
  });
}
