import { FIELD_KINDS, type CanonicalOrder } from '@ordena/orders';
import type { Span } from './spans.js';
import type { AugmentableRecord } from './strategy.js';

const MONTHS =
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre';

/** What is never rewritten, whether the order holds it or not: it names a thing, a day, a size or a currency. */
const ALWAYS: readonly RegExp[] = [
  // Mail addresses and links.
  /\S+@\S+|https?:\/\/\S+|www\.\S+/giu,
  // Dates, fractions and times.
  /\d+(?:[/:-]\d+)+/gu,
  new RegExp(String.raw`\d+(?:º|°)?\s+de\s+(?:${MONTHS})(?:\s+del?\s+(?:\d+|dos\s+mil\s+\p{L}+))?`, 'giu'),
  // Sizes: 8 x 80, 60×90.
  /\d+(?:[.,]\d+)?\s*[x×*]\s*(?=\d)\d+(?:[.,]\d+)?/giu,
  // Telephone numbers and the like: eight digits and more, in one run or in groups; digits after a plus.
  /\+\s?\d[\d\s.-]+\d|(?<![\d.,])\d{8,}|\d{2,4}(?:[ -]\d{3,4}){2,}/gu,
  // Numbers that name: No. 12, n.º 12, # 12, and numerals with zeros before them.
  /(?:\bn(?:o|ro|úm|um)?\.?\s?[º°]?\s?|#\s?|[º°]\s?)\d[\d.,]*/giu,
  /(?<![\d.,])0\d+/gu,
  // Codes: letters and digits in one word, save a number with a unit right behind it (20kg).
  /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}/.-]*\p{L}[/.-]?\p{N})[\p{L}\p{N}]+(?:[/.-][\p{L}\p{N}]+)*/gu,
  // Currency signs and codes, and single capital letters: L is lempiras and l litres.
  /(?:[A-Z]{1,3}\$|R\$|S\/\.?|B\/\.?|Bs\.?|Gs\.?|[€₡₲$])|(?<!\p{L})(?:\p{Lu}|[A-Z]{3})(?!\p{L})/gu,
];

/** Without a target anything may be goods or a name: whatever has a digit or a capital stays. */
const WITHOUT_TARGET = /\S*\d\S*|(?<!\p{L})\p{Lu}(?:[\p{L}\p{N}'’&]|[.-](?=[\p{L}\p{N}]))*/gu;

/**
 * The spans of a text that no strategy may touch: what names something by its form, and every place where a verbatim
 * value of the order stands. Where the order is missing, or one of its values cannot be found, whatever has a digit or a
 * capital letter too.
 */
export function lockedSpans({ text, order }: AugmentableRecord): Span[] {
  const spans = ALWAYS.flatMap((pattern) => matches(text, pattern));
  let found = order !== undefined;
  for (const value of order ? verbatimValues(order) : []) {
    const exact = placesOf(text, value);
    const places = exact.length > 0 ? exact : brokenPlacesOf(text, value);
    if (places.length === 0) found = false;
    spans.push(...places);
  }
  if (!found) spans.push(...matches(text, WITHOUT_TARGET));
  return spans;
}

/** The values of an order that are words of its text; a day as `YYYY-MM-DD` is not. */
export function verbatimValues(order: CanonicalOrder): string[] {
  const items: readonly object[] = 'items' in order ? order.items : [];
  const values = [...items, order].flatMap((fields) =>
    Object.entries(fields).flatMap(([key, value]) => (isVerbatim(key, value) ? [value] : [])),
  );
  return [...new Set(values)];
}

function isVerbatim(key: string, value: unknown): value is string {
  const kind = (FIELD_KINDS as Readonly<Record<string, string>>)[key];
  if (typeof value !== 'string') return false;
  return kind === 'verbatim' || (kind === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(value));
}

/** Every place of the value, to the letter, as whole words; where there is none, every place. */
export function placesOf(text: string, value: string): Span[] {
  const places: Span[] = [];
  for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + value.length)) {
    places.push({ start, end: start + value.length });
  }
  const whole = places.filter(
    ({ start, end }) =>
      !WORD_CHARACTER.test(text.charAt(start - 1)) && !WORD_CHARACTER.test(text.charAt(end)),
  );
  return whole.length > 0 ? whole : places;
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** Places where only the white space differs: a value that a line break cuts in two. */
function brokenPlacesOf(text: string, value: string): Span[] {
  const words = value.split(/\s+/).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  return matches(text, new RegExp(words.join(String.raw`\s+`), 'gu'));
}

function matches(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
