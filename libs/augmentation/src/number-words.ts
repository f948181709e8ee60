import { COUNT_WORDS } from '@ordena/orders';

/** "un", "una" and "uno" are articles unless a number stands before them. */
const ONES: Readonly<Record<string, number>> = { un: 1, una: 1, uno: 1 };
const SCALES: Readonly<Record<string, number>> = { mil: 1e3, millon: 1e6, millones: 1e6 };

/** How a value is spelled where one word does it whatever the goods' gender. */
export const SPELLED: ReadonlyMap<number, string> = new Map([
  ...Object.entries(COUNT_WORDS)
    .filter(([, value]) => (value <= 20 && value !== 16) || (value < 100 && value % 10 === 0))
    .map(([word, value]): [number, string] => [value, word]),
  [16, 'dieciséis'],
  [22, 'veintidós'],
  [23, 'veintitrés'],
  [24, 'veinticuatro'],
  [25, 'veinticinco'],
  [26, 'veintiséis'],
  [100, 'cien'],
]);

const plain = (word: string): string => word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');

/** What a word is worth within a number: an amount to add, a scale to multiply by, or nothing. */
export function wordValue(
  word: string,
  afterNumber: boolean,
): { add: number } | { scale: number } | undefined {
  const key = plain(word);
  const add = COUNT_WORDS[key] ?? (afterNumber ? ONES[key] : undefined);
  if (add !== undefined) return { add };
  const scale = SCALES[key];
  return scale === undefined ? undefined : { scale };
}
