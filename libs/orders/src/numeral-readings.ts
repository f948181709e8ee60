const SPACED = /[ \u00a0\u2009\u202f]/g;

/**
 * All values that a numeral in digits may mean: "1.500" is 1500, or 1.5 with three decimals; "12,50" is 12.5;
 * "1'500.000" is 1500000, or 1500. One that can be no number ("15.03.2026", "2,3,4") is read group by group.
 *
 * @param numeral groups of digits with one of `. , ' ’` or a space between them.
 */
export function numeralReadings(numeral: string): number[] {
  const plain = numeral.replaceAll(SPACED, ' ').replaceAll(/[’´`]/g, "'");
  const groups = plain.split(/[.,' ]/);
  const signs = [...plain.replaceAll(/\d/g, '')];
  const readings = [grouped(groups), withDecimals(groups, signs)].filter((reading) => reading !== undefined);
  const values = new Set((readings.length > 0 ? readings : groups).map(Number));
  return [...values];
}

/** Every sign between groups of three. */
function grouped(groups: readonly string[]): string | undefined {
  return isGrouped(groups) ? groups.join('') : undefined;
}

/** The last sign before decimals. A sign that also stands between thousands is the decimal one only before cents. */
function withDecimals(groups: readonly string[], signs: readonly string[]): string | undefined {
  const decimals = groups.at(-1) ?? '';
  const sign = signs.at(-1);
  const whole = groups.slice(0, -1);
  if (sign === undefined || sign === ' ') return undefined;
  if (whole.length > 1 && !isGrouped(whole)) return undefined;
  if (signs.slice(0, -1).includes(sign) && decimals.length !== 2) return undefined;
  return `${whole.join('')}.${decimals}`;
}

function isGrouped(groups: readonly string[]): boolean {
  if (groups.length === 1) return true;
  const [first = '', ...rest] = groups;
  return first.length <= 3 && !first.startsWith('0') && rest.every((group) => group.length === 3);
}
