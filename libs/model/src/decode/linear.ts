import { MICROSOFT, dim, gather, gemm, type GraphBuilder, type Value } from '@ordena/onnx';
import { ModelError } from '../errors.js';
import { dequantizeMatrix, type QuantizedMatrix } from '../quantize/int8.js';
import { ZERO_POINT } from '../quantize/int8.js';
import type { AnyModel } from '../quantize/quantized-folder.js';
import type { WeightTensor } from '../weights/types.js';

/**
 * How the weights of a model enter a decode graph. The graph is the same for every number format; only these three
 * operations differ.
 */
export interface WeightSource {
  /** `x Wᵀ`, with the rows of the named matrices one below the other: x [T, K] gives [T, N₁+N₂+…]. */
  linear(g: GraphBuilder, x: Value, names: readonly string[]): Value;
  /** Rows of the named matrix at `ids` [T]: gives [T, K]. */
  embed(g: GraphBuilder, ids: Value, name: string): Value;
  /** The values of the named vector. */
  vector(name: string): Float32Array;
}

/** MatMulNBits computes with int8 activations at this level, and with float32 ones at 0. */
const INT8_ACTIVATIONS = 4;
/** From this size on the embedding is looked up in its codes; below, a float table is faster and costs little. */
const LARGE_TABLE = 16 << 20;

/** Weight source of a float or int8 model. */
export function weightSource(any: AnyModel): WeightSource {
  return any.kind === 'float' ? new FloatSource(any.model.weights) : new Int8Source(any.model.matrices, any.model.vectors);
}

class FloatSource implements WeightSource {
  constructor(private readonly weights: ReadonlyMap<string, WeightTensor>) {}

  linear(g: GraphBuilder, x: Value, names: readonly string[]): Value {
    const parts = names.map((name) => find(this.weights, name));
    const columns = parts[0]?.dims[1] ?? 0;
    const data = parts.length === 1 && parts[0] ? parts[0].data : concatFloats(parts.map((part) => part.data));
    return gemm(g, x, g.initializer(names.join('+'), 'float32', [data.length / columns, columns], data), { transB: true });
  }

  embed(g: GraphBuilder, ids: Value, name: string): Value {
    const { dims, data } = find(this.weights, name);
    return gather(g, g.initializer(`${name}:table`, 'float32', dims, data), ids);
  }

  vector(name: string): Float32Array {
    return find(this.weights, name).data;
  }
}

class Int8Source implements WeightSource {
  constructor(
    private readonly matrices: ReadonlyMap<string, QuantizedMatrix>,
    private readonly vectors: ReadonlyMap<string, WeightTensor>,
  ) {}

  linear(g: GraphBuilder, x: Value, names: readonly string[]): Value {
    const parts = names.map((name) => find(this.matrices, name));
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

  embed(g: GraphBuilder, ids: Value, name: string): Value {
    const matrix = find(this.matrices, name);
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

  vector(name: string): Float32Array {
    return find(this.vectors, name).data;
  }
}

function find<T>(tensors: ReadonlyMap<string, T>, name: string): T {
  const tensor = tensors.get(name);
  if (!tensor) throw new ModelError('INVALID_WEIGHTS', { file: 'decode graph', key: name }, 'this tensor is missing');
  return tensor;
}

function concatFloats(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
