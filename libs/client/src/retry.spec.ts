import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';

import { OrdenaCallError, type OrdenaCallErrorCode } from './errors.js';
import { checkRetry, decideRetry, DEFAULT_RETRY } from './retry.js';

const error = (code: OrdenaCallErrorCode, retryAfterMs?: number, cause?: unknown): OrdenaCallError =>
  new OrdenaCallError(code, 'no', { retryAfterMs, cause });
const state = { attempts: 1, leftMs: 60_000, random: 0 };
const GIVE_UP = { kind: 'give-up' };

describe('decideRetry', () => {
  it('waits between half and the whole of a backoff that doubles', () => {
    const delays = [1, 2, 3].map((attempts) =>
      [0, 1].map((random) =>
        decideRetry(error('UNAVAILABLE'), { ...state, attempts, random }, DEFAULT_RETRY),
      ),
    );
    const again = (delayMs: number) => ({ kind: 'again', delayMs });
    expect(delays).toEqual([
      [again(50), again(100)],
      [again(100), again(200)],
      [again(200), again(400)],
    ]);
    const late = { ...state, attempts: 20, random: 1 };
    expect(decideRetry(error('UNAVAILABLE'), late, { ...DEFAULT_RETRY, attempts: 50 })).toEqual(
      again(10_000),
    );
  });

  it('waits as long as the service says, and up to a fifth more', () => {
    const told = error('RESOURCE_EXHAUSTED', 500);
    expect(decideRetry(told, state, DEFAULT_RETRY)).toEqual({ kind: 'again', delayMs: 500 });
    expect(decideRetry(told, { ...state, random: 1 }, DEFAULT_RETRY)).toEqual({
      kind: 'again',
      delayMs: 600,
    });
    const away = error('UNAVAILABLE', 2000);
    expect(decideRetry(away, { ...state, attempts: 3 }, DEFAULT_RETRY)).toEqual({
      kind: 'again',
      delayMs: 2000,
    });
  });

  it.each([
    ['the attempts are used up', error('UNAVAILABLE'), { ...state, attempts: 4 }],
    ['the deadline would pass meanwhile', error('UNAVAILABLE'), { ...state, leftMs: 20 }],
    ['the service wants to be left alone for longer', error('UNAVAILABLE', 10_001), state],
    ['a limit does not pass by waiting', error('RESOURCE_EXHAUSTED'), state],
    ['the request is at fault', error('INVALID_ARGUMENT'), state],
    ['the deadline has passed', error('DEADLINE_EXCEEDED'), state],
    ['the work went wrong', error('INTERNAL'), state],
    ['the caller gave up', error('CANCELLED', undefined, new Error('enough')), state],
    ['the client was closed', error('CLOSED'), state],
  ])('gives up where %s', (_why, failure, at) => {
    expect(decideRetry(failure, at, DEFAULT_RETRY)).toEqual(GIVE_UP);
  });

  it('comes again to a server that cancelled, as one that stops does', () => {
    const cause = Object.assign(new Error('1 CANCELLED'), { code: status.CANCELLED, details: '' });
    const stopped = error('CANCELLED', undefined, cause);
    expect(decideRetry(stopped, state, DEFAULT_RETRY)).toMatchObject({ kind: 'again' });
  });
});

describe('checkRetry', () => {
  it('fills in what is not said', () => {
    expect(checkRetry({ attempts: 2 })).toEqual({ ...DEFAULT_RETRY, attempts: 2 });
  });

  it.each([
    ['retry.attempts', { attempts: 0 }],
    ['retry.attempts', { attempts: 1.5 }],
    ['retry.initialDelayMs', { initialDelayMs: -1 }],
    ['retry.maxDelayMs', { maxDelayMs: Number.NaN }],
  ])('names %s when it is at fault', (method, policy) => {
    expect(() => checkRetry(policy)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID', method }));
  });
});
