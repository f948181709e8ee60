import { status } from '@grpc/grpc-js';
import { ContractsError } from '@ordena/contracts';
import { describe, expect, it } from 'vitest';

import { toStatusDetails, type ErrorTable } from './error-table.js';
import { ServiceError } from './errors.js';

class StoreError extends Error {
  constructor(
    readonly code: string,
    readonly retryAfterMs?: number,
  ) {
    super(`store: ${code}`);
  }
}

const table: ErrorTable = [{ type: StoreError, codes: { gone: 'NOT_FOUND' }, otherwise: 'UNAVAILABLE' }];

describe('toStatusDetails', () => {
  it.each([
    [new StoreError('gone'), status.NOT_FOUND],
    [new StoreError('asleep'), status.UNAVAILABLE],
    [new ServiceError('RESOURCE_EXHAUSTED', 'queue full'), status.RESOURCE_EXHAUSTED],
    [new ServiceError('UNAUTHENTICATED', 'no token'), status.UNAUTHENTICATED],
    [new ServiceError('CANCELLED', 'CANCELLED'), status.CANCELLED],
    [new ServiceError('DEADLINE_EXCEEDED', 'late'), status.DEADLINE_EXCEEDED],
    [new ContractsError('EMPTY_TEXT', 'text is empty', 'text'), status.INVALID_ARGUMENT],
    [new ContractsError('PROTO_MISSING', 'no protos', '/'), status.INTERNAL],
  ])('maps %s', (error, code) => {
    expect(toStatusDetails(error, table)).toMatchObject({ code, message: error.message, reason: error.code });
  });

  it('names the field of a bad request', () => {
    const error = new ContractsError('EMPTY_TEXT', 'requests[2].text is empty', 'requests[2].text');
    expect(toStatusDetails(error).violations).toEqual([
      { field: 'requests[2].text', description: error.message },
    ]);
  });

  it('passes on when to try again', () => {
    expect(toStatusDetails(new StoreError('asleep', 250), table).retryAfterMs).toBe(250);
    expect(toStatusDetails(new StoreError('asleep'), table)).not.toHaveProperty('retryAfterMs');
  });

  it('keeps the message of an unknown error to itself', () => {
    const details = toStatusDetails(new TypeError('password is hunter2'));
    expect(details.code).toBe(status.INTERNAL);
    expect(JSON.stringify(details)).not.toContain('hunter2');
  });

  it('does not go by names', () => {
    const forged = Object.assign(new Error('x'), { name: 'StoreError', code: 'gone' });
    expect(toStatusDetails(forged, table).code).toBe(status.INTERNAL);
  });
});
