import { describe, expect, it } from 'vitest';
import { Rotation } from './rotation.js';

const wave = (length: number, step: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(1 + i * step));
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe.each([1, 9, 64, 576, 1024])('a rotation of %d numbers', (size) => {
  const rotation = new Rotation(size);

  it('keeps lengths and angles', () => {
    const [a, b] = [wave(size, 0.7), wave(size, 1.3)];
    const before = [dot(a, a), dot(a, b)];
    rotation.turn(a, 0);
    rotation.turn(b, 0);
    expect(dot(a, a)).toBeCloseTo(before[0] ?? NaN, 3);
    expect(dot(a, b)).toBeCloseTo(before[1] ?? NaN, 3);
  });

  it('turns the columns of a matrix as it turns vectors', () => {
    const columns = 21;
    const matrix = wave(size * columns, 0.3);
    const column = Float32Array.from({ length: size }, (_, i) => matrix[i * columns + 5] ?? NaN);
    rotation.turnColumns(matrix);
    rotation.turn(column, 0);
    expect(Float32Array.from({ length: size }, (_, i) => matrix[i * columns + 5] ?? NaN)).toEqual(column);
  });

  it('spreads one large number over all', () => {
    const vector = new Float32Array(size);
    vector[Math.floor(size / 3)] = 1;
    rotation.turn(vector, 0);
    expect(Math.max(...vector.map(Math.abs))).toBeLessThan(size === 1 ? 1.001 : Math.sqrt(2 / size) + 0.001 + (size === 9 ? 0.1 : 0));
  });
});
