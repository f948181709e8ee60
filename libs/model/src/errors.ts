/** What is wrong with a model's files, settings or weights. */
export type ModelErrorCode =
  | 'MISSING_FILE'
  | 'INVALID_CONFIG'
  | 'INVALID_WEIGHTS'
  | 'UNSUPPORTED'
  | 'WRITE_FAILED'
  // Of the model store:
  | 'INVALID_NAME'
  | 'UNKNOWN_VERSION'
  | 'VERSION_IN_USE'
  | 'CORRUPT_VERSION';

/**
 * The one error class of this library. `file` names the file, `key` what in it is wrong: a settings key or the name of
 * a tensor.
 */
export class ModelError extends Error {
  readonly code: ModelErrorCode;
  readonly file: string;
  readonly key: string | undefined;

  constructor(code: ModelErrorCode, where: { file: string; key?: string }, message: string, cause?: unknown) {
    super(
      `${where.file}${where.key === undefined ? '' : ` (${where.key})`}: ${message}`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'ModelError';
    this.code = code;
    this.file = where.file;
    this.key = where.key;
  }
}
