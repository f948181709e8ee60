/** What was wrong. */
export type StreamErrorCode =
  /** The engine had no answer. */
  | 'READ_FAILED'
  /** An event is no correction. */
  | 'CORRECTION_INVALID'
  /** A file of the inbox holds no orders. */
  | 'FILE_INVALID';

/** The one error family of this service. */
export class StreamError extends Error {
  override readonly name: string = 'StreamError';

  constructor(
    readonly code: StreamErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** READ_FAILED with what the inference service said. */
export class ReadFailure extends StreamError {
  override readonly name = 'ReadFailure';

  /**
   * @param status of gRPC.
   * @param reason the service's own stable name for it; empty when it gave none.
   */
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super('READ_FAILED', message, options);
  }
}
