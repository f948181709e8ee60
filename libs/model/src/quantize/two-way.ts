import { ZERO_POINT } from './int8.js';

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
  readonly straight: BlockMatrix;
  readonly transposed: BlockMatrix;
}

const LARGEST_CODE = 127;
/** Columns that are transposed at once, so that the rows written to stay in the processor's cache. */
const TILE = 64;

/** @param data [rows, columns], row-major. */
export function quantizeTwoWays(
  data: Float32Array,
  rows: number,
  columns: number,
  blockSize: number,
): TwoWayMatrix {
  return {
    straight: quantizeRows(data, rows, columns, blockSize),
    transposed: quantizeColumns(data, rows, columns, blockSize),
  };
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
