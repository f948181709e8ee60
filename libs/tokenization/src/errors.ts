export type TokenizationErrorCode = 'MISSING_FILE' | 'INVALID_TOKENIZER' | 'DOES_NOT_FIT' | 'INVALID_OPTION';

/** The one error class of this library; `where` names the tokenizer file, or the function and option, it is about. */
export class TokenizationError extends Error {
  readonly code: TokenizationErrorCode;
  readonly where: string;

  constructor(code: TokenizationErrorCode, where: string, message: string, cause?: unknown) {
    super(`${where}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = 'TokenizationError';
    this.code = code;
    this.where = where;
  }
}
