import { numberPlaces, type NumberPlace } from '../number-mentions.js';
import { findCurrencies, type CurrencyMention } from '../mentions/currency-mentions.js';
import { fold } from '../mentions/fold.js';
import { findUnits, soundingUnits, type UnitMention } from '../mentions/unit-mentions.js';
import type { Found, TextPlace } from './evidence.js';

const WORD = /[\p{L}\p{N}]/u;
const MONEY_BEFORE =
  /(?:\p{Sc}|US|U\$S|(?:^|[^\p{L}])(?:S\/\.?|Q|Bs\.?|B\/\.?|Lp?s?\.?|Gs\.?|[A-Z]{3}))\s?$/u;
const MONEY_AFTER =
  /^\s?(?:\p{Sc}|pes[oi]|euro?s?|soles|sol\b|d[oó]lar|bolivian|bol[ií]var|quetzal|colon|lempira|guaran|c[oó]rdoba|balboa|real(?:es)?\b|c\/u|cada un)/iu;
const CODE_AFTER = /^\s?[A-Z]{3}\b/;
const PERCENT_AFTER = /^\s?(?:%|por ?ciento)/i;

/** What a text says, read once and only as far as it is asked for. */
export class TextFacts {
  private numberList: readonly NumberPlace[] | undefined;
  private unitList: readonly UnitMention[] | undefined;
  private currencyList: readonly CurrencyMention[] | undefined;
  private folded: string | undefined;
  private byValue: ReadonlyMap<number, readonly NumberPlace[]> | undefined;

  constructor(readonly text: string) {}

  get numbers(): readonly NumberPlace[] {
    return (this.numberList ??= numberPlaces(this.text));
  }

  get units(): readonly UnitMention[] {
    return (this.unitList ??= allUnits(this.text));
  }

  get currencies(): readonly CurrencyMention[] {
    return (this.currencyList ??= allCurrencies(this.text));
  }

  /** Places that say a number; the longest reading of a place alone, so that "3 mil" is not found at its "3" too. */
  numbersOf(value: number): readonly NumberPlace[] {
    this.byValue ??= longestByValue(this.numbers);
    return this.byValue.get(value) ?? [];
  }

  /** Whether a currency or "cada uno" stands beside a number. */
  isMoney({ start, end }: TextPlace): boolean {
    return (
      MONEY_BEFORE.test(this.text.slice(Math.max(0, start - 6), start)) ||
      MONEY_AFTER.test(this.after(end)) ||
      CODE_AFTER.test(this.after(end))
    );
  }

  isPercent({ end }: TextPlace): boolean {
    return PERCENT_AFTER.test(this.after(end));
  }

  /**
   * Places of a string: those to the letter that are whole words, else any to the letter, else those that differ in
   * case, accents and white space only.
   */
  stringsOf(value: string): Found[] {
    const { text } = this;
    const exact: Found[] = [];
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1))
      exact.push({ start: at, end: at + value.length, status: 'exact' });
    const whole = exact.filter((place) => this.isWhole(place));
    if (whole.length > 0) return whole;
    return exact.length > 0 ? exact : this.foldedStrings(value);
  }

  private isWhole({ start, end }: TextPlace): boolean {
    const { text } = this;
    const inside = (a: string | undefined, b: string | undefined): boolean =>
      a !== undefined && b !== undefined && WORD.test(a) && WORD.test(b);
    return !inside(text[start - 1], text[start]) && !inside(text[end - 1], text[end]);
  }

  private foldedStrings(value: string): Found[] {
    this.folded ??= fold(this.text);
    // Letters whose small form is longer (İ) would move all that follows.
    if (this.folded.length !== this.text.length) return [];
    const words = fold(value.trim())
      .split(/\s+/)
      .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
    if (words.length === 1 && words[0] === '') return [];
    return [...this.folded.matchAll(new RegExp(words.join(String.raw`\s+`), 'g'))].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      status: 'normalised',
    }));
  }

  private after(end: number): string {
    return this.text.slice(end, end + 16);
  }
}

/** Places by value, in their order; those inside a longer place of the same value left out. */
function longestByValue(places: readonly NumberPlace[]): ReadonlyMap<number, readonly NumberPlace[]> {
  const byValue = new Map<number, NumberPlace[]>();
  for (const place of [...places].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const known = byValue.get(place.value);
    // They come by their beginning, so that only the one before can reach as far.
    if (!known) byValue.set(place.value, [place]);
    else if (place.end > (known.at(-1)?.end ?? 0)) known.push(place);
  }
  return byValue;
}

/** Units as they are written, and misspelled ones that sound like them ("dosenas", "kajas"). */
function allUnits(text: string): readonly UnitMention[] {
  const written = findUnits(text);
  const known = new Set(written.map(({ start, unit }) => `${start}:${unit}`));
  return [...written, ...soundingUnits(text).filter(({ start, unit }) => !known.has(`${start}:${unit}`))];
}

/** Currencies as they are written, and those written in capitals ("PESOS CHILENOS") where nothing else was read. */
function allCurrencies(text: string): readonly CurrencyMention[] {
  const written = findCurrencies(text);
  const small = text.toLowerCase();
  if (small === text || small.length !== text.length) return written;
  const further = findCurrencies(small).filter(
    ({ code, start, end }) =>
      code !== undefined &&
      !written.some((other) => other.code !== undefined && other.start < end && start < other.end),
  );
  const overlaps = (mention: TextPlace): boolean =>
    further.some(({ start, end }) => mention.start < end && start < mention.end);
  return [...written.filter((mention) => !overlaps(mention)), ...further].sort((a, b) => a.start - b.start);
}
