import { MICROSOFT, gemm, type GraphBuilder, type Value } from '@ordena/onnx';
import { AutodiffError } from './errors.js';
import { floatAttribute, inputOf, intAttribute, sumInto, type GradientRule } from './rule.js';

/** y = α op(A) op(B) + C. The running sums go into the C of the gradient's own Gemm. */
export const gemmRule: GradientRule = ({ g, node, grad }) => {
  const a = inputOf(node, 0);
  const b = inputOf(node, 1);
  const alpha = floatAttribute(node, 'alpha', 1);
  const transB = intAttribute(node, 'transB', 0) === 1;
  if (intAttribute(node, 'transA', 0) === 1) {
    throw new AutodiffError('NOT_DIFFERENTIABLE', 'Gemm', 'transA is not used in forward passes');
  }
  return [
    (c) => gemm(g, grad, b, { transB: !transB, alpha, c }),
    (c) =>
      transB ? gemm(g, grad, a, { transA: true, alpha, c }) : gemm(g, a, grad, { transA: true, alpha, c }),
    (sum) => sumInto(g, sum, grad),
  ];
};

/** Batched α A B, or α A Bᵀ with transB: ONNX Runtime's FusedMatMul, which transposes without a copy. */
export function fusedMatMul(
  g: GraphBuilder,
  a: Value,
  b: Value,
  options: { transA?: boolean; transB?: boolean; alpha?: number } = {},
): Value {
  const { transA = false, transB = false, alpha = 1 } = options;
  const rank = a.shape.length;
  const rows = a.shape[rank - (transA ? 1 : 2)] ?? 1;
  const columns = b.shape[rank - (transB ? 2 : 1)] ?? 1;
  return g.op(
    'FusedMatMul',
    [a, b],
    { shape: [...a.shape.slice(0, -2), rows, columns] },
    { transA: Number(transA), transB: Number(transB), alpha: { float: alpha } },
    MICROSOFT,
  );
}

export const fusedMatMulRule: GradientRule = ({ g, node, grad }) => {
  const a = inputOf(node, 0);
  const b = inputOf(node, 1);
  const alpha = floatAttribute(node, 'alpha', 1);
  const transB = intAttribute(node, 'transB', 0) === 1;
  if (intAttribute(node, 'transA', 0) === 1) {
    throw new AutodiffError('NOT_DIFFERENTIABLE', 'FusedMatMul', 'transA is not used in forward passes');
  }
  return [
    (sum) => sumInto(g, sum, fusedMatMul(g, grad, b, { transB: !transB, alpha })),
    (sum) =>
      sumInto(
        g,
        sum,
        transB
          ? fusedMatMul(g, grad, a, { transA: true, alpha })
          : fusedMatMul(g, a, grad, { transA: true, alpha }),
      ),
  ];
};

/** MatMul is FusedMatMul without its options. */
export const matMulRule: GradientRule = fusedMatMulRule;
