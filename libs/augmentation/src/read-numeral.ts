/**
 * The value of a numeral in digits as the annotation guide reads separators; undefined where it reads none.
 *
 * One separator before exactly three digits groups thousands (1.500 and 1,500 are 1500) unless a lone 0 stands before it;
 * before any other number of digits it is the decimal mark. Of two kinds, the last is the decimal mark. One kind said
 * twice groups thousands.
 */
export function readNumeral(numeral: string): number | undefined {
  if (/^\d+$/.test(numeral)) return Number(numeral);
  if (/^[1-9]\d{0,2}(?:\.\d{3})+$|^[1-9]\d{0,2}(?:,\d{3})+$/.test(numeral)) {
    return Number(numeral.replaceAll(/[.,]/g, ''));
  }
  const grouped = /^([1-9]\d{0,2}(?:\.\d{3})+),(\d+)$|^([1-9]\d{0,2}(?:,\d{3})+)\.(\d+)$/.exec(numeral);
  if (grouped) {
    const whole = grouped[1] ?? grouped[3] ?? '';
    return Number(`${whole.replaceAll(/[.,]/g, '')}.${grouped[2] ?? grouped[4]}`);
  }
  if (/^\d+[.,]\d+$/.test(numeral)) return Number(numeral.replace(',', '.'));
  return undefined;
}
