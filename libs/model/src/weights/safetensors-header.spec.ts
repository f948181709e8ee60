import { describe, expect, it } from 'vitest';
import { parseHeader } from './safetensors-header.js';

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const parse = (value: unknown, dataBytes: number): unknown => {
  const header = encode(value);
  return parseHeader(header, 8 + header.byteLength + dataBytes, 'f');
};

describe('parseHeader', () => {
  it('places tensors in file order', () => {
    const header = {
      __metadata__: { format: 'pt' },
      b: { dtype: 'F16', shape: [2], data_offsets: [8, 12] },
      a: { dtype: 'F32', shape: [1, 2], data_offsets: [0, 8] },
    };
    const base = 8 + encode(header).byteLength;
    expect(parse(header, 12)).toEqual([
      { name: 'a', dtype: 'F32', dims: [1, 2], start: base, bytes: 8 },
      { name: 'b', dtype: 'F16', dims: [2], start: base + 8, bytes: 4 },
    ]);
  });

  it.each([
    ['no JSON', 'nonsense', 0, /not JSON/],
    ['no object', [], 0, /not an object/],
    ['a size that does not fit the shape', { a: { dtype: 'F32', shape: [3], data_offsets: [0, 8] } }, 8, /takes 12 bytes, not 8/],
    ['a truncated file', { a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }, 4, /truncated/],
    ['bytes too many', { a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }, 9, /1 bytes after/],
    ['a hole', { a: { dtype: 'F32', shape: [1], data_offsets: [4, 8] } }, 8, /hole/],
    ['an unknown type', { a: { dtype: 'F8', shape: [1], data_offsets: [0, 1] } }, 1, /F8/],
    ['an endless shape', { a: { dtype: 'F32', shape: [1e9, 1e9], data_offsets: [0, 4] } }, 4, /takes/],
    ['a malformed entry', { a: 5 }, 0, /malformed/],
  ])('refuses %s', (_, header, bytes, message) => {
    expect(() => parse(header, bytes)).toThrow(message);
  });
});
