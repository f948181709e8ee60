import { invalidOption, isPassing, type OrdenaCallError } from './errors.js';

/** How often and how soon a call is made again whose failure may pass. */
export interface RetryPolicy {
  /** Most attempts, the first included, from 1. Default 4. 1: no call is made again. */
  attempts: number;
  /** The wait before the second attempt in milliseconds; each further wait is twice as long. Default 100. */
  initialDelayMs: number;
  /** Longest wait in milliseconds. A service that asks for a longer one is not asked again. Default 10000. */
  maxDelayMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = { attempts: 4, initialDelayMs: 100, maxDelayMs: 10_000 };

/** @throws OrdenaCallError `OPTION_INVALID`. */
export function checkRetry(given: Partial<RetryPolicy>, base: RetryPolicy = DEFAULT_RETRY): RetryPolicy {
  const policy = { ...base, ...given };
  if (!Number.isInteger(policy.attempts) || policy.attempts < 1)
    throw invalidOption('retry.attempts', 'must be a whole number from 1');
  for (const name of ['initialDelayMs', 'maxDelayMs'] as const)
    if (!(Number.isFinite(policy[name]) && policy[name] >= 0))
      throw invalidOption(`retry.${name}`, 'must be a number of milliseconds from 0');
  return policy;
}

/** What follows a failure. */
export type RetryDecision = { kind: 'again'; delayMs: number } | { kind: 'give-up' };

/** What a decision rests on. */
export interface RetryState {
  /** Attempts made, from 1. */
  attempts: number;
  /** Milliseconds until the call's deadline. */
  leftMs: number;
  /** 0 up to 1. */
  random: number;
}

const GIVE_UP: RetryDecision = { kind: 'give-up' };

/**
 * Whether a failed call is made again, and when. The wait is the service's own (RetryInfo) and up to a fifth more, so
 * that callers who were sent away together do not come back together; without one, between half and the whole of an
 * exponential backoff. A wait that the deadline does not leave time for is not begun.
 */
export function decideRetry(
  error: OrdenaCallError,
  { attempts, leftMs, random }: RetryState,
  { attempts: most, initialDelayMs, maxDelayMs }: RetryPolicy,
): RetryDecision {
  if (attempts >= most || !isPassing(error)) return GIVE_UP;
  const { retryAfterMs } = error;
  if (retryAfterMs !== undefined && retryAfterMs > maxDelayMs) return GIVE_UP;
  const backoff = Math.min(maxDelayMs, initialDelayMs * 2 ** (attempts - 1));
  const delayMs = retryAfterMs === undefined ? backoff * (0.5 + random / 2) : retryAfterMs * (1 + random / 5);
  return delayMs < leftMs ? { kind: 'again', delayMs } : GIVE_UP;
}
