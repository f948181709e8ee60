export type OrdersErrorCode = 'INVALID_ORDER' | 'NOT_JSON' | 'BAD_REFERENCE_DATE';

/** The one error class of this library; `pointer` is the JSON pointer (RFC 6901) of what is wrong, '' for the whole. */
export class OrdersError extends Error {
  readonly code: OrdersErrorCode;
  readonly pointer: string;

  constructor(code: OrdersErrorCode, pointer: string, message: string, cause?: unknown) {
    super(`${pointer === '' ? 'order' : pointer}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = 'OrdersError';
    this.code = code;
    this.pointer = pointer;
  }
}
