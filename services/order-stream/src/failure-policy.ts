import { status } from '@grpc/grpc-js';

/** What a failed attempt means for its order. */
export type FailureKind =
  /** It may pass: try again, but only so often. */
  | 'retry'
  /** As `retry`; the service was away or died, so wait until it is back. The order may be what it dies of. */
  | 'retry-when-ready'
  /** Says nothing about the order: try again as often as it takes. */
  | 'wait'
  /** The order is at fault, and will be the next time too. */
  | 'dead'
  /** We stopped ourselves. */
  | 'stopped';

/**
 * By gRPC status. A service that is set up wrongly (no such model, no right to ask) refuses every order: waiting for a
 * person to set it right loses nothing, while dead letters by the thousand would.
 */
const KINDS: Readonly<Partial<Record<number, FailureKind>>> = {
  [status.UNAVAILABLE]: 'retry-when-ready',
  [status.RESOURCE_EXHAUSTED]: 'wait',
  [status.DEADLINE_EXCEEDED]: 'retry',
  [status.INTERNAL]: 'retry',
  [status.UNKNOWN]: 'retry',
  [status.ABORTED]: 'retry',
  [status.DATA_LOSS]: 'retry',
  [status.INVALID_ARGUMENT]: 'dead',
  [status.OUT_OF_RANGE]: 'dead',
  [status.ALREADY_EXISTS]: 'dead',
  [status.UNIMPLEMENTED]: 'wait',
  [status.NOT_FOUND]: 'wait',
  [status.FAILED_PRECONDITION]: 'wait',
  [status.PERMISSION_DENIED]: 'wait',
  [status.UNAUTHENTICATED]: 'wait',
  [status.CANCELLED]: 'retry',
};

/** A failed attempt. */
export interface AttemptFailure {
  kind: FailureKind;
  /** Stable name: the service's own reason, or the gRPC status. */
  reason: string;
  message: string;
}

/**
 * Judges a failed attempt.
 *
 * @param code gRPC status code.
 * @param asked whether the order itself named a model; one that does not exist is then the order's fault.
 */
export function judgeFailure(
  code: number,
  { reason, message, namedModel }: { reason: string; message: string; namedModel: boolean },
): AttemptFailure {
  const kind = code === Number(status.NOT_FOUND) && namedModel ? 'dead' : (KINDS[code] ?? 'retry');
  return { kind, reason: reason === '' ? (status[code] ?? 'UNKNOWN') : reason, message };
}
