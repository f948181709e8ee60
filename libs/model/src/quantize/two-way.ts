import { EMBEDDING, HEAD } from '../weights/tensor-names.js';
import { ZERO_POINT } from './int8.js';
import { Rotation } from './rotation.js';
import type { RowCodes } from './row-codes.js';

/**
 * A matrix [rows, columns] in unsigned 8-bit codes around 128, one scale per block of neighbours in a row. Rows are
 * padded with the code of zero to a multiple of the block, as ONNX Runtime's `MatMulNBits` takes them.
 */
export interface BlockMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly blockSize: number;
  readonly codes: Uint8Array;
  readonly scales: Float32Array;
}

/** A frozen matrix for both directions of training, each quantised along the axis it is summed over. */
export interface TwoWayMatrix {
  readonly straight: IntMatrix;
  readonly transposed: IntMatrix;
}

/**
 * Codes with one scale per row. Where `chunk` is more than 1 each chunk of so many columns is turned by a {@link Rotation},
 * and wants an input that is turned as well: what few numbers of a row have to themselves is then spread over the chunk.
 */
export interface TurnedRows extends RowCodes {
  readonly chunk: number;
}

/** One scale per block, or one per row. */
export type IntMatrix = BlockMatrix | TurnedRows;

const LARGEST_CODE = 127;
/** Neighbours that share a scale. */
const BLOCK = 128;
/** Columns that are turned together: more spread better, and cost more to turn at each step. */
const LARGEST_CHUNK = 64;
/** Columns that are transposed at once, so that the rows written to stay in the processor's cache. */
const TILE = 64;

/** How far a scale reaches. */
export type ScaleReach = 'rows' | 'blocks';

/** The scales of both halves of a matrix. */
export interface TwoWayScales {
  readonly straight: ScaleReach;
  readonly transposed: ScaleReach;
}

/**
 * Whole rows, whose products are faster, but for the gradient through the head: what it multiplies are
 * probabilities, of which one step for a row keeps the few large ones only.
 *
 * @param name of the matrix.
 */
export function scalesFor(name: string): TwoWayScales {
  return { straight: 'rows', transposed: name === EMBEDDING || name === HEAD ? 'blocks' : 'rows' };
}

/** @param data [rows, columns], row-major. */
export function quantizeTwoWays(
  data: Float32Array,
  rows: number,
  columns: number,
  { straight, transposed }: TwoWayScales,
): TwoWayMatrix {
  return {
    straight: straight === 'rows' ? turnedRows(data, rows, columns) : quantizeRows(data, rows, columns, BLOCK),
    transposed: transposed === 'rows' ? wholeColumns(data, rows, columns) : quantizeColumns(data, rows, columns, BLOCK),
  };
}

/** What a half is besides its codes and scales, for those who keep these elsewhere. */
export function shapeOfHalf(
  reach: ScaleReach,
  half: keyof TwoWayMatrix,
  rows: number,
  columns: number,
): { rows: number; columns: number; blockSize: number } | { rows: number; columns: number; chunk: number } {
  const size = half === 'straight' ? { rows, columns } : { rows: columns, columns: rows };
  if (reach === 'blocks') return { ...size, blockSize: BLOCK };
  return { ...size, chunk: half === 'straight' ? chunkOf(columns) : 1 };
}

/** Rows turned in chunks, then coded. */
function turnedRows(data: Float32Array, rows: number, columns: number): TurnedRows {
  const chunk = chunkOf(columns);
  const rotation = new Rotation(chunk);
  const codes = new Int8Array(data.length);
  const scales = new Float32Array(rows);
  const tile = new Float32Array(TILE * columns);
  for (let top = 0; top < rows; top += TILE) {
    const count = Math.min(TILE, rows - top);
    tile.set(data.subarray(top * columns, (top + count) * columns));
    for (let r = 0; r < count; r++) {
      const end = (r + 1) * columns;
      let largest = 0;
      for (let at = r * columns; at < end; at += chunk) rotation.turn(tile, at);
      for (let i = r * columns; i < end; i++) largest = Math.max(largest, Math.abs(tile[i] as number));
      const inverse = largest === 0 ? 0 : LARGEST_CODE / largest;
      for (let i = r * columns; i < end; i++) tile[i] = code(tile[i] as number, inverse) - ZERO_POINT;
      scales[top + r] = largest / LARGEST_CODE;
    }
    for (let c = 0; c < columns; c++) {
      for (let r = 0, to = c * rows + top; r < count; r++, to++) codes[to] = tile[r * columns + c] as number;
    }
  }
  return { rows, columns, codes, scales, chunk };
}

/** The transpose, one scale per column of `data`. */
function wholeColumns(data: Float32Array, rows: number, columns: number): TurnedRows {
  const largest = new Float32Array(columns);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let c = 0; c < columns; c++, i++) {
      const size = Math.abs(data[i] as number);
      if (size > (largest[c] as number)) largest[c] = size;
    }
  }
  const inverse = inverses(largest);
  const codes = new Int8Array(data.length);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let c = 0; c < columns; c++, i++) codes[i] = code(data[i] as number, inverse[c] as number) - ZERO_POINT;
  }
  return { rows: columns, columns: rows, codes, scales: largest.map((value) => value / LARGEST_CODE), chunk: 1 };
}

/** The largest power of two up to {@link LARGEST_CHUNK} that divides `size`. */
function chunkOf(size: number): number {
  return Math.min(LARGEST_CHUNK, size & -size);
}

function inverses(largest: Float32Array): Float64Array {
  return Float64Array.from(largest, (value) => (value === 0 ? 0 : LARGEST_CODE / value));
}

function quantizeRows(data: Float32Array, rows: number, columns: number, blockSize: number): BlockMatrix {
  const matrix = emptyMatrix(rows, columns, blockSize);
  const { codes, scales } = matrix;
  const blocks = Math.ceil(columns / blockSize);
  for (let row = 0; row < rows; row++) {
    for (let block = 0; block < blocks; block++) {
      const begin = row * columns + block * blockSize;
      const end = row * columns + Math.min(columns, (block + 1) * blockSize);
      let largest = 0;
      for (let i = begin; i < end; i++) largest = Math.max(largest, Math.abs(data[i] as number));
      scales[row * blocks + block] = largest / LARGEST_CODE;
      const inverse = largest === 0 ? 0 : LARGEST_CODE / largest;
      let to = (row * blocks + block) * blockSize;
      for (let i = begin; i < end; i++) codes[to++] = code(data[i] as number, inverse);
    }
  }
  return matrix;
}

/** The transpose of `data`, quantised along the rows of `data`, without a float copy of it. */
function quantizeColumns(data: Float32Array, rows: number, columns: number, blockSize: number): BlockMatrix {
  const matrix = emptyMatrix(columns, rows, blockSize);
  const { codes, scales } = matrix;
  const blocks = Math.ceil(rows / blockSize);
  const inverse = new Float64Array(columns);
  for (let block = 0; block < blocks; block++) {
    const begin = block * blockSize;
    const end = Math.min(rows, begin + blockSize);
    inverse.fill(0);
    for (let row = begin; row < end; row++) {
      for (let c = 0; c < columns; c++) {
        inverse[c] = Math.max(inverse[c] as number, Math.abs(data[row * columns + c] as number));
      }
    }
    for (let c = 0; c < columns; c++) {
      const largest = inverse[c] as number;
      scales[c * blocks + block] = largest / LARGEST_CODE;
      inverse[c] = largest === 0 ? 0 : LARGEST_CODE / largest;
    }
    for (let left = 0; left < columns; left += TILE) {
      const right = Math.min(columns, left + TILE);
      for (let row = begin; row < end; row++) {
        for (let c = left; c < right; c++) {
          codes[c * blocks * blockSize + row] = code(data[row * columns + c] as number, inverse[c] as number);
        }
      }
    }
  }
  return matrix;
}

function emptyMatrix(rows: number, columns: number, blockSize: number): BlockMatrix {
  const blocks = rows * Math.ceil(columns / blockSize);
  const codes = new Uint8Array(blocks * blockSize);
  if (columns % blockSize !== 0) codes.fill(ZERO_POINT);
  return { rows, columns, blockSize, codes, scales: new Float32Array(blocks) };
}

/** Rounds half up; what is added keeps the number positive, so that cutting it off rounds down. */
function code(value: number, inverse: number): number {
  return (value * inverse + (ZERO_POINT + 0.5)) | 0;
}
