/**
 * The number formats of GGUF that are read, as ggml lays them out (https://github.com/ggml-org/ggml, `ggml-common.h`):
 * matrices row by row, rows in blocks of neighbours that share a scale. Scales are IEEE halves, low nibbles come first.
 */
import { bfloat16ToFloat32, halfToFloat32 } from '../weights/half.js';

/** How values of one type are stored. */
export interface BlockFormat {
  readonly name: string;
  /** Values per block. */
  readonly values: number;
  /** Bytes per block. */
  readonly bytes: number;
  /** Writes the values of whole blocks into `out`. */
  decode(bytes: Uint8Array, out: Float32Array): void;
}

const BLOCK = 32;
const HALF_BLOCK = BLOCK / 2;

/** The types that are read, by their number in the file. */
export const BLOCK_FORMATS: ReadonlyMap<number, BlockFormat> = new Map([
  [0, { name: 'F32', values: 1, bytes: 4, decode: decodeF32 }],
  [1, { name: 'F16', values: 1, bytes: 2, decode: decodeF16 }],
  [2, { name: 'Q4_0', values: BLOCK, bytes: 2 + HALF_BLOCK, decode: decodeQ40 }],
  [3, { name: 'Q4_1', values: BLOCK, bytes: 4 + HALF_BLOCK, decode: decodeQ41 }],
  [8, { name: 'Q8_0', values: BLOCK, bytes: 2 + BLOCK, decode: decodeQ80 }],
  [30, { name: 'BF16', values: 1, bytes: 2, decode: decodeBF16 }],
]);

/** Names of ggml's other types, for messages. */
const OTHER_TYPES: ReadonlyMap<number, string> = new Map([
  [6, 'Q5_0'],
  [7, 'Q5_1'],
  [9, 'Q8_1'],
  [10, 'Q2_K'],
  [11, 'Q3_K'],
  [12, 'Q4_K'],
  [13, 'Q5_K'],
  [14, 'Q6_K'],
  [15, 'Q8_K'],
  [16, 'IQ2_XXS'],
  [17, 'IQ2_XS'],
  [18, 'IQ3_XXS'],
  [19, 'IQ1_S'],
  [20, 'IQ4_NL'],
  [21, 'IQ3_S'],
  [22, 'IQ2_S'],
  [23, 'IQ4_XS'],
  [24, 'I8'],
  [25, 'I16'],
  [26, 'I32'],
  [27, 'I64'],
  [28, 'F64'],
  [29, 'IQ1_M'],
  [34, 'TQ1_0'],
  [35, 'TQ2_0'],
  [39, 'MXFP4'],
]);

/** A type's name, whether it is read or not. */
export function typeName(type: number): string {
  return BLOCK_FORMATS.get(type)?.name ?? OTHER_TYPES.get(type) ?? `number ${type}`;
}

function decodeF32(bytes: Uint8Array, out: Float32Array): void {
  out.set(new Float32Array(aligned(bytes)));
}

function decodeF16(bytes: Uint8Array, out: Float32Array): void {
  out.set(halfToFloat32(new Uint16Array(aligned(bytes))));
}

function decodeBF16(bytes: Uint8Array, out: Float32Array): void {
  out.set(bfloat16ToFloat32(new Uint16Array(aligned(bytes))));
}

/** `d·q`, q a signed byte. */
function decodeQ80(bytes: Uint8Array, out: Float32Array): void {
  const scales = blockHalves(bytes, 2 + BLOCK, 0);
  const codes = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  scales.forEach((d, block) => {
    const from = block * (2 + BLOCK) + 2;
    for (let i = 0; i < BLOCK; i++) out[block * BLOCK + i] = d * (codes[from + i] ?? 0);
  });
}

/** `d·(q − 8)`, q a nibble: the low ones are the block's first half. */
function decodeQ40(bytes: Uint8Array, out: Float32Array): void {
  const scales = blockHalves(bytes, 2 + HALF_BLOCK, 0);
  scales.forEach((d, block) => {
    const from = block * (2 + HALF_BLOCK) + 2;
    const to = block * BLOCK;
    for (let i = 0; i < HALF_BLOCK; i++) {
      const pair = bytes[from + i] ?? 0;
      out[to + i] = d * ((pair & 15) - 8);
      out[to + HALF_BLOCK + i] = d * ((pair >> 4) - 8);
    }
  });
}

/** `d·q + m`, q a nibble. */
function decodeQ41(bytes: Uint8Array, out: Float32Array): void {
  const scales = blockHalves(bytes, 4 + HALF_BLOCK, 0);
  const minima = blockHalves(bytes, 4 + HALF_BLOCK, 2);
  scales.forEach((d, block) => {
    const m = minima[block] ?? 0;
    const from = block * (4 + HALF_BLOCK) + 4;
    const to = block * BLOCK;
    for (let i = 0; i < HALF_BLOCK; i++) {
      const pair = bytes[from + i] ?? 0;
      out[to + i] = d * (pair & 15) + m;
      out[to + HALF_BLOCK + i] = d * (pair >> 4) + m;
    }
  });
}

/** The half at `offset` of every block. */
function blockHalves(bytes: Uint8Array, blockBytes: number, offset: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = bytes.byteLength / blockBytes;
  return halfToFloat32(
    Uint16Array.from({ length: blocks }, (_, block) => view.getUint16(block * blockBytes + offset, true)),
  );
}

/** The bytes in a buffer of their own, which typed arrays of any element may view. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer;
}
