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
    {
      pointer: '/producto',
      value: 'sillas',
      status: 'exact',
      start: 4,
      end: 10,
      confidence: 0.9,
      rawConfidence: 0.95,
    },
    { pointer: '/cantidad', value: 2 },
  ],
  calibrated: true,
};
const facts = { model: 'default', totalMs: 5 };

describe('toResponse', () => {
  it('carries the order, its evidence and its cost', () => {
    expect(toResponse(read, { ...facts, requestId: 'r1' })).toMatchObject({
      requestId: 'r1',
      orderJson: read.json,
      order: { lines: [{ producto: 'sillas', cantidad: 2 }] },
      fields: [
        {
          pointer: '/producto',
          valueJson: '"sillas"',
          status: 'EVIDENCE_STATUS_EXACT',
          start: 4,
          end: 10,
          confidence: 0.9,
          rawConfidence: 0.95,
        },
        { pointer: '/cantidad', valueJson: '2' },
      ],
      usage: { promptTokens: 30, newTokens: 12 },
      outcome: 'OUTCOME_OK',
      needsReview: false,
      reviewReasons: [],
      reviews: [],
      calibrated: true,
    });
  });

  it.each(['truncated', 'invalid'] as const)('gives no half order when the outcome is %s', (outcome) => {
    const response = toResponse({ ...read, outcome, json: '{"producto":"si' }, facts);
    expect(response).toMatchObject({ orderJson: '{}', fields: [], needsReview: true });
    expect(response.order).toBeUndefined();
    expect(response.reviewReasons).toHaveLength(1);
  });

  it('asks for a look at what the model is less sure of than the setting wants', () => {
    const fields = [
      { pointer: '/producto', value: 'sillas', confidence: 0.69 },
      { pointer: '/cantidad', value: 2, confidence: 0.7 },
    ];
    const review = (minConfidence?: number): unknown =>
      toResponse({ ...read, fields }, { ...facts, minConfidence }).reviewReasons;
    const [producto, cantidad] = ['/producto', '/cantidad'].map((name) => `the model is not sure of ${name}`);
    expect(review()).toEqual([producto]);
    expect(review(0.69)).toEqual([]);
    expect(review(0.75)).toEqual([producto, cantidad]);
  });

  it('says with code and places what does not fit, and what the text does not say', () => {
    const flags = [
      {
        code: 'QUANTITY_NOT_POSITIVE' as const,
        pointers: ['/cantidad'],
        found: '0',
        message: 'the quantity is 0',
      },
    ];
    const fields = [{ pointer: '/cantidad', value: 0, status: 'derived' as const }];
    const response = toResponse({ ...read, fields, flags }, facts);
    expect(response).toMatchObject({
      fields: [{ status: 'EVIDENCE_STATUS_DERIVED' }],
      needsReview: true,
      reviewReasons: ['the text does not say /cantidad', 'the quantity is 0'],
      reviews: [{ code: 'UNGROUNDED', pointers: ['/cantidad'] }, { ...flags[0] }],
    });
  });
});
