import { describe, expect, it } from 'vitest';

import { firstInvalidUtf8 } from './utf8.js';

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('firstInvalidUtf8', () => {
  it.each([
    ['plain text', bytes('100 cajas'), -1],
    ['accents and emoji', bytes('bidón 🛒 ₡'), -1],
    ['nothing', bytes(), -1],
    ['a stray Latin-1 byte', bytes('bid', [0xf3], 'n'), 3],
    ['a stray byte at the end', bytes('abc', [0xff]), 3],
    ['a stray byte at the start', bytes([0xff], 'abc'), 0],
    ['a lone continuation after a whole character', bytes('ó', [0x80], 'x'), 2],
    ['a character cut at the end', bytes('ab', [0xe2, 0x82]), 2],
    ['an overlong sequence', bytes('ab', [0xc0, 0xaf]), 2],
    ['a surrogate', bytes('ab', [0xed, 0xa0, 0x80]), 2],
  ])('finds the offset in %s', (_name, input, offset) => {
    expect(firstInvalidUtf8(input)).toBe(offset);
  });
});
