import { status, type ServiceError } from '@grpc/grpc-js';
import { readStatusDetails } from '@ordena/contracts';

/** Names of gRPC's status codes. */
export type StatusName = Exclude<keyof typeof status, 'OK'>;

/**
 * Why a call gave no answer. Stable: match on it. A name of gRPC's own is what the service answered, or gRPC in its
 * place (UNAVAILABLE: it cannot be reached; DEADLINE_EXCEEDED; CANCELLED: the caller's signal). The others are the
 * client's:
 * - CLOSED: the client was closed.
 * - OPTION_INVALID: an option or argument is at fault, nothing was sent.
 * - ANSWER_INVALID: the service answered, but not as its contract says.
 */
export type OrdenaCallErrorCode = StatusName | 'CLOSED' | 'OPTION_INVALID' | 'ANSWER_INVALID';

/** A fault of the request. */
export interface FieldViolation {
  /** Path in the request as the protos name it: `requests[2].max_new_tokens`. */
  readonly field: string;
  /** What is wrong with it. */
  readonly description: string;
}

/** What is known of a failed call, besides its code and message. */
export interface CallFacts {
  /** gRPC status code. Not set: no service answered. */
  readonly status?: number | undefined;
  /** Stable name that the service gives the failure ("EMPTY_TEXT"), finer than the code. "": it gave none. */
  readonly reason?: string | undefined;
  /** Further facts by name, such as `field`. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Faults of the request. */
  readonly violations?: readonly FieldViolation[] | undefined;
  /** When the service wants to be asked again, in milliseconds. Not set: it did not say. */
  readonly retryAfterMs?: number | undefined;
  /** The method ("Canonicalize"), or the option at fault. */
  readonly method?: string | undefined;
  /** How often the call was made. */
  readonly attempts?: number | undefined;
  readonly cause?: unknown;
}

/** A call that gave no answer, or an option that cannot be used. The one error of this library. */
export class OrdenaCallError extends Error {
  override readonly name = 'OrdenaCallError';
  readonly status: number | undefined;
  readonly reason: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly violations: readonly FieldViolation[];
  readonly retryAfterMs: number | undefined;
  readonly method: string;
  readonly attempts: number;

  constructor(
    readonly code: OrdenaCallErrorCode,
    message: string,
    facts: CallFacts = {},
  ) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.status = facts.status;
    this.reason = facts.reason ?? '';
    this.metadata = facts.metadata ?? {};
    this.violations = facts.violations ?? [];
    this.retryAfterMs = facts.retryAfterMs;
    this.method = facts.method ?? '';
    this.attempts = facts.attempts ?? 0;
  }

  /** Whether the same call may succeed later. */
  get retriable(): boolean {
    return isPassing(this);
  }
}

/**
 * Whether a failure may pass by itself. RESOURCE_EXHAUSTED only where the service said when: without that it is a
 * message too large or a limit that waiting does not lift. CANCELLED that the caller did not ask for is a server that
 * stops.
 */
export function isPassing({ code, cause, retryAfterMs }: OrdenaCallError): boolean {
  switch (code) {
    case 'UNAVAILABLE':
      return true;
    case 'CANCELLED':
      return isServiceError(cause);
    case 'RESOURCE_EXHAUSTED':
      return retryAfterMs !== undefined;
    default:
      return false;
  }
}

/**
 * What a call threw as an {@link OrdenaCallError}.
 *
 * @returns the error itself where it is none of gRPC's: what the caller's own iterable threw.
 */
export function toCallError(error: unknown, method: string, attempts: number): unknown {
  if (!isServiceError(error)) return error;
  const { code, details: message } = error;
  const details = readStatusDetails(error);
  return new OrdenaCallError(statusName(code), `${method}: ${message}`, {
    ...details,
    status: code,
    method,
    attempts,
    cause: error,
  });
}

/** The name of a status code; UNKNOWN where there is none. */
export function statusName(code: number): StatusName {
  const name = status[code];
  return name === undefined || name === 'OK' ? 'UNKNOWN' : (name as StatusName);
}

/** An option or argument that cannot be used. */
export function invalidOption(option: string, what: string, cause?: unknown): OrdenaCallError {
  return new OrdenaCallError('OPTION_INVALID', `${option} ${what}`, { method: option, cause });
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && 'details' in error;
}
