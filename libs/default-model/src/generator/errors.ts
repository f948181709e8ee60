/** What can go wrong when a generator is made. */
export type GeneratorErrorCode = 'dev-record' | 'no-records';

/** Bad input to the generator of training orders. */
export class GeneratorError extends Error {
  override readonly name = 'GeneratorError';

  constructor(
    readonly code: GeneratorErrorCode,
    message: string,
  ) {
    super(message);
  }
}
