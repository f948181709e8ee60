import { lockedSpans, verbatimValues } from '../locked-spans.js';
import { replaceOutside } from '../spans.js';
import type { Strategy } from '../strategy.js';

const LOCALE = 'es';
const lower = (word: string): string => word.toLocaleLowerCase(LOCALE);
const upper = (word: string): string => word.toLocaleUpperCase(LOCALE);

/** Words of one to three letters right beside a number may be units or currencies by their case alone (Gs, gs). */
const WORD = /(?<![\p{L}\p{N}]|\d\s?)\p{L}[\p{L}\p{M}]*(?![\p{L}\p{N}])(?!\.?\s?\d)|\p{L}[\p{L}\p{M}]{3,}/gu;

/** All small letters, all capitals, a lower-case beginning of sentences, or one word shouted. */
export const caseStrategy: Strategy = {
  name: 'case',
  apply(record, rng) {
    const { text, order } = record;
    const spans = lockedSpans(record);
    const values = new Set(order ? verbatimValues(order) : []);
    /** A word must not become a value of the order: "a las" shouted is "A LAS", and A may be the goods. */
    const unlessValue = (word: string, changed: string): string => (values.has(changed) ? word : changed);
    const way = rng.pick(['lower', 'upper', 'beginnings', 'shout'] as const);
    if (way === 'lower') return replaceOutside(text, spans, WORD, ([word]) => unlessValue(word, lower(word)));
    if (way === 'upper') return replaceOutside(text, spans, WORD, ([word]) => unlessValue(word, upper(word)));
    if (way === 'beginnings') {
      return replaceOutside(text, spans, /(?<=^|[.!?¡¿]\s*|\n)\p{Lu}\p{Ll}+/gu, ([word]) =>
        unlessValue(word, lower(word)),
      );
    }
    return replaceOutside(text, spans, /(?<![\p{L}\p{N}])\p{Ll}{5,}(?![\p{L}\p{N}])/gu, ([word]) =>
      rng.next() < 0.15 ? unlessValue(word, upper(word)) : word,
    );
  },
};
