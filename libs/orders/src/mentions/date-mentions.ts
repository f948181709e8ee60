/** Months as written, January first. */
export const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
] as const;

const two = (number: number): string => String(number).padStart(2, '0');

const FULL_DATE = new RegExp(
  `(\\d{1,2})\\s*[/.-]\\s*(\\d{1,2})\\s*[/.-]\\s*(\\d{2,4})|(\\d{4})-(\\d{2})-(\\d{2})|(\\d{1,2}|primero|1[º°.]?)\\s+(?:de\\s+|d\\s+)?(${MONTHS.join('|')})\\s*,?\\s*(?:de\\s+|del\\s+)?(?:año\\s+)?(\\d{4})`,
  'gi',
);

/** Finds dates with day, month and year, and their ISO form. */
export function findFullDates(text: string): { start: number; end: number; iso: string }[] {
  const found: { start: number; end: number; iso: string }[] = [];
  for (const match of text.matchAll(FULL_DATE)) {
    const [whole, d, m, y, y2, m2, d2, d3, month, y3] = match;
    const year = y ?? y2 ?? y3 ?? '';
    const monthNumber =
      month === undefined
        ? Number(m ?? m2)
        : MONTHS.indexOf(month.toLowerCase() as (typeof MONTHS)[number]) + 1;
    const day = Number(
      d ??
        d2 ??
        String(d3)
          .replace(/primero/i, '1')
          .replaceAll(/\D/g, ''),
    );
    const iso = `${year.length === 2 ? `20${year}` : year}-${two(monthNumber)}-${two(day)}`;
    found.push({ start: match.index, end: match.index + whole.length, iso });
  }
  return found;
}
