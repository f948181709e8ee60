import { choice, literal, oneOf, repeat, sequence, type Expression } from './expression.js';

/** What a number may be. Bounds are whole numbers. */
export interface NumberLimits {
  /** Inclusive unless `openMin`. */
  readonly min: number;
  readonly max: number;
  readonly openMin: boolean;
  readonly openMax: boolean;
  /** Most digits behind the point; 0 for integers. */
  readonly decimals: number;
}

/** Fifteen digits are what a double always keeps, so that what is written is what is read. */
const MAX_INTEGER = 999_999_999_999_999;
const MAX_WHOLE_OF_FRACTION = 999_999_999;
export const MAX_DECIMALS = 6;
const DIGIT = oneOf('0', '9');
const NON_ZERO = oneOf('1', '9');

/**
 * Numbers within limits as JSON spells them: no leading or trailing zeros, no exponent, no `-0`; at most 15 digits.
 *
 * @returns undefined when there is no such number.
 */
export function numberExpression(limits: NumberLimits): Expression | undefined {
  const positive = magnitudes(limits);
  const mirrored = magnitudes({
    ...limits,
    min: -limits.max,
    max: -limits.min,
    openMin: limits.openMax,
    openMax: limits.openMin,
  });
  const zero = admits(limits, 0) ? [literal('0')] : [];
  const options = [...zero, ...positive, ...mirrored.map((option) => sequence(literal('-'), option))];
  return options.length === 0 ? undefined : choice(...options);
}

function admits({ min, max, openMin, openMax }: NumberLimits, value: number): boolean {
  return (openMin ? value > min : value >= min) && (openMax ? value < max : value <= max);
}

/** The numbers above zero. */
function magnitudes(limits: NumberLimits): Expression[] {
  const { min, max, openMin, openMax, decimals } = limits;
  const options: Expression[] = [];
  const low = Math.max(1, openMin ? min + 1 : min);
  const high = Math.min(MAX_INTEGER, openMax ? max - 1 : max);
  if (low <= high) options.push(integersBetween(low, high));
  if (decimals === 0) return options;
  // A fraction on top of a whole number from `min` up to the one before `max` is within any bounds, open ones too.
  const fraction = sequence(literal('.'), repeat(DIGIT, 0, decimals - 1), NON_ZERO);
  const [lowest, highest] = [Math.max(0, min), Math.min(MAX_WHOLE_OF_FRACTION, max - 1)];
  if (lowest <= highest) options.push(sequence(integersBetween(lowest, highest), fraction));
  return options;
}

/** The decimal spellings of all whole numbers from `low` up to `high`, both from 0. */
export function integersBetween(low: number, high: number): Expression {
  const options: Expression[] = [];
  if (low === 0) options.push(literal('0'));
  for (let digits = 1; 10 ** (digits - 1) <= high; digits++) {
    const from = Math.max(low, 10 ** (digits - 1));
    const to = Math.min(high, 10 ** digits - 1);
    if (from <= to) options.push(sameLength(String(from), String(to)));
  }
  return choice(...options);
}

/** Digit strings between two of the same length. */
function sameLength(from: string, to: string): Expression {
  const rest = from.length - 1;
  const [first = '0', last = '0'] = [from[0], to[0]];
  if (rest === 0) return oneOf(first, last);
  if (first === last) return sequence(oneOf(first, first), sameLength(from.slice(1), to.slice(1)));
  const anyDigits = repeat(DIGIT, rest, rest);
  const [lowest, highest] = ['0'.repeat(rest), '9'.repeat(rest)];
  const wholeFirst = from.slice(1) === lowest;
  const wholeLast = to.slice(1) === highest;
  const a = String(Number(first) + (wholeFirst ? 0 : 1));
  const b = String(Number(last) - (wholeLast ? 0 : 1));
  return choice(
    ...(wholeFirst ? [] : [sequence(oneOf(first, first), sameLength(from.slice(1), highest))]),
    ...(Number(a) <= Number(b) ? [sequence(oneOf(a, b), anyDigits)] : []),
    ...(wholeLast ? [] : [sequence(oneOf(last, last), sameLength(lowest, to.slice(1)))]),
  );
}

const two = (from: number, to: number): Expression =>
  choice(...Array.from({ length: to - from + 1 }, (_, i) => literal(String(from + i).padStart(2, '0'))));
const among = (...numbers: readonly number[]): Expression =>
  choice(...numbers.map((number) => literal(String(number).padStart(2, '0'))));
const everyFourth = (from: number): number[] =>
  Array.from({ length: 25 }, (_, i) => 4 * i).filter((number) => number >= from);

/** `YYYY-MM-DD`, days that there are, in the Gregorian calendar. */
export const DATE: Expression = choice(
  sequence(
    repeat(DIGIT, 4, 4),
    literal('-'),
    choice(
      sequence(among(1, 3, 5, 7, 8, 10, 12), literal('-'), two(1, 31)),
      sequence(among(4, 6, 9, 11), literal('-'), two(1, 30)),
      sequence(among(2), literal('-'), two(1, 28)),
    ),
  ),
  sequence(
    choice(
      sequence(repeat(DIGIT, 2, 2), among(...everyFourth(1))),
      sequence(among(...everyFourth(0)), literal('00')),
    ),
    literal('-02-29'),
  ),
);
