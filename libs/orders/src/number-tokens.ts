import { numeralReadings } from './numeral-readings.js';
import { plainText } from './plain-text.js';
import { soundOf, wordValues, type WordValue } from './number-words.js';

/** A word, a numeral or a sign of a text, as far as it matters to numbers. */
export interface NumberToken {
  /** What a numeral in digits may mean; empty for all else. */
  readonly numeral: readonly number[];
  /** What number words say, several for words written as one; empty for all else. */
  readonly words: readonly WordValue[];
  /** A word as it sounds (see `soundOf`), or a sign. */
  readonly sound: string;
  /** Whether only white space or a hyphen stands between the token before and this one. */
  readonly joined: boolean;
  /** Where it stands, in UTF-16 code units of the text that was read: `text.slice(start, end)`. */
  readonly start: number;
  readonly end: number;
}

/** Whole parts that fractions are taken of; others are dates more often than not. */
const PARTS = new Set([2, 3, 4, 5, 8, 16]);
const NUMERAL = String.raw`\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?(?![\d]|[.,]\d)|\d+(?:[.,'’´]\d+)*`;
const TOKEN = new RegExp(
  String.raw`(?<![\d.,])(\d+)\s?[/⁄]\s?(\d+)(?![.,]?\d)|((?<![\d.,])[.,]\d+(?![\d.,]*\d))|(${NUMERAL})|(\p{L}+)|([€$%₡₲])`,
  'gu',
);

/** The words, numerals and currency signs of a text. */
export function numberTokens(text: string): NumberToken[] {
  const { plain, startOf, endOf } = plainText(text);
  const separated = /[\p{L}"],\d/u.test(plain);
  const tokens: NumberToken[] = [];
  let end = 0;
  for (const match of plain.matchAll(TOKEN)) {
    const [all, over, under, point, numeral, word] = match;
    const joined = end > 0 && /^[\s-]*$/.test(plain.slice(end, match.index));
    end = match.index + all.length;
    const place = { start: startOf(match.index), end: endOf(end) };
    const add = (values: readonly number[], isJoined = joined): void => {
      tokens.push({ numeral: values, words: [], sound: '', joined: isJoined, ...place });
    };
    if (over !== undefined && under !== undefined) {
      const [a, b] = [Number(over), Number(under)];
      if (PARTS.has(b) && a < b) add(fractionReadings(a / b));
      add([a], false);
      add([b], false);
    } else if (point !== undefined) {
      add([Number(`0.${point.slice(1)}`), Number(point.slice(1))]);
    } else if (numeral !== undefined) {
      add(numeralReadings(numeral));
      // Numbers beside each other look like one grouped by spaces.
      if (/\s/.test(numeral)) for (const part of numeral.split(/\s/)) add(numeralReadings(part), false);
      // Where a comma separates columns, "9,40" is two of them.
      if (separated && numeral.includes(',')) {
        for (const part of numeral.split(',')) add(numeralReadings(part), false);
      }
    } else if (word !== undefined) {
      // "xdos" and "cincox" are times two and five times.
      const sound = soundOf(word.replaceAll(/^x|x$/giu, ''));
      // "por ciento" is no hundred.
      const percent = sound === 'siento' && tokens.at(-1)?.sound === 'por';
      tokens.push({ numeral: [], words: percent ? [] : wordValues(sound), sound, joined, ...place });
    } else {
      tokens.push({ numeral: [], words: [], sound: all, joined, ...place });
    }
  }
  return tokens;
}

/** Exact, and as one writes it: two decimals or three. */
function fractionReadings(value: number): number[] {
  return [...new Set([4, 3, 2].map((decimals) => Number(value.toFixed(decimals))))];
}
