import { parseOrder } from '@ordena/orders';
import { describe, expect, it } from 'vitest';

import type { ReadOrder } from './canonicalizer.js';
import { toResponse } from './response.js';

const order = parseOrder({ producto: 'sillas', cantidad: 2 });
const read: ReadOrder = {
  json: '{"producto":"sillas","cantidad":2}',
  order,
  outcome: 'ok',
  promptTokens: 30,
  newTokens: 12,
  fields: [
    { pointer: '/producto', value: 'sillas', start: 4, end: 10, confidence: 0.9 },
    { pointer: '/cantidad', value: 2 },
  ],
};
const facts = { model: 'default', totalMs: 5 };

describe('toResponse', () => {
  it('carries the order, its evidence and its cost', () => {
    expect(toResponse(read, { ...facts, requestId: 'r1' })).toMatchObject({
      requestId: 'r1',
      orderJson: read.json,
      order: { lines: [{ producto: 'sillas', cantidad: 2 }] },
      fields: [
        { pointer: '/producto', valueJson: '"sillas"', start: 4, end: 10, confidence: 0.9 },
        { pointer: '/cantidad', valueJson: '2' },
      ],
      usage: { promptTokens: 30, newTokens: 12 },
      outcome: 'OUTCOME_OK',
      needsReview: false,
      reviewReasons: [],
    });
  });

  it.each(['truncated', 'invalid'] as const)('gives no half order when the outcome is %s', (outcome) => {
    const response = toResponse({ ...read, outcome, json: '{"producto":"si' }, facts);
    expect(response).toMatchObject({ orderJson: '{}', fields: [], needsReview: true });
    expect(response.order).toBeUndefined();
    expect(response.reviewReasons).toHaveLength(1);
  });

  it('asks for a look at what the model is not sure of', () => {
    const fields = [
      { pointer: '/producto', value: 'sillas', confidence: 0.49 },
      { pointer: '/cantidad', value: 2, confidence: 0.5 },
    ];
    expect(toResponse({ ...read, fields }, facts).reviewReasons).toEqual([
      'the model is not sure of /producto',
    ]);
  });
});
