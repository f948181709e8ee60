import {
  MICROSOFT,
  add,
  mul,
  reduceSum,
  scale,
  sigmoid,
  sub,
  type GraphBuilder,
  type Value,
} from '@ordena/onnx';
import { floatAttribute, inputOf, outputOf, sumInto, type GradientRule } from './rule.js';
import { unbroadcast } from './unbroadcast.js';

export const addRule: GradientRule = ({ g, node, grad }) => [
  (sum) => sumInto(g, sum, unbroadcast(g, grad, inputOf(node, 0))),
  (sum) => sumInto(g, sum, unbroadcast(g, grad, inputOf(node, 1))),
];

export const subRule: GradientRule = ({ g, node, grad }) => [
  (sum) => sumInto(g, sum, unbroadcast(g, grad, inputOf(node, 0))),
  (sum) => sumInto(g, sum, unbroadcast(g, scale(g, grad, -1), inputOf(node, 1))),
];

export const mulRule: GradientRule = ({ g, node, grad }) => {
  const a = inputOf(node, 0);
  const b = inputOf(node, 1);
  return [
    (sum) => sumInto(g, sum, unbroadcast(g, mul(g, grad, b), a)),
    (sum) => sumInto(g, sum, unbroadcast(g, mul(g, grad, a), b)),
  ];
};

/** d sigmoid = y (1 − y). */
export const sigmoidRule: GradientRule = ({ g, node, grad }) => {
  const y = outputOf(node, 0);
  return [(sum) => sumInto(g, sum, mul(g, grad, mul(g, y, oneMinus(g, y))))];
};

/** SiLU, x·sigmoid(x), in one pass: ONNX Runtime's QuickGelu with alpha 1. */
export function silu(g: GraphBuilder, x: Value): Value {
  return g.op('QuickGelu', [x], { shape: x.shape }, { alpha: { float: 1 } }, MICROSOFT);
}

/** y = x s with s = sigmoid(αx): dy/dx = s + α y (1 − s). */
export const quickGeluRule: GradientRule = ({ g, node, grad }) => {
  const x = inputOf(node, 0);
  const y = outputOf(node, 0);
  const alpha = floatAttribute(node, 'alpha', 1.702);
  const scaled = (v: Value): Value => (alpha === 1 ? v : scale(g, v, alpha));
  const s = sigmoid(g, scaled(x));
  const slope = add(g, s, scaled(mul(g, y, oneMinus(g, s))));
  return [(sum) => sumInto(g, sum, mul(g, grad, slope))];
};

/** y = softmax(x): dx = y (dy − Σ dy·y), over the last axis. */
export const softmaxRule: GradientRule = ({ g, node, grad }) => {
  const y = outputOf(node, 0);
  const dot = reduceSum(g, mul(g, grad, y), [y.shape.length - 1], true);
  return [(sum) => sumInto(g, sum, mul(g, y, sub(g, grad, dot)))];
};

function oneMinus(g: GraphBuilder, x: Value): Value {
  return sub(g, g.constant('float32', [], [1]), x);
}
