import { UNIT_FORMS, type UnitForms } from '@ordena/orders';

/** Forms by canonical unit. */
export const FORMS_OF: ReadonlyMap<string, UnitForms> = new Map(
  UNIT_FORMS.map((entry) => [entry.unit, entry]),
);

/** The forms of a unit; throws on a unit that is not canonical. */
export function formsOf(unit: string): UnitForms {
  const found = FORMS_OF.get(unit);
  if (found === undefined) throw new RangeError(`no written forms for unit ${unit}`);
  return found;
}

/** Measures take fractions; packages do not. */
export const MEASURES = new Set([
  'kg',
  'g',
  'l',
  'ml',
  'm',
  'cm',
  'm2',
  'm3',
  't',
  'libra',
  'quintal',
  'arroba',
  'galón',
]);
