import { describe, expect, it } from 'vitest';
import { Rotation } from './rotation.js';
import { quantizeTwoWays, scalesFor, shapeOfHalf, type TurnedRows } from './two-way.js';

const ROWS = 70;
const COLUMNS = 192;
const data = Float32Array.from({ length: ROWS * COLUMNS }, (_, i) => Math.sin(i * 0.37) * (1 + (i % COLUMNS) / 9));

/** The floats that codes stand for, row-major. */
function floats({ rows, columns, codes, scales }: TurnedRows): Float32Array {
  return Float32Array.from(
    { length: rows * columns },
    (_, i) => (codes[(i % columns) * rows + Math.floor(i / columns)] ?? NaN) * (scales[Math.floor(i / columns)] ?? NaN),
  );
}

describe('a matrix in whole-row codes', () => {
  const made = quantizeTwoWays(data, ROWS, COLUMNS, { straight: 'rows', transposed: 'rows' });
  const straight = made.straight as TurnedRows;
  const transposed = made.transposed as TurnedRows;

  it('is the matrix with its chunks turned, to half a step', () => {
    expect(straight.chunk).toBe(64);
    const turned = data.slice();
    const rotation = new Rotation(64);
    for (let at = 0; at < turned.length; at += 64) rotation.turn(turned, at);
    floats(straight).forEach((value, i) => {
      expect(Math.abs(value - (turned[i] ?? NaN))).toBeLessThan((straight.scales[Math.floor(i / COLUMNS)] ?? 0) * 0.501);
    });
  });

  it('is the transpose the other way round, as it stands', () => {
    expect(transposed.chunk).toBe(1);
    floats(transposed).forEach((value, i) => {
      const [column, row] = [Math.floor(i / ROWS), i % ROWS];
      const half = (transposed.scales[column] ?? 0) * 0.501;
      expect(Math.abs(value - (data[row * COLUMNS + column] ?? NaN))).toBeLessThan(half);
    });
  });

  it('says what it is besides codes and scales', () => {
    for (const half of ['straight', 'transposed'] as const) {
      for (const reach of ['rows', 'blocks'] as const) {
        const { codes: _codes, scales: _scales, ...rest } = quantizeTwoWays(data, ROWS, COLUMNS, {
          straight: reach,
          transposed: reach,
        })[half];
        expect(shapeOfHalf(reach, half, ROWS, COLUMNS)).toEqual(rest);
      }
    }
  });
});

it('keeps blocks where probabilities are multiplied only', () => {
  expect(scalesFor('model.embed_tokens.weight').transposed).toBe('blocks');
  expect(scalesFor('lm_head.weight').transposed).toBe('blocks');
  expect(scalesFor('model.layers.3.mlp.down_proj.weight')).toEqual({ straight: 'rows', transposed: 'rows' });
});
