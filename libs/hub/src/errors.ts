export type HubErrorCode =
  | 'BAD_NAME'
  | 'NOT_FOUND'
  | 'UNAUTHORIZED'
  | 'NO_WEIGHTS'
  | 'CHECKSUM_MISMATCH'
  | 'UNREACHABLE'
  | 'WRITE_FAILED'
  | 'CANCELLED';

/** The one error class of this library; `subject` names the model, file or folder it is about. */
export class HubError extends Error {
  readonly code: HubErrorCode;
  readonly subject: string;

  constructor(code: HubErrorCode, subject: string, message: string, cause?: unknown) {
    super(`${subject}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = 'HubError';
    this.code = code;
    this.subject = subject;
  }
}
