/** What is wrong with something that crosses the border. Stable: callers match on it. */
export type ContractsErrorCode =
  'EMPTY_TEXT' | 'TEXT_TOO_LONG' | 'UTF8_INVALID' | 'FIELD_INVALID' | 'PROTO_MISSING';

/** A request or a contract at fault: `field` is the path inside the request, such as `requests[2].text`. */
export class ContractsError extends Error {
  override readonly name = 'ContractsError';
  readonly retriable = false;

  constructor(
    readonly code: ContractsErrorCode,
    message: string,
    readonly field: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
