/** Exit codes of the command. 0 is success. */
export const EXIT = {
  /** The work failed: a model, a file, the network. */
  failed: 1,
  /** The command was called wrongly: an unknown option, an empty text. */
  usage: 2,
  /** Stopped by Ctrl-C or SIGTERM. */
  interrupted: 130,
} as const;

/** What the command itself can fail with. */
export type CliErrorCode =
  'USAGE' | 'MODEL_NOT_FOUND' | 'BAD_INPUT' | 'BAD_OUTPUT' | 'NO_ANSWER' | 'INTERRUPTED';

const EXIT_CODES: Readonly<Record<CliErrorCode, number>> = {
  USAGE: EXIT.usage,
  MODEL_NOT_FOUND: EXIT.failed,
  BAD_INPUT: EXIT.failed,
  BAD_OUTPUT: EXIT.failed,
  NO_ANSWER: EXIT.failed,
  INTERRUPTED: EXIT.interrupted,
};

/** A failure with a message for people: what, where, and what to do about it. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    readonly code: CliErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** What the process exits with. */
  get exitCode(): number {
    return EXIT_CODES[this.code];
  }
}
