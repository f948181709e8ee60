import { MICROSOFT, type GraphBuilder, type Value } from '@ordena/onnx';

/** RMSNorm over the last axis, without the second output that training wants. */
export function norm(g: GraphBuilder, x: Value, weight: Value, epsilon: number): Value {
  const attributes = { axis: -1, epsilon: { float: epsilon }, stash_type: 1 };
  return g.op('SimplifiedLayerNormalization', [x, weight], { shape: x.shape }, attributes);
}

/** `x + y` and its RMSNorm. */
export function addNorm(
  g: GraphBuilder,
  x: Value,
  y: Value,
  weight: Value,
  epsilon: number,
): [normed: Value, sum: Value] {
  const unused = { shape: [] };
  const outputs = [{ shape: x.shape }, unused, unused, { shape: x.shape }];
  const attributes = { epsilon: { float: epsilon } };
  const values = g.opMany('SkipSimplifiedLayerNormalization', [x, y, weight], outputs, attributes, MICROSOFT);
  const [normed, , , sum] = values as [Value, Value, Value, Value];
  return [normed, sum];
}
