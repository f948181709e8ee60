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

/**
 * All values that the numbers of a text can mean, in digits ("1.500,50", "3 mil", "1/2", "5kg") or Spanish words ("mil
 * quinientos", "kilo y medio", "tres con cincuenta"), each once, ascending. What can be read in two ways has both
 * values. 1 is always among them, since one piece of something need not be counted. Misspelled number words are read
 * as far as they sound alike or are one letter off.
 *
 * @returns finite numbers from 0 to `Number.MAX_SAFE_INTEGER`.
 */
export function numberMentions(text: string): number[] {
  const values = new Set([1]);
  const add = (found: readonly number[]): void => {
    for (const value of found) {
      const rounded = Number(value.toPrecision(15));
      if (rounded >= 0 && rounded <= Number.MAX_SAFE_INTEGER) values.add(rounded);
    }
  };
  // Line by line too: in a list "veinte mil" may end one line and "dos cajas" begin the next.
  const parts = new Set([text, ...text.split(/[\r\n]+/)]);
  for (const part of parts) {
    const repaired = withDigitsRepaired(part);
    collect(numberTokens(part), add);
    if (repaired !== part) collect(numberTokens(repaired), add);
  }
  return [...values].sort((a, b) => a - b);
}

/** A text with digits for the letters that scanners and hasty fingers put in their place: "1O", "l2", "14.8O". */
function withDigitsRepaired(text: string): string {
  return text.replaceAll(/(?<![\p{L}\d])[OolI]*\d[\dOolI]*(?:[.,][\dOolI]+)*(?!\p{L})/gu, (numeral) => {
    // A small l behind the digits is litres.
    const end = numeral.endsWith('l') ? numeral.length - 1 : numeral.length;
    return numeral.slice(0, end).replaceAll(/[Oo]/g, '0').replaceAll(/[lI]/g, '1') + numeral.slice(end);
  });
}

function collect(tokens: readonly NumberToken[], add: (found: readonly number[]) => void): void {
  for (const { numeral } of tokens) add(numeral);
  for (let at = 0; at < tokens.length;) {
    add(partsAt(tokens, at));
    const run = readNumber(tokens, at);
    if (run) {
      add([...run.values, ...run.parts]);
      add(withCents(tokens, run));
      add(withHalf(tokens, run));
    } else if (ONE_COIN.test(tokens[at]?.sound ?? '') || ONE_MEASURE.test(tokens[at]?.sound ?? '')) {
      add(withCents(tokens, { values: [1], parts: [], next: at, inWords: true, scale: 1 }));
    }
    at = run?.next ?? at + 1;
  }
}

/** What is said at this place without a number: a half, a quarter, a pair; "kilo y medio" has one kilo. */
function partsAt(tokens: readonly NumberToken[], at: number): number[] {
  const sound = tokens[at]?.sound ?? '';
  if (sound === 'par' || sound === 'pares' || sound === 'parsito') return [2];
  const part = partOf(tokens, at);
  if (part === undefined) return [];
  const scale = tokens[at + 1]?.words.find((word) => word.value >= 100)?.value;
  const values = scale === undefined ? [part] : [part, part * scale];
  if (tokens[at - 1]?.sound === 'i') values.push(1 + part);
  return values;
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
function withCents(tokens: readonly NumberToken[], run: NumberRun): number[] {
  const found: number[] = [];
  let at = run.next;
  if (CENTS.test(tokens[at]?.sound ?? '')) found.push(...run.values.map((value) => value / 100));
  if (/^cuart[oa]s$/.test(tokens[at]?.sound ?? '')) found.push(...run.values.map((value) => value / 4));
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
  if (!cents || tokens[at]?.joined !== true || !(linked || money || spoken)) return found;
  for (const whole of run.values.filter(Number.isInteger)) {
    for (const part of cents.values.filter((value) => Number.isInteger(value) && value < 1000)) {
      if (linked) found.push(Number(`${whole}.${zeros}${part}`));
      if (part < 100 && (linked || money || part >= 10)) found.push(whole + part / 100);
      if (measure) found.push(whole + part / 1000);
    }
  }
  return found;
}

/** "dos kilos y medio", "2 1/2", "un millón y medio". */
function withHalf(tokens: readonly NumberToken[], run: NumberRun): number[] {
  const direct = tokens[run.next]?.numeral.length ? partOf(tokens, run.next) : undefined;
  if (direct !== undefined && tokens[run.next]?.joined) return run.values.map((value) => value + direct);
  for (let at = run.next; at <= run.next + MAX_WORDS_BEFORE_HALF; at++) {
    if (tokens[at]?.sound !== 'i') continue;
    const part = partOf(tokens, at + 1);
    if (part === undefined) continue;
    return run.values.flatMap((value) => [value + part, value + part * run.scale]);
  }
  return [];
}
