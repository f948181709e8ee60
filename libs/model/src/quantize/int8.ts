import { ModelError } from '../errors.js';
import { float32ToHalf, halfToFloat32 } from '../weights/half.js';
import type { WeightTensor } from '../weights/types.js';

/** The code of zero: `MatMulNBits` reads 8-bit codes as unsigned with this zero point unless told otherwise. */
export const ZERO_POINT = 128;
/** Codes are symmetric: -127 … 127 around the zero point. */
const LARGEST_CODE = 127;
export const DEFAULT_BLOCK_SIZE = 32;

/**
 * A matrix [N, K] in 8-bit codes with one scale per block of `blockSize` neighbours in a row:
 * `value = (code − 128) · scale`. Laid out as ONNX Runtime's `MatMulNBits` takes it.
 */
export interface QuantizedMatrix {
  readonly dims: readonly [rows: number, columns: number];
  readonly blockSize: number;
  /** N·K codes, row-major. */
  readonly codes: Uint8Array;
  /** N·K/blockSize scales, row-major. */
  readonly scales: Float32Array;
}

/**
 * Quantises a matrix by rounding to the nearest code; the largest magnitude of a block gets code ±127. Scales are
 * rounded to half precision first, so that a file can hold them in 2 bytes without a further loss.
 *
 * @param name named in errors.
 * @throws ModelError UNSUPPORTED when rows are no multiple of `blockSize`.
 */
export function quantizeMatrix(name: string, tensor: WeightTensor, blockSize: number): QuantizedMatrix {
  const [rows = 0, columns = 0] = tensor.dims;
  if (tensor.dims.length !== 2 || columns % blockSize !== 0) {
    const message = `[${tensor.dims.join()}] cannot be cut into blocks of ${blockSize}`;
    throw new ModelError('UNSUPPORTED', { file: 'int8 quantisation', key: name }, message);
  }
  const { data } = tensor;
  const raw = new Float32Array(data.length / blockSize);
  for (let block = 0; block < raw.length; block++) {
    let largest = 0;
    const end = (block + 1) * blockSize;
    for (let i = block * blockSize; i < end; i++) largest = Math.max(largest, Math.abs(data[i] as number));
    raw[block] = largest / LARGEST_CODE;
  }
  const scales = halfToFloat32(float32ToHalf(raw));
  const codes = new Uint8Array(data.length);
  for (let block = 0; block < scales.length; block++) {
    const scale = scales[block] as number;
    const end = (block + 1) * blockSize;
    for (let i = block * blockSize; i < end; i++) {
      const code = scale === 0 ? 0 : Math.round((data[i] as number) / scale);
      codes[i] = Math.max(-LARGEST_CODE, Math.min(LARGEST_CODE, code)) + ZERO_POINT;
    }
  }
  return { dims: [rows, columns], blockSize, codes, scales };
}

/** The float values that the codes stand for. */
export function dequantizeMatrix(matrix: QuantizedMatrix): WeightTensor {
  const { codes, scales, blockSize } = matrix;
  const data = new Float32Array(codes.length);
  for (let block = 0; block < scales.length; block++) {
    const scale = scales[block] as number;
    const end = (block + 1) * blockSize;
    for (let i = block * blockSize; i < end; i++) data[i] = ((codes[i] as number) - ZERO_POINT) * scale;
  }
  return { dims: matrix.dims, data };
}
