import { MICROSOFT, meanLast, mul, reduceSum, scale, sub } from '@ordena/onnx';
import { inputOf, outputOf, sumInto, type GradientRule } from './rule.js';

/**
 * RMSNorm: y = x r w with r = 1/rms(x), which is the node's second output.
 * With n = x r: dx = r (dy w − n · mean(dy w n)), dw = Σ dy n.
 */
export const rmsNormRule: GradientRule = ({ g, node, grad }) => {
  const x = inputOf(node, 0);
  const weight = inputOf(node, 1);
  const r = outputOf(node, 1);
  const normalised = mul(g, x, r);
  return [
    (sum) => {
      const weighted = mul(g, grad, weight);
      const mean = meanLast(g, mul(g, weighted, normalised));
      return sumInto(g, sum, mul(g, r, sub(g, weighted, mul(g, normalised, mean))));
    },
    (sum) => {
      const leading = x.shape.slice(0, -1).map((_, axis) => axis);
      return sumInto(g, sum, reduceSum(g, mul(g, grad, normalised), leading, false));
    },
  ];
};

/** A rotation's gradient is the rotation back: the same operator with −sin. */
export const rotaryRule: GradientRule = ({ g, node, grad }) => {
  const [positions, cos, sin] = [inputOf(node, 1), inputOf(node, 2), inputOf(node, 3)];
  return [
    (sum) => {
      const inputs = [grad, positions, cos, scale(g, sin, -1)];
      const back = g.op('RotaryEmbedding', inputs, { shape: grad.shape }, node.attributes, MICROSOFT);
      return sumInto(g, sum, back);
    },
    undefined,
    undefined,
    undefined,
  ];
};
