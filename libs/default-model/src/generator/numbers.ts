import { fold } from '@ordena/orders';
import type { Rng } from './rng.js';

const SMALL = [
  'cero',
  'uno',
  'dos',
  'tres',
  'cuatro',
  'cinco',
  'seis',
  'siete',
  'ocho',
  'nueve',
  'diez',
  'once',
  'doce',
  'trece',
  'catorce',
  'quince',
  'dieciséis',
  'diecisiete',
  'dieciocho',
  'diecinueve',
  'veinte',
  'veintiuno',
  'veintidós',
  'veintitrés',
  'veinticuatro',
  'veinticinco',
  'veintiséis',
  'veintisiete',
  'veintiocho',
  'veintinueve',
];
const TENS = [
  '',
  '',
  'veinte',
  'treinta',
  'cuarenta',
  'cincuenta',
  'sesenta',
  'setenta',
  'ochenta',
  'noventa',
];
const HUNDREDS = [
  '',
  'ciento',
  'doscientos',
  'trescientos',
  'cuatrocientos',
  'quinientos',
  'seiscientos',
  'setecientos',
  'ochocientos',
  'novecientos',
];

function below1000(n: number): string {
  if (n === 100) return 'cien';
  const hundreds = HUNDREDS[Math.floor(n / 100)] ?? '';
  const rest = n % 100;
  let words = '';
  if (rest > 0 && rest < 30) words = SMALL[rest] ?? '';
  else if (rest >= 30) {
    words = TENS[Math.floor(rest / 10)] ?? '';
    if (rest % 10 > 0) words += ` y ${SMALL[rest % 10] ?? ''}`;
  }
  return [hundreds, words].filter((part) => part !== '').join(' ');
}

/** Agreement of a number word with what is counted: before a masculine noun, a feminine noun, or alone. */
export type Agreement = 'm' | 'f' | 'alone';

/** A whole number from 0 to 999,999,999 in Spanish words. */
export function toWords(n: number, agreement: Agreement = 'alone'): string {
  if (n === 0) return 'cero';
  const millions = Math.floor(n / 1_000_000);
  const thousands = Math.floor(n / 1000) % 1000;
  const rest = n % 1000;
  const parts: string[] = [];
  if (millions > 0) parts.push(millions === 1 ? 'un millón' : `${shortenOne(below1000(millions))} millones`);
  if (thousands > 0)
    parts.push(thousands === 1 ? 'mil' : `${agree(below1000(thousands), agreement === 'f' ? 'f' : 'm')} mil`);
  if (rest > 0) parts.push(agree(below1000(rest), agreement));
  return parts.join(' ');
}

function shortenOne(words: string): string {
  return words.replace(/veintiuno$/, 'veintiún').replace(/uno$/, 'un');
}

function agree(words: string, agreement: Agreement): string {
  if (agreement === 'alone') return words;
  if (agreement === 'm') return shortenOne(words);
  return words
    .replace(/uno$/, 'una')
    .replaceAll(/cientos\b/g, 'cientas')
    .replace(/quinientos/, 'quinientas');
}

/** How a writer sets digits: decimal sign and sign between thousands. */
export interface NumberStyle {
  decimal: ',' | '.';
  group: '' | '.' | ',' | ' ';
}

/** Digits of a number in a style; `decimals` forces a number of decimals. */
export function formatNumber(value: number, style: NumberStyle, decimals?: number): string {
  const plain = decimals === undefined ? String(Math.round(value * 10000) / 10000) : value.toFixed(decimals);
  const [whole = '0', fraction] = plain.split('.');
  // Four digits are often left ungrouped, and grouping a fraction of a thousand would change what is read.
  const grouped =
    style.group !== '' && whole.length > 3 ? whole.replaceAll(/\B(?=(\d{3})+$)/g, style.group) : whole;
  return fraction === undefined ? grouped : `${grouped}${style.decimal}${fraction}`;
}

/** A number's style that keeps its meaning plain: a lone group of three decimals would read as thousands. */
export function safeDecimals(value: number): number {
  const text = String(Math.round(value * 10000) / 10000);
  const dot = text.indexOf('.');
  return dot < 0 ? 0 : text.length - dot - 1;
}

const WORD_VALUES = new Map<string, number>();
for (let n = 0; n < 30; n++) WORD_VALUES.set(fold(SMALL[n] ?? ''), n);
for (let n = 3; n < 10; n++) WORD_VALUES.set(fold(TENS[n] ?? ''), n * 10);
for (let n = 1; n < 10; n++) {
  WORD_VALUES.set(fold(HUNDREDS[n] ?? ''), n * 100);
  WORD_VALUES.set(fold(HUNDREDS[n] ?? '').replace(/os$/, 'as'), n * 100);
}
for (const [word, value] of [
  ['un', 1],
  ['una', 1],
  ['cien', 100],
  ['veintiun', 21],
  ['veintiuna', 21],
  ['sinco', 5],
  ['dies', 10],
  ['kinse', 15],
  ['beinte', 20],
  ['trese', 13],
  ['dose', 12],
  ['onse', 11],
  ['catorse', 14],
  ['sien', 100],
  ['sincuenta', 50],
] as const) {
  WORD_VALUES.set(word, value);
}

/** A stretch of text that says a number; some digits can be read in two ways. */
export interface NumberMention {
  start: number;
  end: number;
  values: number[];
  words: boolean;
}

/** All readings of a run of digits with separators. */
export function readDigits(text: string): number[] {
  const clean = text.replaceAll(/[\s' ]/g, '');
  const values = new Set<number>();
  if (/^\d+$/.test(clean)) values.add(Number(clean));
  if (/^\d{1,3}([.,]\d{3})+$/.test(clean)) values.add(Number(clean.replaceAll(/[.,]/g, '')));
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(clean)) values.add(Number(clean.replaceAll('.', '').replace(',', '.')));
  if (/^\d{1,3}(,\d{3})+\.\d+$/.test(clean)) values.add(Number(clean.replaceAll(',', '')));
  if (/^\d+[.,]\d+$/.test(clean)) values.add(Number(clean.replace(',', '.')));
  return [...values];
}

const DIGITS = /\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d]|[.,]\d)|\d+(?:[.,]\d+)*/g;

/** Finds every number in a text, in digits ("1.500", "3 mil", "68mil") or in words ("mil quinientos"). */
export function findNumbers(text: string): NumberMention[] {
  const found: NumberMention[] = [];
  for (const match of text.matchAll(DIGITS)) {
    const start = match.index;
    const values = readDigits(match[0]);
    const tail = /^\s?(mil(?:lones|lón|lon)?|k)\b/i.exec(text.slice(start + match[0].length));
    if (tail?.[1] !== undefined) {
      const factor = /^mill/i.test(tail[1]) ? 1_000_000 : 1000;
      found.push({
        start,
        end: start + match[0].length + tail[0].length,
        values: values.map((v) => v * factor),
        words: false,
      });
    }
    found.push({ start, end: start + match[0].length, values, words: false });
  }
  found.push(...findWords(text));
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function findWords(text: string): NumberMention[] {
  const tokens = [...text.matchAll(/\p{L}+/gu)].map((m) => ({
    word: fold(m[0]),
    start: m.index,
    end: m.index + m[0].length,
  }));
  const found: NumberMention[] = [];
  let i = 0;
  while (i < tokens.length) {
    const run = readRun(tokens, i, text);
    if (run === undefined) {
      i++;
      continue;
    }
    found.push(run.mention);
    i = run.next;
  }
  return found;
}

interface WordToken {
  word: string;
  start: number;
  end: number;
}

function readRun(
  tokens: readonly WordToken[],
  from: number,
  text: string,
): { mention: NumberMention; next: number } | undefined {
  let total = 0;
  let current = 0;
  let last = Infinity;
  let i = from;
  let end = -1;
  for (; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (i > from && /[^\s]/.test(text.slice(tokens[i - 1]?.end ?? 0, token.start))) break;
    const value = WORD_VALUES.get(token.word);
    if (value !== undefined && value < last && (current === 0 || value < (current % 100 === 0 ? 100 : 10))) {
      if (current > 0 && value >= current) break;
      current += value;
      last = value < 30 && value > 0 ? 0 : value;
      end = i;
    } else if (
      token.word === 'y' &&
      current >= 30 &&
      current % 10 === 0 &&
      WORD_VALUES.has(tokens[i + 1]?.word ?? '')
    ) {
      continue;
    } else if (token.word === 'mil') {
      total += (current === 0 ? 1 : current) * 1000;
      current = 0;
      last = Infinity;
      end = i;
    } else if (/^millon(es)?$/.test(token.word) && current > 0) {
      total += current * 1_000_000;
      current = 0;
      last = Infinity;
      end = i;
    } else break;
  }
  const first = tokens[from];
  const lastToken = tokens[end];
  if (end < 0 || first === undefined || lastToken === undefined) return undefined;
  return {
    mention: { start: first.start, end: lastToken.end, values: [total + current], words: true },
    next: end + 1,
  };
}

/** A count as orders have them: small and round ones most. */
export function randomCount(rng: Rng): number {
  const roll = rng.next();
  if (roll < 0.42) return rng.int(2, 12);
  if (roll < 0.55) return rng.pick([15, 20, 25, 30, 40, 50, 60, 80, 100, 24, 36, 48]);
  if (roll < 0.72) return rng.int(10, 99);
  if (roll < 0.82) return rng.int(2, 30) * 10;
  if (roll < 0.92)
    return rng.pick([
      120, 150, 200, 250, 300, 350, 400, 500, 600, 750, 800, 1000, 1200, 1500, 2000, 2500, 3000, 5000, 10000,
    ]);
  if (roll < 0.97) return rng.int(101, 999);
  return rng.int(1000, 30000);
}
