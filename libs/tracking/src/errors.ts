export type TrackingErrorCode = 'BAD_SETTING' | 'REFUSED' | 'UNREACHABLE' | 'CLOSED';

/** The one error class of this library; `tracker` names where the metrics were to go. */
export class TrackingError extends Error {
  readonly code: TrackingErrorCode;
  readonly tracker: string;

  constructor(code: TrackingErrorCode, tracker: string, message: string, cause?: unknown) {
    super(`${tracker}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = 'TrackingError';
    this.code = code;
    this.tracker = tracker;
  }
}
