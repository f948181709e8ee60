import { reshapeTo, shapeOf, transpose, type GraphBuilder, type Value } from '@ordena/onnx';
import { inputOf, sumInto, type GradientRule } from './rule.js';

export const reshapeRule: GradientRule = ({ g, node, grad }) => {
  const x = inputOf(node, 0);
  return [(sum) => sumInto(g, sum, reshapeTo(g, grad, shapeOf(g, x), x.shape)), undefined];
};

export const transposeRule: GradientRule = ({ g, node, grad }) => {
  const perm = node.attributes['perm'] as readonly number[];
  const inverse = perm.map((_, axis) => perm.indexOf(axis));
  return [(sum) => sumInto(g, sum, transpose(g, grad, inverse))];
};

export const identityRule: GradientRule = ({ g, grad }) => [(sum) => sumInto(g, sum, grad)];

/**
 * Gather of rows (axis 0) whose indices do NOT repeat: each gradient row goes to its place.
 * Repeated indices would need ScatterND's add, which ONNX Runtime runs racily with two threads; embeddings, whose
 * indices do repeat, are therefore targets at the Gather's output, and their rows are added up outside of the graph.
 */
export const gatherRule: GradientRule = ({ g, node, grad }) => {
  const x = inputOf(node, 0);
  const indices = inputOf(node, 1);
  return [(sum) => sumInto(g, sum, scatterRows(g, x, indices, grad)), undefined];
};

function scatterRows(g: GraphBuilder, like: Value, indices: Value, rows: Value): Value {
  const zeros = g.op('ConstantOfShape', [shapeOf(g, like)], { dtype: 'float32', shape: like.shape });
  const axis = g.constant('int64', [1], [-1]);
  const column = g.op('Unsqueeze', [indices, axis], { shape: [...indices.shape, 1] });
  return g.op('ScatterND', [zeros, column, rows], { shape: like.shape });
}
