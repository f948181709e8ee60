import { SPELLED } from './number-words.js';
import { readNumeral } from './read-numeral.js';

/** Which mark stands before decimals; the other one groups thousands. */
export type DecimalMark = ',' | '.';

/** The decimal mark that a numeral shows; undefined when it has no separator. */
export function shownMark(numeral: string): DecimalMark | undefined {
  const value = readNumeral(numeral);
  const separator = /[.,](?=\d+$)/.exec(numeral)?.[0];
  if (value === undefined || separator === undefined) return undefined;
  const groups = Number(numeral.replaceAll(/[.,]/g, '')) === value && /[.,]\d{3}$/.test(numeral);
  const isComma = separator === ',';
  return isComma === groups ? '.' : ',';
}

/** The numerals of a value in one style, all of which read as that value and as nothing else. */
export function numeralsOf(value: number, mark: DecimalMark, mayGroup: boolean): string[] {
  const [whole = '', decimals] = String(value).split('.');
  const tail = decimals === undefined ? [''] : [`${mark}${decimals}`];
  if (decimals?.length === 1) tail.push(`${mark}${decimals}0`);
  const heads = [whole];
  if (mayGroup && whole.length > 3)
    heads.push(whole.replaceAll(/\B(?=(?:\d{3})+$)/g, mark === ',' ? '.' : ','));
  return heads
    .flatMap((head) => tail.map((end) => head + end))
    .filter((numeral) => readNumeral(numeral) === value);
}

/** The value in words, or in digits with "mil", where that takes one or two words. */
export function wordingsOf(value: number): string[] {
  const spelled = SPELLED.get(value);
  const thousands = value / 1000;
  const isThousands = Number.isInteger(thousands) && thousands >= 2 && thousands < 1000;
  return [...(spelled === undefined ? [] : [spelled]), ...(isThousands ? [`${thousands} mil`] : [])];
}
