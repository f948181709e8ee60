import { readNumber, type NumberRun } from './number-run.js';
import { numberTokens, type NumberToken } from './number-tokens.js';

/** Words as they sound (see `soundOf`). What follows them may be hundredths: "9 bolivianos con 50", "dólar ochenta". */
const MONEY =
  /^(?:[€$₡₲q]|eur|usd|mxn|cop|ars|clp|pen|gtc|(?:euro|peso|lempira|bolibiano|cordoba|balboa)s?|(?:eur|pes)itos?|(?:dolar|sol|cetsal|colon|guarani|real)(?:es)?|bolibar(?:es)?)$/;
const ONE_COIN =
  /^(?:euro|peso|lempira|bolibiano|cordoba|balboa|dolar|sol|cetsal|colon|guarani|real|bolibar)$/;
/** Measures, after which hundredths or thousandths may be said without a name: "1 kilo 200", "dos metros treinta". */
const MEASURE = /^(?:(?:cilo|metro|litro)s?|kg|m|l)$/;
const ONE_MEASURE = /^(?:cilo|metro|litro)$/;
const CENTS = /^(?:sent(?:abos?|imos?|s)?|ct(?:s|bs?)?|s)$/;
/** How many words may stand between a number and its "y medio": "dos cajas grandes y media". */
const MAX_WORDS_BEFORE_HALF = 3;

/** A place where a text says a number. */
export interface NumberPlace {
  readonly value: number;
  /** UTF-16 code units of the text: `text.slice(start, end)`. */
  readonly start: number;
  readonly end: number;
}

/**
 * All values that the numbers of a text can mean, in digits ("1.500,50", "3 mil", "1/2", "5kg") or Spanish words ("mil
 * quinientos", "kilo y medio", "tres con cincuenta"), each once, ascending. What can be read in two ways has both
 * values. 1 is always among them, since one piece of something need not be counted. Misspelled number words are read
 * as far as they sound alike or are one letter off.
 *
 * @returns finite numbers from 0 to `Number.MAX_SAFE_INTEGER`.
 */
export function numberMentions(text: string): number[] {
  const values = new Set([1, ...numberPlaces(text).map(({ value }) => value)]);
  return [...values].sort((a, b) => a - b);
}

/**
 * The places where a text says the values of {@link numberMentions}; one number may have several readings and overlap
 * with others ("3 mil" and its "3"). A place and value stand once.
 */
export function numberPlaces(text: string): NumberPlace[] {
  const places = new Map<string, NumberPlace>();
  // Line by line too: in a list "veinte mil" may end one line and "dos cajas" begin the next.
  const lines = /[\r\n]/.test(text) ? [...text.matchAll(/[^\r\n]+/g)] : [];
  const parts = [{ part: text, offset: 0 }, ...lines.map((line) => ({ part: line[0], offset: line.index }))];
  for (const { part, offset } of parts) {
    const repaired = withDigitsRepaired(part);
    for (const spelling of new Set([part, repaired])) {
      const tokens = numberTokens(spelling);
      collect(tokens, (found, from, to) => {
        const start = offset + (tokens[from]?.start ?? 0);
        const end = offset + (tokens[to - 1]?.end ?? 0);
        for (const each of found) {
          const value = Number(each.toPrecision(15));
          if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) continue;
          places.set(`${start}:${end}:${value}`, { value, start, end });
        }
      });
    }
  }
  return [...places.values()];
}

/** A text with digits for the letters that scanners and hasty fingers put in their place: "1O", "l2", "14.8O". */
function withDigitsRepaired(text: string): string {
  return text.replaceAll(/(?<![\p{L}\d])[OolI]*\d[\dOolI]*(?:[.,][\dOolI]+)*(?!\p{L})/gu, (numeral) => {
    // A small l behind the digits is litres.
    const end = numeral.endsWith('l') ? numeral.length - 1 : numeral.length;
    return numeral.slice(0, end).replaceAll(/[Oo]/g, '0').replaceAll(/[lI]/g, '1') + numeral.slice(end);
  });
}

/** Takes values that the tokens from one index up to another say. */
type Add = (values: readonly number[], from: number, to: number) => void;

function collect(tokens: readonly NumberToken[], add: Add): void {
  tokens.forEach(({ numeral }, at) => {
    add(numeral, at, at + 1);
  });
  for (let at = 0; at < tokens.length;) {
    addParts(tokens, at, add);
    const run = readNumber(tokens, at);
    if (run) {
      add([...run.values, ...run.parts], at, run.next);
      addCents(tokens, at, run, add);
      addHalf(tokens, at, run, add);
    } else if (ONE_COIN.test(tokens[at]?.sound ?? '') || ONE_MEASURE.test(tokens[at]?.sound ?? '')) {
      addCents(tokens, at, { values: [1], parts: [], next: at, inWords: true, scale: 1 }, add);
    }
    at = run?.next ?? at + 1;
  }
}

/** What is said at this place without a number: a half, a quarter, a pair; "kilo y medio" has one kilo. */
function addParts(tokens: readonly NumberToken[], at: number, add: Add): void {
  const sound = tokens[at]?.sound ?? '';
  if (sound === 'par' || sound === 'pares' || sound === 'parsito') {
    add([2], at, at + 1);
    return;
  }
  const part = partOf(tokens, at);
  if (part === undefined) return;
  const scale = tokens[at + 1]?.words.find((word) => word.value >= 100)?.value;
  add([part], at, part === 0.75 && tokens[at]?.words.length ? at + 2 : at + 1);
  if (scale !== undefined) add([part * scale], at, at + 2);
  if (tokens[at - 1]?.sound === 'i') add([1 + part], Math.max(0, at - 2), at + 1);
}

/** The part of one that stands at a place. */
function partOf(tokens: readonly NumberToken[], at: number): number | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  if (/^medi[oa]s?$/.test(token.sound)) return 0.5;
  if (/^cuart[oa]s?$/.test(token.sound)) return 0.25;
  if (token.words[0]?.value === 3 && /^cuart[oa]s$/.test(tokens[at + 1]?.sound ?? '')) return 0.75;
  const fraction = token.numeral[0];
  return fraction !== undefined && fraction > 0 && fraction < 1 ? fraction : undefined;
}

/** "tres con cincuenta", "3 euros 50", "dos coma cero cinco", "a dos cincuenta", "80 céntimos". */
function addCents(tokens: readonly NumberToken[], from: number, run: NumberRun, add: Add): void {
  let at = run.next;
  const addPart = (count: number): void => {
    const values = run.values.map((value) => value / count);
    add(values, from, at + 1);
  };
  if (CENTS.test(tokens[at]?.sound ?? '')) addPart(100);
  if (/^cuart[oa]s$/.test(tokens[at]?.sound ?? '')) addPart(4);
  const measure = MEASURE.test(tokens[at]?.sound ?? '');
  const money = measure || MONEY.test(tokens[at]?.sound ?? '');
  if (money) at++;
  // "pesos dominicanos con cincuenta": which pesos is said by one word.
  if (money && !measure && tokens[at]?.sound !== 'con' && tokens[at + 1]?.sound === 'con') at++;
  const link = tokens[at]?.sound ?? '';
  const linked = /^(?:con|coma|punto)$/.test(link) || (money && !measure && link === 'i');
  if (linked) at++;
  let zeros = '';
  while (linked && tokens[at]?.words[0]?.value === 0) {
    zeros += '0';
    at++;
  }
  const cents = readNumber(tokens, at);
  const spoken = run.inWords && cents?.inWords === true;
  if (!cents || tokens[at]?.joined !== true || !(linked || money || spoken)) return;
  const found: number[] = [];
  for (const whole of run.values.filter(Number.isInteger)) {
    for (const part of cents.values.filter((value) => Number.isInteger(value) && value < 1000)) {
      if (linked) found.push(Number(`${whole}.${zeros}${part}`));
      if (part < 100 && (linked || money || part >= 10)) found.push(whole + part / 100);
      if (measure) found.push(whole + part / 1000);
    }
  }
  add(found, from, cents.next);
}

/** "dos kilos y medio", "2 1/2", "un millón y medio". */
function addHalf(tokens: readonly NumberToken[], from: number, run: NumberRun, add: Add): void {
  const direct = tokens[run.next]?.numeral.length ? partOf(tokens, run.next) : undefined;
  if (direct !== undefined && tokens[run.next]?.joined) {
    const values = run.values.map((value) => value + direct);
    add(values, from, run.next + 1);
    return;
  }
  for (let at = run.next; at <= run.next + MAX_WORDS_BEFORE_HALF; at++) {
    if (tokens[at]?.sound !== 'i') continue;
    const part = partOf(tokens, at + 1);
    if (part === undefined) continue;
    const values = run.values.flatMap((value) => [value + part, value + part * run.scale]);
    add(values, from, at + 2);
    return;
  }
}
