import { describe, expect, it } from 'vitest';
import { reviewReasons } from './review.js';

const field = { pointer: '/producto', value: 'sal', status: 'exact', confidence: 0.9 } as const;

describe('reviewReasons', () => {
  it.each([
    ['truncated', 'TRUNCATED'],
    ['invalid', 'INVALID'],
  ] as const)('gives one reason for an answer that is %s, whatever else there is', (outcome, code) => {
    const fields = [{ ...field, confidence: 0 }];
    expect(reviewReasons({ outcome, fields }).map((reason) => reason.code)).toEqual([code]);
  });

  it('has nothing against a sure answer, nor against one that says nothing of itself', () => {
    expect(reviewReasons({ outcome: 'ok', fields: [field], flags: [] })).toEqual([]);
    expect(reviewReasons({ outcome: 'ok' })).toEqual([]);
    expect(reviewReasons({ outcome: 'ok', fields: [{ pointer: '/producto', value: 'sal' }] })).toEqual([]);
  });

  it('names what is unsure, what no text says and what does not fit, with the value found', () => {
    const flag = { code: 'DUPLICATE_LINE', pointers: ['/items/0', '/items/1'], message: 'twice' } as const;
    const fields = [
      { ...field, confidence: 0.69 },
      { pointer: '/total', value: 9, status: 'derived', confidence: 0.1 } as const,
    ];
    expect(reviewReasons({ outcome: 'ok', order: {}, fields, flags: [flag] })).toEqual([
      {
        code: 'LOW_CONFIDENCE',
        pointers: ['/producto'],
        found: '"sal"',
        message: 'the model is not sure of /producto',
      },
      { code: 'UNGROUNDED', pointers: ['/total'], found: '9', message: 'the text does not say /total' },
      flag,
    ]);
  });

  it('lets answers in other schemas say what the text does not', () => {
    const fields = [{ pointer: '/kind', value: 'x', status: 'derived', confidence: 0.9 } as const];
    expect(reviewReasons({ outcome: 'ok', fields })).toEqual([]);
    expect(reviewReasons({ outcome: 'ok', order: {}, fields })).toHaveLength(1);
  });

  it('goes by the threshold of the setting', () => {
    expect(reviewReasons({ outcome: 'ok', fields: [field] }, { minConfidence: 0.9 })).toEqual([]);
    expect(reviewReasons({ outcome: 'ok', fields: [field] }, { minConfidence: 0.91 })).toHaveLength(1);
  });
});
