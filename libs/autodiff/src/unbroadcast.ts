import { reduceSum, reshapeTo, shapeOf, type GraphBuilder, type Value } from '@ordena/onnx';

/** Sums `grad` over the axes along which `target` was broadcast, so that it has the target's shape again. */
export function unbroadcast(g: GraphBuilder, grad: Value, target: Value): Value {
  const lead = grad.shape.length - target.shape.length;
  const axes = grad.shape.flatMap((d, axis) => {
    const own = target.shape[axis - lead];
    return axis < lead || (own === 1 && d !== 1) ? [axis] : [];
  });
  if (axes.length === 0) return grad;
  const summed = reduceSum(g, grad, axes, true);
  return lead === 0 ? summed : reshapeTo(g, summed, shapeOf(g, target), target.shape);
}
