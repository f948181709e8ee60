import { MICROSOFT, dim, gather, type GraphBuilder, type Value } from '@ordena/onnx';
import { ZERO_POINT, dequantizeMatrix, type QuantizedMatrix } from '../quantize/int8.js';
import type { QuantizedModel } from '../quantize/quantized-model.js';
import { concatFloats, findTensor, splitProduct } from './tensor-parts.js';
import type { WeightSource } from './linear.js';

/** MatMulNBits computes with int8 activations at this level, and with float32 ones at 0. */
export const INT8_ACTIVATIONS = 4;
/** From this size on the embedding is looked up in its codes; below, a float table is faster and costs little. */
const LARGE_TABLE = 16 << 20;

/** Int8 weights in blocks with a scale each, multiplied with activations in such blocks. */
export class BlockSource implements WeightSource {
  constructor(private readonly model: QuantizedModel) {}

  linear(g: GraphBuilder, x: Value, names: readonly string[]): Value {
    const parts = names.map((name) => findTensor(this.model.matrices, name));
    const blockSize = parts[0]?.blockSize ?? 0;
    const columns = parts[0]?.dims[1] ?? 0;
    const rows = parts.reduce((sum, part) => sum + part.dims[0], 0);
    const label = names.join('+');
    const codes = parts.length === 1 && parts[0] ? parts[0].codes : Buffer.concat(parts.map((part) => part.codes));
    const scales = concatFloats(parts.map((part) => part.scales));
    const blocks = columns / blockSize;
    const b = g.initializer(label, 'uint8', [rows, blocks, blockSize], codes);
    const s = g.initializer(`${label}:scales`, 'float32', [rows * blocks], scales);
    const attributes = { K: columns, N: rows, bits: 8, block_size: blockSize, accuracy_level: INT8_ACTIVATIONS };
    return g.op('MatMulNBits', [x, b, s], { dtype: 'float32', shape: [dim(x, 0), rows] }, attributes, MICROSOFT);
  }

  linearsOfNormed(g: GraphBuilder, x: Value, _norm: string, groups: readonly (readonly string[])[]): Value[] {
    return splitProduct(g, this.linear(g, x, groups.flat()), groups, this.model.matrices);
  }

  embed(g: GraphBuilder, ids: Value, name: string): Value {
    return lookUp(g, ids, name, findTensor(this.model.matrices, name));
  }

  normGain(name: string): Float32Array {
    return this.vector(name);
  }

  vector(name: string): Float32Array {
    return findTensor(this.model.vectors, name).data;
  }
}

/** Rows of a quantised matrix at `ids`. */
export function lookUp(g: GraphBuilder, ids: Value, name: string, matrix: QuantizedMatrix): Value {
  const { dims, blockSize, codes, scales } = matrix;
  if (codes.length < LARGE_TABLE) {
    return gather(g, g.initializer(`${name}:table`, 'float32', dims, dequantizeMatrix(matrix).data), ids);
  }
  const blocks = [dims[0], dims[1] / blockSize];
  const table = g.initializer(`${name}:table`, 'uint8', dims, codes);
  const s = g.initializer(`${name}:table-scales`, 'float32', blocks, scales);
  const zeros = g.initializer(`${name}:table-zeros`, 'uint8', blocks, new Uint8Array(scales.length).fill(ZERO_POINT));
  const attributes = { gather_axis: 0, quantize_axis: 1, block_size: blockSize, bits: 8 };
  const output = { dtype: 'float32', shape: [dim(ids, 0), dims[1]] } as const;
  return g.op('GatherBlockQuantized', [table, ids, s, zeros], output, attributes, MICROSOFT);
}
