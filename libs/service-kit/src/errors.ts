/** What a service itself can fail with. Libraries' errors come through the service's own table: see `ErrorTable`. */
export type ServiceErrorCode =
  | 'CONFIG_INVALID'
  | 'ADDRESS_UNAVAILABLE'
  | 'UNAUTHENTICATED'
  | 'INVALID_ARGUMENT'
  | 'NOT_FOUND'
  | 'RESOURCE_EXHAUSTED'
  | 'UNAVAILABLE'
  | 'CANCELLED'
  | 'DEADLINE_EXCEEDED';

/** A failure of a service: `field` is the request field or the environment variable at fault, when there is one. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly field: string | undefined;

  constructor(
    readonly code: ServiceErrorCode,
    message: string,
    options: ErrorOptions & { field?: string } = {},
  ) {
    super(message, options);
    this.field = options.field;
  }

  /** Whether the same call may succeed later. */
  get retriable(): boolean {
    return this.code === 'RESOURCE_EXHAUSTED' || this.code === 'UNAVAILABLE';
  }
}
