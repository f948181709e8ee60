import type { StatusName } from './error-table.js';

/**
 * Statuses of the codes of libraries that several services answer alike. The classes stay with the services: their
 * `errorFamily` makes sure that no code is missing here.
 */
export const MODEL_STATUSES = {
  UNKNOWN_VERSION: 'NOT_FOUND',
  INVALID_NAME: 'INVALID_ARGUMENT',
  // What is wrong with a version's files, or with what is to be done to it.
  MISSING_FILE: 'FAILED_PRECONDITION',
  INVALID_CONFIG: 'FAILED_PRECONDITION',
  INVALID_WEIGHTS: 'FAILED_PRECONDITION',
  UNSUPPORTED: 'FAILED_PRECONDITION',
  CORRUPT_VERSION: 'FAILED_PRECONDITION',
  VERSION_IN_USE: 'FAILED_PRECONDITION',
  WRITE_FAILED: 'INTERNAL',
} as const satisfies Readonly<Record<string, StatusName>>;

/** Of orders that callers send. */
export const ORDERS_STATUSES = {
  INVALID_ORDER: 'INVALID_ARGUMENT',
  NOT_JSON: 'INVALID_ARGUMENT',
  BAD_REFERENCE_DATE: 'INVALID_ARGUMENT',
} as const satisfies Readonly<Record<string, StatusName>>;
