import { describe, expect, it } from 'vitest';

import { plain } from './plain.js';

describe('plain', () => {
  it("leaves out the loader's markers and what is not set", () => {
    const message = {
      requestId: 'r',
      _requestId: 'requestId',
      order: null,
      fields: [{ pointer: '/a', start: 0, _start: 'start', end: undefined }],
      scores: { f1: 0.5 },
      empty: [],
    };
    expect(plain(message)).toEqual({
      requestId: 'r',
      fields: [{ pointer: '/a', start: 0 }],
      scores: { f1: 0.5 },
      empty: [],
    });
    expect(Object.keys(plain(message))).not.toContain('order');
  });

  it('hands numbers, texts and bytes on as they are', () => {
    const ids = [1, 2, 3];
    const bytes = new Uint8Array([7]);
    const made = plain({ ids, bytes, names: ['a'] });
    expect(made.ids).toBe(ids);
    expect(made.bytes).toBe(bytes);
    expect(made.names).toEqual(['a']);
  });
});
