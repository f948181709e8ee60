import { InvalidArgumentError } from 'commander';

/** Reads an option's value as a whole number from `min` to `max`. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(
      max === Number.MAX_SAFE_INTEGER
        ? `give a whole number of ${String(min)} or more`
        : `give a whole number from ${String(min)} to ${String(max)}`,
    );
  };
}

/** How answers are decoded. */
export const MODES = ['constrained', 'free'] as const;
export type Mode = (typeof MODES)[number];
