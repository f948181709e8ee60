import { parseArgs } from 'node:util';
import { BenchError } from './sample-process.js';

/** A setting of a command: `--name value`, with the value it has when it is left out. */
export type Settings = Readonly<Record<string, string>>;

/**
 * Reads a command's settings from its arguments.
 *
 * @param defaults every setting there is.
 * @throws BenchError that names what is wrong.
 */
export function readSettings<T extends Settings>(
  defaults: T,
  args = process.argv.slice(2),
): { [K in keyof T]: string } {
  const options = Object.fromEntries(
    Object.keys(defaults).map((name) => [name, { type: 'string' as const }]),
  );
  try {
    const { values } = parseArgs({ args, options, strict: true });
    return { ...defaults, ...values };
  } catch (cause) {
    const known = Object.entries(defaults).map(([name, value]) => `--${name} ${value}`);
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new BenchError(`${message}. Settings and their defaults: ${known.join(' ')}`, { cause });
  }
}

/** A whole number of at least `least`. @throws BenchError */
export function wholeNumber(name: string, text: string, least = 1): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new BenchError(`--${name} must be a whole number of at least ${least}, not "${text}"`);
}

/** Runs a command's work; what it lacks is said in a line, not as a stack. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
