/** What a run can fail with, beside what the trainer and the other services say themselves. */
export type CoordinatorErrorCode =
  | 'TRAINER_DIED'
  | 'CLUSTER_REFUSED'
  | 'PEER_UNAVAILABLE'
  | 'PEER_REFUSED'
  | 'DATASET_MISSING'
  | 'DATASET_OUTSIDE'
  | 'DATASET_INVALID'
  | 'UPLOAD_TOO_LARGE'
  | 'UPLOAD_NOT_FOUND'
  | 'NO_CORRECTIONS'
  | 'TRAINING_FAILED';

/** The one error class of this service. */
export class CoordinatorError extends Error {
  override readonly name = 'CoordinatorError';
  /** The request field at fault, when there is one. */
  readonly field: string | undefined;

  constructor(
    readonly code: CoordinatorErrorCode,
    message: string,
    options: ErrorOptions & { field?: string } = {},
  ) {
    super(message, options);
    this.field = options.field;
  }
}
