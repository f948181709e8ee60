import { addRule, mulRule, quickGeluRule, sigmoidRule, softmaxRule, subRule } from './elementwise-rules.js';
import { fusedMatMulRule, gemmRule, matMulRule } from './matrix-rules.js';
import { rmsNormRule, rotaryRule } from './norm-rules.js';
import type { GradientRule } from './rule.js';
import { gatherRule, identityRule, reshapeRule, transposeRule } from './shape-rules.js';

/** The gradient rule of every operator that a forward pass may use. */
export const GRADIENT_RULES: Readonly<Record<string, GradientRule>> = {
  Add: addRule,
  FusedMatMul: fusedMatMulRule,
  Gather: gatherRule,
  Gemm: gemmRule,
  Identity: identityRule,
  MatMul: matMulRule,
  Mul: mulRule,
  QuickGelu: quickGeluRule,
  Reshape: reshapeRule,
  RotaryEmbedding: rotaryRule,
  Sigmoid: sigmoidRule,
  SimplifiedLayerNormalization: rmsNormRule,
  Softmax: softmaxRule,
  Sub: subRule,
  Transpose: transposeRule,
};
