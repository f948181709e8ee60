import type { Rng } from '@ordena/orders';
import { lockedSpans } from '../locked-spans.js';
import { replaceOutside } from '../spans.js';
import type { AugmentableRecord, Strategy } from '../strategy.js';

const UNIT = 'kg|kgs|g|gr|grs|l|lt|lts|ml|m|mts|cm|uds|pzas|unidades|cajas|kilos|litros|metros';

interface Habit {
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** Ways of setting blanks and marks that differ between writers. None puts a blank or mark between two digits. */
const HABITS: readonly Habit[] = [
  // "20 cajas ,2 rollos": the blank on the wrong side of a comma, lost, or on both.
  { pattern: /(?<=\p{L}), (?=\p{L})/gu, replacement: ' ,' },
  { pattern: /(?<=\p{L}), (?=\p{L})/gu, replacement: ',' },
  { pattern: /(?<=\p{L}), (?=\p{L})/gu, replacement: ' , ' },
  { pattern: /(?<=\p{L}),(?=\p{L})/gu, replacement: ', ' },
  { pattern: /(?<=\p{L}): (?=\S)/gu, replacement: ':' },
  { pattern: /(?<=\p{L}):(?=\p{L})/gu, replacement: ': ' },
  { pattern: /(?<=\p{L}) ?: (?=\S)/gu, replacement: ' : ' },
  { pattern: /(?<=\p{L})\. (?=\p{L})/gu, replacement: ' . ' },
  { pattern: /(?<=\d) (?=%)/gu, replacement: '' },
  { pattern: /(?<=\d)(?=%)/gu, replacement: ' ' },
  { pattern: /(?<=\d) (?=€)/gu, replacement: '' },
  { pattern: /(?<=\d)(?=€)/gu, replacement: ' ' },
  { pattern: /(?<=[$€]) (?=\d)/gu, replacement: '' },
  { pattern: /(?<=[$€])(?=\d)/gu, replacement: ' ' },
  { pattern: new RegExp(String.raw`(?<=\d) (?=(?:${UNIT})(?!\p{L}))`, 'gu'), replacement: '' },
  { pattern: new RegExp(String.raw`(?<=\d)(?=(?:${UNIT})(?!\p{L}))`, 'gu'), replacement: ' ' },
  { pattern: /[¡¿]/gu, replacement: '' },
  { pattern: /(?<=\p{L})!(?!!)/gu, replacement: '!!' },
  { pattern: /(?<=\p{L})\s*\.\s*$/gu, replacement: '' },
  { pattern: /(?<=\p{L})$/gu, replacement: '.' },
];

/** A few habits of spacing around marks, signs and units. */
export const punctuationSpacing: Strategy = {
  name: 'punctuation-spacing',
  apply(record, rng) {
    const taken = rng
      .shuffle(HABITS.filter(({ pattern }) => applies(pattern, record.text)))
      .slice(0, 1 + rng.int(3));
    return taken.reduce((text, habit) => adopt(habit, { ...record, text }, rng), record.text);
  },
};

function applies(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}

/** Most people keep a habit throughout, some only now and then. */
function adopt({ pattern, replacement }: Habit, record: AugmentableRecord, rng: Rng): string {
  const share = rng.pick([0.5, 1, 1]);
  return replaceOutside(record.text, lockedSpans(record), pattern, ([match]) =>
    rng.next() < share ? replacement : match,
  );
}
