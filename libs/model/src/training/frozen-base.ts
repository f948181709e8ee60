import type { Composite } from '@ordena/autodiff';
import { MICROSOFT, add, dim, gemm, type GraphBuilder, type Value } from '@ordena/onnx';
import type { BlockMatrix, IntMatrix, TwoWayMatrix } from '../quantize/two-way.js';
import { RowProducts } from './row-products.js';

/** How the frozen matrices of a base model enter a layer's graph. */
export interface FrozenBase {
  /** `x Wᵀ + residual`, W [rows, columns] being the named projection's. */
  multiply(g: GraphBuilder, x: Value, module: string, shape: readonly [number, number], residual?: Value): Value;
  /** What it has multiplied so far, as differentiation is to see it. */
  readonly products: ReadonlyMap<Value, Composite>;
}

/** Float matrices, fed at each run: one session serves all layers of a shape. */
export const FLOAT_BASE: FrozenBase = {
  multiply: (g, x, module, shape, residual) =>
    gemm(g, x, g.input(`${module}.weight`, 'float32', shape), { transB: true, c: residual }),
  products: new Map(),
};

/** MatMulNBits computes with int8 activations at this level. */
const INT8_ACTIVATIONS = 4;

/**
 * Int8 matrices as constants of the graph: ONNX Runtime lays them out for the processor once, which it cannot do with
 * an input. W serves the forward half and its transpose, quantised on its own, the backward half.
 */
export class Int8Base implements FrozenBase {
  readonly products = new Map<Value, Composite>();
  private readonly byRows = new RowProducts();

  /** @param matrices by module, as {@link multiply} is asked for them. */
  constructor(private readonly matrices: ReadonlyMap<string, TwoWayMatrix>) {}

  multiply(g: GraphBuilder, x: Value, module: string, _shape: readonly [number, number], residual?: Value): Value {
    const matrix = this.matrices.get(module);
    if (!matrix) throw new Error(`no int8 matrix for ${module}`);
    const product = this.product(g, x, module, matrix.straight);
    this.products.set(product, {
      input: x,
      gradient: (back, grad) => this.product(back, grad, `${module}:transposed`, matrix.transposed),
    });
    return residual ? add(g, product, residual) : product;
  }

  /** x [M, columns] times the transpose of an int8 matrix [rows, columns]. */
  product(g: GraphBuilder, x: Value, name: string, matrix: IntMatrix): Value {
    return 'blockSize' in matrix ? nBits(g, x, name, matrix) : this.byRows.product(g, x, name, matrix);
  }
}

/** x [M, columns] times the transpose of an int8 matrix [rows, columns] in blocks. */
export function nBits(
  g: GraphBuilder,
  x: Value,
  name: string,
  { rows, columns, blockSize, codes, scales }: BlockMatrix,
): Value {
  const blocks = Math.ceil(columns / blockSize);
  const b = g.initializer(name, 'uint8', [rows, blocks, blockSize], codes);
  const s = g.initializer(`${name}:scales`, 'float32', [rows * blocks], scales);
  const attributes = { K: columns, N: rows, bits: 8, block_size: blockSize, accuracy_level: INT8_ACTIVATIONS };
  return g.op('MatMulNBits', [x, b, s], { dtype: 'float32', shape: [dim(x, 0), rows] }, attributes, MICROSOFT);
}
