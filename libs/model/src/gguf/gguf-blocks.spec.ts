import { describe, expect, it } from 'vitest';
import { BLOCK_FORMATS, typeName } from './gguf-blocks.js';

const decode = (type: number, bytes: Uint8Array, values: number): number[] => {
  const out = new Float32Array(values);
  BLOCK_FORMATS.get(type)?.decode(bytes, out);
  return [...out];
};
const HALF = 0x3800; // 0.5
const QUARTER = 0x3400; // 0.25
const halves = (...bits: number[]): number[] => bits.flatMap((half) => [half & 255, half >> 8]);
const count = (length: number, value: (i: number) => number): number[] => Array.from({ length }, (_, i) => value(i));

describe('blocks of GGUF', () => {
  it('Q8_0: a scale, then signed codes', () => {
    const codes = count(32, (i) => i - 16);
    expect(decode(8, Uint8Array.from([...halves(HALF), ...codes]), 32)).toEqual(codes.map((code) => code / 2));
  });

  it('Q4_0: a scale, then nibbles about 8, the first half low', () => {
    const pairs = count(16, (i) => i | ((15 - i) << 4));
    const expected = [...count(16, (i) => (i - 8) / 2), ...count(16, (i) => (7 - i) / 2)];
    expect(decode(2, Uint8Array.from([...halves(HALF), ...pairs]), 32)).toEqual(expected);
  });

  it('Q4_1: a scale and a least value, then nibbles', () => {
    const pairs = count(16, (i) => i | ((15 - i) << 4));
    const expected = [...count(16, (i) => i / 2 + 0.25), ...count(16, (i) => (15 - i) / 2 + 0.25)];
    expect(decode(3, Uint8Array.from([...halves(HALF, QUARTER), ...pairs]), 32)).toEqual(expected);
  });

  it('two blocks in a row, at an odd place of a larger buffer', () => {
    const block = [...halves(HALF), ...count(32, () => 2)];
    const bytes = Uint8Array.from([0, ...block, ...halves(QUARTER), ...count(32, () => 4)]).subarray(1);
    expect(decode(8, bytes, 64)).toEqual(count(64, () => 1));
  });

  it.each([
    [0, [0, 0, 0xc0, 0x3f], 1.5],
    [1, halves(0x3e00), 1.5],
    [30, halves(0x3fc0), 1.5],
  ])('plain numbers of type %i, at an odd place', (type, bytes, value) => {
    expect(decode(type, Uint8Array.from([9, ...bytes]).subarray(1), 1)).toEqual([value]);
  });

  it('have names, known or not', () => {
    expect([2, 14, 200].map(typeName)).toEqual(['Q4_0', 'Q6_K', 'number 200']);
  });
});
