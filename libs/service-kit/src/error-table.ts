import { status } from '@grpc/grpc-js';
import { ContractsError, type StatusDetails } from '@ordena/contracts';

import { ServiceError, type ServiceErrorCode } from './errors.js';

/** Names of gRPC's status codes. */
export type StatusName = Exclude<keyof typeof status, number>;

/** An error class of a library, and the gRPC status of each of its codes. */
export interface ErrorFamily {
  /** The class. */
  type: abstract new (...args: never[]) => Error & { code: string };
  /** Status by code. */
  codes: Readonly<Record<string, StatusName>>;
  /** Status of a code that has no entry. Default INTERNAL. */
  otherwise?: StatusName;
}

/**
 * A family whose every code has its status: a code that is missing does not compile, nor does one that is not there.
 *
 * @param type the class; its `code` is a union of names.
 */
export function errorFamily<E extends Error & { code: string }>(
  type: abstract new (...args: never[]) => E,
  codes: Readonly<Record<E['code'], StatusName>>,
): ErrorFamily {
  return { type, codes };
}

/** Every error class that a service can meet. The first whose `type` fits wins. */
export type ErrorTable = readonly ErrorFamily[];

const SERVICE_CODES: Readonly<Record<ServiceErrorCode, StatusName>> = {
  CONFIG_INVALID: 'FAILED_PRECONDITION',
  ADDRESS_UNAVAILABLE: 'UNAVAILABLE',
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  INVALID_ARGUMENT: 'INVALID_ARGUMENT',
  NOT_FOUND: 'NOT_FOUND',
  RESOURCE_EXHAUSTED: 'RESOURCE_EXHAUSTED',
  UNAVAILABLE: 'UNAVAILABLE',
  CANCELLED: 'CANCELLED',
  DEADLINE_EXCEEDED: 'DEADLINE_EXCEEDED',
};

const BASE_TABLE: ErrorTable = [
  { type: ServiceError, codes: SERVICE_CODES },
  { type: ContractsError, codes: { PROTO_MISSING: 'INTERNAL' }, otherwise: 'INVALID_ARGUMENT' },
];

/**
 * What a failed call answers.
 *
 * @param error whatever a handler threw.
 * @param table the service's own error classes; those of this library and of the contracts are known.
 * @returns the status. An error of no known class is INTERNAL without its message, which may hold what callers must
 * not see; the log has it whole.
 */
export function toStatusDetails(error: unknown, table: ErrorTable = []): StatusDetails {
  for (const family of [...table, ...BASE_TABLE]) {
    if (!(error instanceof family.type)) continue;
    const name = family.codes[error.code] ?? family.otherwise ?? 'INTERNAL';
    const field = fieldOf(error);
    const retryAfterMs = retryOf(error);
    return {
      code: status[name],
      message: error.message,
      reason: error.code,
      ...(field === undefined ? {} : { metadata: { field } }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(name === 'INVALID_ARGUMENT' && field !== undefined
        ? { violations: [{ field, description: error.message }] }
        : {}),
    };
  }
  return { code: status.INTERNAL, message: 'internal error: see the server log', reason: 'INTERNAL' };
}

/**
 * Names the request's field that a library's error is about, which libraries do not know.
 *
 * @param look what may fail because of the field.
 * @throws what `look` throws, with `field`.
 */
export async function atField<T>(field: string, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Error && fieldOf(error) === undefined) Object.assign(error, { field });
    throw error;
  }
}

function retryOf(error: Error): number | undefined {
  return 'retryAfterMs' in error && typeof error.retryAfterMs === 'number' ? error.retryAfterMs : undefined;
}

function fieldOf(error: Error): string | undefined {
  return 'field' in error && typeof error.field === 'string' ? error.field : undefined;
}
