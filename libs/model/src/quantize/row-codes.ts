import { ZERO_POINT, type QuantizedMatrix } from './int8.js';
import type { Rotation } from './rotation.js';

/** Matrices one below the other, [N, K], in signed codes with one scale per row; laid out transposed, [K, N]. */
export interface RowCodes {
  readonly rows: number;
  readonly columns: number;
  /** K·N codes of -127 … 127: code `(k, n)` at `k · N + n`. */
  readonly codes: Int8Array;
  /** N scales. */
  readonly scales: Float32Array;
}

const LARGEST_CODE = 127;
/** Rows that are transposed at once, so that what is written to stays in the processor's cache. */
const TILE = 64;

/**
 * Makes row codes of block codes.
 *
 * @param parts matrices of equal K.
 * @param gain K factors for the columns; those of the norm that the matrix stands behind.
 * @param rotation of the input.
 */
export function rowCodes(parts: readonly QuantizedMatrix[], gain: Float32Array, rotation: Rotation): RowCodes {
  const columns = rotation.size;
  const rows = parts.reduce((sum, part) => sum + part.dims[0], 0);
  const codes = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  const row = new Float32Array(columns);
  const tile = new Int8Array(TILE * columns);
  let above = 0;
  for (const part of parts) {
    for (let first = 0; first < part.dims[0]; first += TILE) {
      const count = Math.min(TILE, part.dims[0] - first);
      for (let r = 0; r < count; r++) {
        readRow(part, first + r, gain, row);
        rotation.turn(row, 0);
        scales[above + first + r] = roundRow(row, tile, r);
      }
      for (let k = 0; k < columns; k++) {
        const to = k * rows + above + first;
        for (let r = 0; r < count; r++) codes[to + r] = tile[k * TILE + r] as number;
      }
    }
    above += part.dims[0];
  }
  return { rows, columns, codes, scales };
}

function readRow(matrix: QuantizedMatrix, row: number, gain: Float32Array, into: Float32Array): void {
  const { dims, blockSize, codes, scales } = matrix;
  const start = row * dims[1];
  for (let k = 0; k < dims[1]; k += blockSize) {
    const scale = scales[(start + k) / blockSize] as number;
    for (let i = k; i < k + blockSize; i++) {
      into[i] = ((codes[start + i] as number) - ZERO_POINT) * scale * (gain[i] as number);
    }
  }
}

/** Writes the codes of a row into column `r` of a tile; gives their scale. */
function roundRow(row: Float32Array, tile: Int8Array, r: number): number {
  let largest = 0;
  for (let i = 0; i < row.length; i++) largest = Math.max(largest, Math.abs(row[i] as number));
  const inverse = largest === 0 ? 0 : LARGEST_CODE / largest;
  // Rounds half up: what is added keeps the number positive, so that cutting it off rounds down.
  for (let i = 0; i < row.length; i++) {
    tile[i * TILE + r] = (((row[i] as number) * inverse + (ZERO_POINT + 0.5)) | 0) - ZERO_POINT;
  }
  return largest / LARGEST_CODE;
}
