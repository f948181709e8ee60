/**
 * Reverse-mode differentiation of ONNX graphs by plain ONNX operators.
 *
 * ```ts
 * const y = gemm(g, x, w, { transB: true });
 * const gradients = backward(g, new Map([[y, dy]]), [w]);
 * ```
 * @module
 */
export { backward, type Composite } from './backward.js';
export { crossEntropyHead, lossFromLogits, type CrossEntropy, type LossFromLogits } from './cross-entropy.js';
export { GRADIENT_RULES } from './rules.js';
export { cutTape, type CutTape } from './cut-tape.js';
export { RECOMPUTE_POLICIES, type RecomputePolicy } from './recompute.js';
export { AutodiffError, type AutodiffErrorCode } from './errors.js';

// For forward passes that our other libraries build: operators with a rule that plain ONNX lacks.
export { fusedMatMul } from './matrix-rules.js';
export { silu } from './elementwise-rules.js';
