import { ContractsError } from '@ordena/contracts/requests';
import { CommanderError } from 'commander';

import { CliError, EXIT } from './errors.js';

/**
 * Turns a failure into what the user sees.
 *
 * @param error whatever a command threw.
 * @param debug whether to show the stack, causes included.
 * @returns the text for standard error (one line, or nothing when it was said already) and the exit code.
 */
export function reportFailure(error: unknown, debug: boolean): { text: string; exitCode: number } {
  // Commander has written its own line, or the help, by the time it throws.
  if (error instanceof CommanderError) return { text: '', exitCode: error.exitCode === 0 ? 0 : EXIT.usage };
  const exitCode = exitCodeOf(error);
  if (debug) return { text: `${stacks(error).join('\ncaused by ')}\n`, exitCode };
  const message = error instanceof Error && error.message !== '' ? error.message : String(error);
  return { text: `ordena: ${message.replace(/\s*\n\s*/g, ' ')}\n`, exitCode };
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CliError) return error.exitCode;
  // A text that breaks the contract is a wrong call, whichever command it was given to.
  return error instanceof ContractsError ? EXIT.usage : EXIT.failed;
}

function stacks(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  return [error.stack ?? error.message, ...(error.cause === undefined ? [] : stacks(error.cause))];
}
