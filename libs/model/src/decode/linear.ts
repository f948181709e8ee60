import { gather, gemm, type GraphBuilder, type Value } from '@ordena/onnx';
import type { AnyModel } from '../quantize/quantized-folder.js';
import type { WeightTensor } from '../weights/types.js';
import { BlockSource } from './block-source.js';
import { concatFloats, findTensor, splitProduct } from './tensor-parts.js';
import { RowSource } from './row-source.js';

/**
 * How the weights of a model enter a decode graph. The graph is the same for every number format; only these three
 * operations differ.
 */
export interface WeightSource {
  /** `x Wᵀ`, with the rows of the named matrices one below the other: x [T, K] gives [T, N₁+N₂+…]. */
  linear(g: GraphBuilder, x: Value, names: readonly string[]): Value;
  /** A product for each group of names, of an `x` that the norm of this name has made. */
  linearsOfNormed(g: GraphBuilder, x: Value, norm: string, groups: readonly (readonly string[])[]): Value[];
  /** Rows of the named matrix at `ids` [T]: gives [T, K]. */
  embed(g: GraphBuilder, ids: Value, name: string): Value;
  /** The gain that a norm of the residual stream is left to apply itself. */
  normGain(name: string): Float32Array;
  /** The values of the named vector. */
  vector(name: string): Float32Array;
}

/**
 * How products of int8 weights are made: with a scale per block of 32 weights, or with one per row (see `RowSource`), two
 * and a half times as fast and less exact.
 */
export type Int8Scales = 'blocks' | 'rows';

/** Weight source of a float or int8 model. @param scales default: blocks, as the weights are stored. */
export function weightSource(any: AnyModel, scales?: Int8Scales): WeightSource {
  if (any.kind === 'float') return new FloatSource(any.model.weights);
  return scales === 'rows' ? new RowSource(any.model) : new BlockSource(any.model);
}

class FloatSource implements WeightSource {
  constructor(private readonly weights: ReadonlyMap<string, WeightTensor>) {}

  linear(g: GraphBuilder, x: Value, names: readonly string[]): Value {
    const parts = names.map((name) => findTensor(this.weights, name));
    const columns = parts[0]?.dims[1] ?? 0;
    const data = parts.length === 1 && parts[0] ? parts[0].data : concatFloats(parts.map((part) => part.data));
    return gemm(g, x, g.initializer(names.join('+'), 'float32', [data.length / columns, columns], data), { transB: true });
  }

  linearsOfNormed(g: GraphBuilder, x: Value, _norm: string, groups: readonly (readonly string[])[]): Value[] {
    return splitProduct(g, this.linear(g, x, groups.flat()), groups, this.weights);
  }

  normGain(name: string): Float32Array {
    return this.vector(name);
  }

  embed(g: GraphBuilder, ids: Value, name: string): Value {
    const { dims, data } = findTensor(this.weights, name);
    return gather(g, g.initializer(`${name}:table`, 'float32', dims, data), ids);
  }

  vector(name: string): Float32Array {
    return findTensor(this.weights, name).data;
  }
}
