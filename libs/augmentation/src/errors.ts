export type AugmentationErrorCode = 'BAD_FACTOR' | 'BAD_STRATEGIES';

/** The one error class of this library; `value` is what was given. */
export class AugmentationError extends Error {
  readonly code: AugmentationErrorCode;
  readonly value: unknown;

  constructor(code: AugmentationErrorCode, value: unknown, message: string) {
    super(message);
    this.name = 'AugmentationError';
    this.code = code;
    this.value = value;
  }
}
