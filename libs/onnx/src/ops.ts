import { OnnxError } from './errors.js';
import type { GraphBuilder } from './graph-builder.js';
import type { Dim, Value } from './types.js';

/** ONNX Runtime's own operators live in this domain. */
export const MICROSOFT = 'com.microsoft';

/** Options of {@link gemm}: `alpha` scales the product, `c` is added to it. */
export interface GemmOptions {
  readonly transA?: boolean;
  readonly transB?: boolean;
  readonly alpha?: number;
  readonly c?: Value | undefined;
}

/** `alpha · A B + C` on matrices; A is [M,K] ([K,M] with transA), B is [K,N] ([N,K] with transB). */
export function gemm(g: GraphBuilder, a: Value, b: Value, options: GemmOptions = {}): Value {
  const { transA = false, transB = false, alpha = 1, c } = options;
  const rows = dim(a, transA ? 1 : 0);
  const columns = dim(b, transB ? 0 : 1);
  const inputs = c ? [a, b, c] : [a, b];
  const attributes = { transA: Number(transA), transB: Number(transB), alpha: { float: alpha } };
  return g.op('Gemm', inputs, { shape: [rows, columns] }, attributes);
}

/** Batched `A B`: all dimensions but the last two are equal. */
export function matMul(g: GraphBuilder, a: Value, b: Value): Value {
  return g.op('MatMul', [a, b], { shape: [...a.shape.slice(0, -1), dim(b, b.shape.length - 1)] });
}

export function add(g: GraphBuilder, a: Value, b: Value): Value {
  return g.op('Add', [a, b], { shape: wider(a, b) });
}

export function sub(g: GraphBuilder, a: Value, b: Value): Value {
  return g.op('Sub', [a, b], { shape: wider(a, b) });
}

export function mul(g: GraphBuilder, a: Value, b: Value): Value {
  return g.op('Mul', [a, b], { shape: wider(a, b) });
}

/** `x · factor` by a constant. */
export function scale(g: GraphBuilder, x: Value, factor: number): Value {
  return mul(g, x, g.constant('float32', [], [factor]));
}

export function sigmoid(g: GraphBuilder, x: Value): Value {
  return g.op('Sigmoid', [x], { shape: x.shape });
}

/** Softmax over the last axis. */
export function softmax(g: GraphBuilder, x: Value): Value {
  return g.op('Softmax', [x], { shape: x.shape }, { axis: -1 });
}

export function transpose(g: GraphBuilder, x: Value, perm: readonly number[]): Value {
  return g.op('Transpose', [x], { shape: perm.map((axis) => dim(x, axis)) }, { perm });
}

/** Sum over `axes`, which stay as dimensions of size 1 when `keepDims`. */
export function reduceSum(g: GraphBuilder, x: Value, axes: readonly number[], keepDims: boolean): Value {
  return reduce(g, 'ReduceSum', x, axes, keepDims);
}

/** Mean over the last axis, which stays as a dimension of size 1. */
export function meanLast(g: GraphBuilder, x: Value): Value {
  return reduce(g, 'ReduceMean', x, [x.shape.length - 1], true);
}

function reduce(g: GraphBuilder, op: string, x: Value, axes: readonly number[], keepDims: boolean): Value {
  const shape = x.shape.flatMap((d, i): Dim[] => (axes.includes(i) ? (keepDims ? [1] : []) : [d]));
  const axesValue = g.constant('int64', [axes.length], axes);
  return g.op(op, [x, axesValue], { shape }, { keepdims: Number(keepDims) });
}

/** Rows of `table` [R, …] at `indices` (any shape). */
export function gather(g: GraphBuilder, table: Value, indices: Value): Value {
  return g.op(
    'Gather',
    [table, indices],
    { shape: [...indices.shape, ...table.shape.slice(1)] },
    { axis: 0 },
  );
}

/** The shape of `x` as a tensor of int64. */
export function shapeOf(g: GraphBuilder, x: Value): Value {
  return g.op('Shape', [x], { dtype: 'int64', shape: [x.shape.length] });
}

/** Reshapes to a shape given as a tensor; `shape` says what it stands for. */
export function reshapeTo(g: GraphBuilder, x: Value, shapeValue: Value, shape: readonly Dim[]): Value {
  return g.op('Reshape', [x, shapeValue], { shape });
}

/** Reshapes to `shape`, in which at most one dimension may be named: it is inferred. */
export function reshape(g: GraphBuilder, x: Value, shape: readonly Dim[]): Value {
  const named = shape.filter((d) => typeof d === 'string');
  if (named.length > 1)
    throw new OnnxError('INVALID_GRAPH', 'Reshape', `cannot infer ${named.join(' and ')}`);
  const target = shape.map((d) => (typeof d === 'string' ? -1 : d));
  return reshapeTo(g, x, g.constant('int64', [shape.length], target), shape);
}

/** RMSNorm over the last axis (https://arxiv.org/abs/1910.07467). Gives y and 1/rms, the latter with last axis 1. */
export function rmsNorm(
  g: GraphBuilder,
  x: Value,
  weight: Value,
  epsilon: number,
): [y: Value, inverse: Value] {
  const [y, inverse] = g.opMany(
    'SimplifiedLayerNormalization',
    [x, weight],
    [{ shape: x.shape }, { shape: [...x.shape.slice(0, -1), 1] }],
    { axis: -1, epsilon: { float: epsilon }, stash_type: 1 },
  );
  if (!y || !inverse)
    throw new OnnxError('INVALID_GRAPH', 'SimplifiedLayerNormalization', 'two outputs expected');
  return [y, inverse];
}

/** Rotary position embedding (https://arxiv.org/abs/2104.09864), halves rotated, on [B, S, heads·headDim]. */
export function rotary(g: GraphBuilder, x: Value, positions: Value, cos: Value, sin: Value): Value {
  return g.op('RotaryEmbedding', [x, positions, cos, sin], { shape: x.shape }, {}, MICROSOFT);
}

/** One dimension of a value; a missing one is a mistake of the caller. */
export function dim(x: Value, axis: number): Dim {
  const d = x.shape[axis];
  if (d === undefined) throw new OnnxError('INVALID_GRAPH', x.name, `has no axis ${axis}`);
  return d;
}

function wider(a: Value, b: Value): readonly Dim[] {
  if (a.shape.length !== b.shape.length) return a.shape.length > b.shape.length ? a.shape : b.shape;
  return a.shape.map((d, i) => (d === 1 ? dim(b, i) : d));
}
