/** What went wrong while a graph was built, written or run. */
export type OnnxErrorCode =
  'INVALID_GRAPH' | 'PROVIDER_UNAVAILABLE' | 'SESSION_FAILED' | 'SESSION_CLOSED' | 'RUN_FAILED';

/** The one error class of this library: `code` says the kind, `subject` the node, value or session it is about. */
export class OnnxError extends Error {
  readonly code: OnnxErrorCode;
  readonly subject: string;

  constructor(code: OnnxErrorCode, subject: string, message: string, cause?: unknown) {
    super(`${subject}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = 'OnnxError';
    this.code = code;
    this.subject = subject;
  }
}
