import type { ExecutionProvider } from '@ordena/inference';
import { InvalidArgumentError, Option } from 'commander';

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

/** `--provider`; without it the engine's own choice, the processor. */
export function providerOption(): Option {
  const names = ['cpu', 'webgpu', 'cuda'] as const satisfies readonly ExecutionProvider[];
  return new Option('--provider <name>', 'where the model runs (by default cpu)').choices(names);
}

/** Reads an option's value as a probability. */
export function probability(value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && number >= 0 && number <= 1) return number;
  throw new InvalidArgumentError('give a number from 0 to 1');
}

/** What a threshold of review does, for an option's description. */
export const REVIEW_BELOW = 'ask for review of values that are less likely right than this, 0 to 1';
