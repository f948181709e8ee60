import { lockedSpans } from '../locked-spans.js';
import { replaceOutside } from '../spans.js';
import type { Strategy } from '../strategy.js';
import { SYNONYMS, type SynonymGroup } from './synonym-table.js';

/** Exchanges phrases of the table, most of those found. */
export const synonym: Strategy = {
  name: 'synonym',
  apply(record, rng) {
    return COMPILED.reduce((text, { phrases, pattern }) => {
      if (text.search(pattern) < 0) return text;
      return replaceOutside(text, lockedSpans({ ...record, text }), pattern, ([found]) => {
        const others = phrases.filter((phrase) => phrase !== found.toLocaleLowerCase('es'));
        return rng.next() < 0.75 ? inCaseOf(found, rng.pick(others)) : found;
      });
    }, record.text);
  },
};

const COMPILED = SYNONYMS.map((group) => ({ phrases: group.phrases, pattern: patternOf(group) }));

function patternOf({ phrases, before, after }: SynonymGroup): RegExp {
  // The longest first, so that "muchas gracias" is not found as "gracias".
  const alternatives = phrases
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) => phrase.replaceAll(' ', String.raw`\s+`));
  const open = String.raw`(?<![\p{L}\p{N}])${before === undefined ? '' : `(?<=${before})`}`;
  const close = String.raw`(?![\p{L}\p{N}])${after === undefined ? '' : `(?=${after})`}`;
  return new RegExp(`${open}(?:${alternatives.join('|')})${close}`, 'giu');
}

/** The phrase with the capitals of the one it replaces. */
function inCaseOf(found: string, phrase: string): string {
  const letters = found.replaceAll(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toLocaleUpperCase('es'))
    return phrase.toLocaleUpperCase('es');
  const first = found[0] ?? '';
  return first === first.toLocaleLowerCase('es')
    ? phrase
    : phrase.charAt(0).toLocaleUpperCase('es') + phrase.slice(1);
}
