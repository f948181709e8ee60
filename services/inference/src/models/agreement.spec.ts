import { describe, expect, it } from 'vitest';

import { Agreement } from './agreement.js';

describe('agreement of two versions', () => {
  it('counts orders that are the same, and fields that are', () => {
    const agreement = new Agreement('a', 'b');
    const flat = '{"producto":"A","cantidad":1}';
    agreement.compare(flat, flat);
    agreement.compare(flat, '{"producto":"A","cantidad":2,"urgente":true}');
    const items = (second: string): string => `{"items":[{"producto":"A"},{"producto":"${second}"}]}`;
    agreement.compare(items('B'), items('C'));
    agreement.skip();
    expect(agreement).toMatchObject({ compared: 3, exact: 1, skipped: 1 });
    expect(Object.fromEntries(agreement.fields)).toEqual({
      producto: { compared: 2, same: 2 },
      cantidad: { compared: 2, same: 1 },
      urgente: { compared: 1, same: 0 },
      'items.*.producto': { compared: 1, same: 0 },
    });
  });
});
