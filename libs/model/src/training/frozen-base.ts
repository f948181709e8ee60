import { inputOf, sumInto, type GradientRule } from '@ordena/autodiff';
import { MICROSOFT, add, dim, gemm, type GraphBuilder, type Value } from '@ordena/onnx';
import type { BlockMatrix, TwoWayMatrix } from '../quantize/two-way.js';

/** How the frozen matrices of a base model enter a layer's graph. */
export interface FrozenBase {
  /** `x Wᵀ + residual`, W [rows, columns] being the named projection's. */
  multiply(g: GraphBuilder, x: Value, module: string, shape: readonly [number, number], residual?: Value): Value;
  /** Gradient rules of the operators it uses that plain differentiation lacks. */
  readonly rules: Readonly<Record<string, GradientRule>>;
}

/** Float matrices, fed at each run: one session serves all layers of a shape. */
export const FLOAT_BASE: FrozenBase = {
  multiply: (g, x, module, shape, residual) =>
    gemm(g, x, g.input(`${module}.weight`, 'float32', shape), { transB: true, c: residual }),
  rules: {},
};

/** MatMulNBits computes with int8 activations at this level. */
const INT8_ACTIVATIONS = 4;

/**
 * Int8 matrices as constants of the graph: `MatMulNBits` lays them out for the processor once, which it cannot do with
 * an input. W serves the forward half and its transpose, quantised on its own, the backward half.
 */
export class Int8Base implements FrozenBase {
  readonly rules: Readonly<Record<string, GradientRule>>;
  private readonly moduleOf = new Map<Value, string>();

  /** @param matrices by module, as {@link multiply} is asked for them. */
  constructor(private readonly matrices: ReadonlyMap<string, TwoWayMatrix>) {
    this.rules = {
      MatMulNBits: ({ g, node, grad }) => {
        const module = this.moduleOf.get(inputOf(node, 1)) ?? '';
        return [
          (sum) => sumInto(g, sum, nBits(g, grad, `${module}:transposed`, this.find(module).transposed)),
          undefined,
          undefined,
        ];
      },
    };
  }

  multiply(g: GraphBuilder, x: Value, module: string, _shape: readonly [number, number], residual?: Value): Value {
    const product = nBits(g, x, module, this.find(module).straight, (codes) => this.moduleOf.set(codes, module));
    return residual ? add(g, product, residual) : product;
  }

  private find(module: string): TwoWayMatrix {
    const matrix = this.matrices.get(module);
    if (!matrix) throw new Error(`no int8 matrix for ${module}`);
    return matrix;
  }
}

/** x [M, columns] times the transpose of an int8 matrix [rows, columns]. */
export function nBits(
  g: GraphBuilder,
  x: Value,
  name: string,
  { rows, columns, blockSize, codes, scales }: BlockMatrix,
  seen?: (codes: Value) => void,
): Value {
  const blocks = Math.ceil(columns / blockSize);
  const b = g.initializer(name, 'uint8', [rows, blocks, blockSize], codes);
  const s = g.initializer(`${name}:scales`, 'float32', [rows * blocks], scales);
  seen?.(b);
  const attributes = { K: columns, N: rows, bits: 8, block_size: blockSize, accuracy_level: INT8_ACTIVATIONS };
  return g.op('MatMulNBits', [x, b, s], { dtype: 'float32', shape: [dim(x, 0), rows] }, attributes, MICROSOFT);
}
