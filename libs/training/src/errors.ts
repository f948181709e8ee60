export type TrainingErrorCode =
  | 'MISSING_PARAMETER'
  | 'SHAPE_MISMATCH'
  | 'DIVERGED'
  | 'BAD_CONFIG'
  | 'BAD_BASE'
  | 'EXPORT_WORSE'
  | 'EXISTS'
  | 'RUN_IN_USE'
  | 'BAD_CHECKPOINT'
  | 'BAD_CACHE'
  | 'NO_DATA'
  | 'WORKER_DIED';

/** The one error class of this library; `subject` names the parameter, file, setting or step it is about. */
export class TrainingError extends Error {
  readonly code: TrainingErrorCode;
  readonly subject: string;

  constructor(code: TrainingErrorCode, subject: string, message: string, cause?: unknown) {
    super(`${subject}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = 'TrainingError';
    this.code = code;
    this.subject = subject;
  }
}
