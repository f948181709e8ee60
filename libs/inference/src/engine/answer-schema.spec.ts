import { describe, expect, it } from 'vitest';
import { orderAnswers } from './answer-schema.js';

const PADDED = '{"producto":"guantes ","cantidad":2}';

describe('orderAnswers', () => {
  it('reads what the grammar wrote', () => {
    const order = { producto: 'guantes', cantidad: 2 };
    for (const grounding of [true, false]) {
      expect(orderAnswers(grounding).readOwn(JSON.stringify(order))).toEqual({ value: order, order });
    }
  });

  it('takes white space around an invented string for an answer that does not fit', () => {
    expect(orderAnswers(false).readOwn(PADDED)).toBeUndefined();
  });

  it('does not expect it of strings that are spans of the text', () => {
    expect(() => orderAnswers(true).readOwn(PADDED)).toThrow(/white space/);
  });
});
