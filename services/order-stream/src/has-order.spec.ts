import type { ReceivedResponse } from '@ordena/contracts';
import { describe, expect, it } from 'vitest';

import { hasOrder } from './has-order.js';

function answer(...products: { confidence?: number; rawConfidence?: number }[]): ReceivedResponse {
  const fields = products.map((product, line) => ({
    pointer: `/items/${line}/producto`,
    value: '',
    ...product,
  }));
  return { outcome: 'OUTCOME_OK', fields } as unknown as ReceivedResponse;
}

describe('hasOrder', () => {
  it.each([
    ['no product that the model believes in', [{ confidence: 0.3, rawConfidence: 0.01 }], false],
    ['one of two', [{ rawConfidence: 0.01 }, { confidence: 0.04, rawConfidence: 0.9 }], true],
    ['a model without calibration, unsure', [{ confidence: 0.01 }], false],
    ['an engine that says nothing of confidence', [{}], true],
    ['no field for a product at all', [], true],
  ])('sees %s', (_name, products, expected) => {
    expect(hasOrder(answer(...products), 0.05)).toBe(expected);
  });

  it('leaves what is no answer to others', () => {
    const cut = { ...answer({ rawConfidence: 0 }), outcome: 'OUTCOME_TRUNCATED' } as ReceivedResponse;
    expect(hasOrder(cut, 0.05)).toBe(true);
  });
});
