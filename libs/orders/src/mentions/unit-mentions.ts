import type { Unit } from '../fields.js';
import { soundOf } from '../number-words.js';
import { fold } from './fold.js';
import { UNIT_FORMS } from './unit-forms.js';

/** A written unit in a text, in UTF-16 code units. */
export interface UnitMention {
  readonly start: number;
  readonly end: number;
  readonly unit: Unit;
}

const BY_FORM = new Map<string, Unit>();
for (const { unit, singular, plural, short } of UNIT_FORMS) {
  for (const form of [unit, ...plural, ...singular, ...short]) {
    const key = fold(form).replace(/\.$/, '');
    if (!BY_FORM.has(key)) BY_FORM.set(key, unit);
  }
}

const ALTERNATIVES = [...BY_FORM.keys()]
  .toSorted((a, b) => b.length - a.length)
  .map((form) => form.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
const UNIT = new RegExp(`(?<![\\p{L}])(${ALTERNATIVES.join('|')})(?![\\p{L}\\p{N}])`, 'gu');

/** Finds every word of the text that can be a unit, with its canonical form. */
export function findUnits(text: string): UnitMention[] {
  return [...fold(text).matchAll(UNIT)].flatMap((match) => {
    const unit = BY_FORM.get(match[0]);
    return unit === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, unit }];
  });
}

/** Shortest form that may be misspelled: shorter ones sound like too much else. */
const MIN_SOUND = 4;
const BY_SOUND = new Map<string, ReadonlySet<Unit>>();
for (const { unit, singular, plural } of UNIT_FORMS) {
  for (const form of [unit, ...plural, ...singular]) {
    const sound = soundOf(form);
    if (sound.length >= MIN_SOUND) BY_SOUND.set(sound, new Set([...(BY_SOUND.get(sound) ?? []), unit]));
  }
}

/**
 * Finds words that sound like a unit: "dosenas", "KINTALES", "sakos". Those that are spelled right are among them, once
 * for each unit that they may mean ("cubos").
 */
export function soundingUnits(text: string): UnitMention[] {
  return [...text.matchAll(/\p{L}{4,}/gu)].flatMap((match) => {
    const units = BY_SOUND.get(soundOf(match[0]).replaceAll(/k(?=[ao])/g, 'c')) ?? [];
    const place = { start: match.index, end: match.index + match[0].length };
    return [...units].map((unit) => ({ ...place, unit }));
  });
}
