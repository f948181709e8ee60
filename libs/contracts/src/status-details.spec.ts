import { Metadata, status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';

import { readStatusDetails, toGrpcStatus, type StatusDetails } from './status-details.js';

describe('status details', () => {
  it('survive the trailer', () => {
    const details: StatusDetails = {
      code: status.INVALID_ARGUMENT,
      message: 'text is empty',
      reason: 'EMPTY_TEXT',
      metadata: { field: 'text' },
      violations: [{ field: 'text', description: 'is empty' }],
    };
    const { metadata = new Metadata() } = toGrpcStatus(details);
    expect(readStatusDetails({ metadata })).toEqual(details);
  });

  it.each([1, 999, 1000, 61_250])('tell when to try again (%d ms)', (retryAfterMs) => {
    const details: StatusDetails = {
      code: status.RESOURCE_EXHAUSTED,
      message: 'full',
      reason: 'RESOURCE_EXHAUSTED',
      metadata: {},
      retryAfterMs,
    };
    const { metadata = new Metadata() } = toGrpcStatus(details);
    expect(readStatusDetails({ metadata })).toEqual(details);
  });

  it('are absent when the server sent none', () => {
    expect(readStatusDetails({ metadata: new Metadata() })).toBeUndefined();
    expect(readStatusDetails({})).toBeUndefined();
  });
});
