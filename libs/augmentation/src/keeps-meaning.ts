import { findNumbers } from './find-numbers.js';
import { placesOf, verbatimValues } from './locked-spans.js';
import type { AugmentableRecord } from './strategy.js';

/** The numbers of a text as values, sorted; what has no reading stands as it is written. */
export function numbersOf(text: string): (number | string)[] {
  return findNumbers(text)
    .map(({ value, text: written }) => value ?? written)
    .sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

/**
 * The last check on a variant: the same numbers, and every verbatim value as often as before. Strategies keep this by
 * themselves; a variant that does not is dropped, since a wrong example harms more than a missing one.
 */
export function keepsMeaning({ text, order }: AugmentableRecord, variant: string): boolean {
  if (JSON.stringify(numbersOf(text)) !== JSON.stringify(numbersOf(variant))) return false;
  return (order ? verbatimValues(order) : []).every(
    (value) => placesOf(variant, value).length >= placesOf(text, value).length,
  );
}
