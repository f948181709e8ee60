import { describe, expect, it } from 'vitest';
import { bfloat16ToFloat32, float32ToHalf, halfToFloat32 } from './half.js';

describe('half precision', () => {
  it('reads known bit patterns', () => {
    const bits = Uint16Array.of(0x0000, 0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x3555, 0x7c00);
    expect([...halfToFloat32(bits)]).toEqual([0, 1, -2, 65_504, 2 ** -24, 2 ** -14, 0.333251953125, Infinity]);
  });

  it('writes back every finite value it reads', () => {
    const bits = Uint16Array.from({ length: 1 << 16 }, (_, i) => i).filter((b) => (b & 0x7c00) !== 0x7c00);
    expect(float32ToHalf(halfToFloat32(bits))).toEqual(bits);
  });

  it('rounds to nearest, ties to even', () => {
    const values = Float32Array.of(1 + 1 / 2048, 1 + 3 / 2048, 65_519, 65_520, 2 ** -25, 3 * 2 ** -25);
    expect([...float32ToHalf(values)]).toEqual([0x3c00, 0x3c02, 0x7bff, 0x7c00, 0x0000, 0x0002]);
  });

  it('reads bfloat16 as the upper half of a float', () => {
    expect([...bfloat16ToFloat32(Uint16Array.of(0x3f80, 0xbf80, 0x4049))]).toEqual([1, -1, 3.140625]);
  });
});
