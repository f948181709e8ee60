/**
 * Typed ONNX graphs: build, write, run.
 *
 * ```ts
 * const g = new GraphBuilder('double');
 * const x = g.input('x', 'float32', ['n']);
 * g.output('y', scale(g, x, 2));
 * const session = await OnnxSession.create(serializeModel(g), 'double');
 * const { y } = await session.run({ x: new Tensor('float32', [1, 2, 3], [3]) });
 * ```
 * @module
 */
export { GraphBuilder, type OutputSpec } from './graph-builder.js';
export { serializeModel } from './serialize.js';
export { EXECUTION_PROVIDERS, type ExecutionProvider } from './providers.js';
export { OnnxSession, Tensor, type SessionOptions, type TensorMap } from './session.js';
export {
  MICROSOFT,
  add,
  dim,
  gather,
  gemm,
  matMul,
  meanLast,
  mul,
  reduceSum,
  reshape,
  reshapeTo,
  rmsNorm,
  rotary,
  scale,
  shapeOf,
  sigmoid,
  softmax,
  sub,
  transpose,
  type GemmOptions,
} from './ops.js';
export {
  DATA_TYPES,
  type Attribute,
  type Attributes,
  type DataType,
  type Dim,
  type Graph,
  type Initializer,
  type Node,
  type Value,
} from './types.js';
export { OnnxError, type OnnxErrorCode } from './errors.js';
