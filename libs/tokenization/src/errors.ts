export type TokenizationErrorCode = 'MISSING_FILE' | 'INVALID_TOKENIZER' | 'DOES_NOT_FIT';

/** The one error class of this library; `file` names the tokenizer file it is about. */
export class TokenizationError extends Error {
  readonly code: TokenizationErrorCode;
  readonly file: string;

  constructor(code: TokenizationErrorCode, file: string, message: string, cause?: unknown) {
    super(`${file}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = 'TokenizationError';
    this.code = code;
    this.file = file;
  }
}
