import type { CanonicalOrder } from '@ordena/orders';
import { findNumbers, type FoundNumber } from '../find-numbers.js';
import { numbersOf } from '../keeps-meaning.js';
import { lockedSpans } from '../locked-spans.js';
import { numeralsOf, shownMark, wordingsOf, type DecimalMark } from '../number-style.js';
import { overlapsAny } from '../spans.js';
import type { Strategy } from '../strategy.js';

/** Before a measure "1.500" may be meant as one and a half; no thousands are grouped there. */
const MEASURE =
  /^\s?(?:k|kgs?|kilos?|kilogramos?|g|grs?|gramos?|l|lts?|litros?|ml|m|mts?|metros?|m2|m3|cm|t|ton|toneladas?)(?!\p{L})/u;

/**
 * Writes numbers of the order in another of the forms that the annotation guide reads alike: thousands grouped or not,
 * decimal comma or point, "3 mil", "veinte". A text keeps to one decimal mark, as writers do, and the mark changes only
 * when every numeral that shows one can change with it.
 */
export const numberFormat: Strategy = {
  name: 'number-format',
  apply(record, rng) {
    const { text, order } = record;
    if (!order) return text;
    const values = numericValues(order);
    const spans = lockedSpans(record);
    const numbers = findNumbers(text);
    const mine = numbers.filter((found, i) => {
      const { value, start, end } = found;
      const known =
        value !== undefined &&
        values.has(value) &&
        !values.has(asDecimal(found.text)) &&
        !overlapsAny(spans, start, end);
      return known && !touches(text, numbers[i - 1], found) && !touches(text, found, numbers[i + 1]);
    });
    const fixed = marksOf(numbers.filter((found) => !mine.includes(found)));
    const shown = marksOf(mine);
    if (fixed.size > 1 || (fixed.size === 1 && shown.size > 1)) return text;
    const mark = [...fixed][0] ?? rng.pick([',', '.'] as const);
    let result = text;
    // From the back, so that what is found stays where it is.
    for (const found of mine.toReversed()) {
      const other = shownMark(found.text);
      const must = other !== undefined && other !== mark;
      if (!must && rng.next() < 0.4) continue;
      const forms = formsOf(text, found, mark).filter(
        (form) => form !== found.text && !values.has(asDecimal(form)),
      );
      if (forms.length === 0) continue;
      const next = result.slice(0, found.start) + rng.pick(forms) + result.slice(found.end);
      if (sameNumbers(result, next)) result = next;
    }
    return result;
  },
};

function formsOf(text: string, found: FoundNumber, mark: DecimalMark): string[] {
  const value = found.value ?? NaN;
  const after = text.slice(found.end);
  const numerals = numeralsOf(value, mark, !MEASURE.test(after));
  const amongWords = /^ \p{L}/u.test(after) && /(?:^|[\p{L},;:.] |\n)$/u.test(text.slice(0, found.start));
  return amongWords
    ? [...numerals, ...wordingsOf(value).map((words) => inCaseOf(text, found, words))]
    : numerals;
}

/**
 * A numeral that groups thousands, read as one with three decimals ("1,075"). Where the order holds that value too, as the
 * price of a part that is ordered by the thousand, nobody but the writer knows which of the two is meant.
 */
function asDecimal(numeral: string): number {
  return /^\d{1,3}[.,]\d{3}$/.test(numeral) ? Number(numeral.replace(',', '.')) : NaN;
}

/** Capitals among capitals, and a capital at the beginning of a sentence. */
function inCaseOf(text: string, { start, end }: FoundNumber, words: string): string {
  if (/^\s\p{Lu}{2}/u.test(text.slice(end))) return words.toLocaleUpperCase('es');
  const begins = /(?:^|[.!?]\s+)$/u.test(text.slice(0, start)) && /\p{Lu}\p{Ll}/u.test(text);
  return begins ? words.charAt(0).toLocaleUpperCase('es') + words.slice(1) : words;
}

/** Two numbers with only blanks between may be one ("2 mil 350"). */
function touches(text: string, a: FoundNumber | undefined, b: FoundNumber | undefined): boolean {
  return a !== undefined && b !== undefined && /^\s*(?:y\s+)?$/.test(text.slice(a.end, b.start));
}

function marksOf(numbers: readonly FoundNumber[]): Set<DecimalMark> {
  return new Set(numbers.flatMap(({ text }) => shownMark(text) ?? []));
}

function numericValues(order: CanonicalOrder): Set<number> {
  const items: readonly object[] = 'items' in order ? order.items : [];
  const leaves = [order, ...items].flatMap((fields) => Object.values(fields) as unknown[]);
  return new Set(leaves.filter((leaf) => typeof leaf === 'number'));
}

function sameNumbers(a: string, b: string): boolean {
  return JSON.stringify(numbersOf(a)) === JSON.stringify(numbersOf(b));
}
