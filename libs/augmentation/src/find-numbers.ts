import { wordValue } from './number-words.js';
import { readNumeral } from './read-numeral.js';
import type { Span } from './spans.js';

/** A number of a text; `value` is undefined where the separators have no reading. */
export interface FoundNumber extends Span {
  readonly text: string;
  readonly value: number | undefined;
}

const TOKEN = /\d+(?:[.,]\d+)*|\p{L}+/gu;

/**
 * The numbers of a text in their order, in digits ("1.500,50"), words ("treinta y dos") or both ("3 mil"). Words of one
 * number have nothing but spaces between them.
 */
export function findNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  const tokens = [...text.matchAll(TOKEN)];
  for (let i = 0; i < tokens.length; i++) {
    const run = readRun(text, tokens, i);
    if (!run) continue;
    const first = tokens[i];
    const last = tokens[run.last];
    if (!first || !last) continue;
    const start = first.index;
    const end = last.index + last[0].length;
    found.push({ start, end, text: text.slice(start, end), value: run.value });
    i = run.last;
  }
  return found;
}

/** Reads the longest number that begins with token `from`. */
function readRun(
  text: string,
  tokens: readonly RegExpExecArray[],
  from: number,
): { last: number; value: number | undefined } | undefined {
  let total = 0;
  let group: number | undefined;
  let last: number | undefined;
  // After digits only "mil" and "millones" go on: "3 mil", but "30 y dos" are two numbers.
  let digits = false;
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i]?.[0] ?? '';
    if (last !== undefined && !onlySpaceBetween(text, tokens, i)) break;
    if (/^\d/.test(token)) {
      // Digits only begin a number: in "dos 50" there are two.
      if (last !== undefined) break;
      const value = readNumeral(token);
      if (value === undefined) return { last: i, value };
      group = value;
      last = i;
      digits = true;
      continue;
    }
    if (token.toLowerCase() === 'y' && !digits && takesOnes(group)) continue;
    const word = wordValue(token, last !== undefined);
    if (!word || (digits && 'add' in word)) break;
    if ('scale' in word) {
      total += (group ?? (total === 0 ? 1 : 0)) * word.scale;
      group = undefined;
    } else if (group === undefined || fits(group, word.add)) {
      group = (group ?? 0) + word.add;
    } else break;
    last = i;
  }
  return last === undefined ? undefined : { last, value: total + (group ?? 0) };
}

/** Words add up from big to small: after "treinta" a "dos", after "dos" nothing. */
function fits(group: number, add: number): boolean {
  if (group % 100 === 0 && group > 0 && group < 1000) return add < 100;
  return add < 10 && takesOnes(group);
}

/** After "treinta" and the like an "y dos" may follow. */
function takesOnes(group: number | undefined): boolean {
  return group !== undefined && group % 10 === 0 && group % 100 >= 30;
}

function onlySpaceBetween(text: string, tokens: readonly RegExpExecArray[], i: number): boolean {
  const before = tokens[i - 1];
  const token = tokens[i];
  if (!before || !token) return false;
  return /^[ \t]+$/.test(text.slice(before.index + before[0].length, token.index));
}
