import { OnnxError } from './errors.js';
import type { Attributes, DataType, Dim, Graph, Initializer, Node, Value } from './types.js';

/** What a node gives: the type and shape of one of its outputs. */
export interface OutputSpec {
  readonly dtype?: DataType;
  readonly shape: readonly Dim[];
}

const VIEWS = {
  float32: (data: ArrayLike<number>) => Float32Array.from(data),
  uint8: (data: ArrayLike<number>) => Uint8Array.from(data),
  int8: (data: ArrayLike<number>) => Int8Array.from(data),
  int32: (data: ArrayLike<number>) => Int32Array.from(data),
  int64: (data: ArrayLike<number>) => BigInt64Array.from(Array.from(data, BigInt)),
  bool: (data: ArrayLike<number>) => Uint8Array.from(data),
  float16: (data: ArrayLike<number>) => Uint16Array.from(data),
} as const;

/**
 * Collects the nodes of an ONNX graph in the order in which they are made, which is a legal order to run them in.
 * It checks what can be checked at once (values belong to this graph, names are new); shapes are stated by the caller
 * or by the helpers of `ops.ts`.
 */
export class GraphBuilder implements Graph {
  readonly nodes: Node[] = [];
  readonly inputs: Value[] = [];
  readonly outputs: Value[] = [];
  readonly initializers: Initializer[] = [];
  private readonly known = new Map<string, Value>();
  private readonly constants = new Map<string, Value>();
  private counter = 0;

  constructor(readonly name: string) {}

  /** An input that is fed at each run. */
  input(name: string, dtype: DataType, shape: readonly Dim[]): Value {
    const value = this.declare(name, dtype, shape);
    this.inputs.push(value);
    return value;
  }

  /** A constant tensor that the model file holds. `data` is viewed, not copied. */
  initializer(name: string, dtype: DataType, shape: readonly number[], data: ArrayBufferView): Value {
    const value = this.declare(name, dtype, shape);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.initializers.push({ value, data: bytes });
    return value;
  }

  /** A small constant given as numbers; equal constants are stored once. */
  constant(dtype: DataType, shape: readonly number[], data: readonly number[]): Value {
    const key = `${dtype}[${shape.join()}]${data.join()}`;
    const seen = this.constants.get(key);
    if (seen) return seen;
    const value = this.initializer(this.fresh('const'), dtype, shape, VIEWS[dtype](data));
    this.constants.set(key, value);
    return value;
  }

  /** Adds a node with one output. */
  op(
    opType: string,
    inputs: readonly (Value | undefined)[],
    output: OutputSpec,
    attributes: Attributes = {},
    domain = '',
  ): Value {
    const [value] = this.opMany(opType, inputs, [output], attributes, domain);
    if (!value) throw new OnnxError('INVALID_GRAPH', opType, 'a node must have an output');
    return value;
  }

  /** Adds a node with several outputs. The type of an output defaults to that of the first input. */
  opMany(
    opType: string,
    inputs: readonly (Value | undefined)[],
    outputs: readonly OutputSpec[],
    attributes: Attributes = {},
    domain = '',
  ): Value[] {
    for (const input of inputs) {
      if (input && this.known.get(input.name) !== input) {
        throw new OnnxError('INVALID_GRAPH', opType, `input ${input.name} belongs to another graph`);
      }
    }
    const inherited = inputs.find((input) => input !== undefined)?.dtype ?? 'float32';
    const base = this.fresh(opType);
    const values = outputs.map((spec, i) =>
      this.declare(outputs.length === 1 ? base : `${base}:${i}`, spec.dtype ?? inherited, spec.shape),
    );
    this.nodes.push({ opType, domain, inputs, outputs: values, attributes });
    return values;
  }

  /** Makes a value an output of the graph, under `name`. */
  output(name: string, value: Value): Value {
    const renamed = this.declare(name, value.dtype, value.shape);
    this.nodes.push({ opType: 'Identity', domain: '', inputs: [value], outputs: [renamed], attributes: {} });
    this.outputs.push(renamed);
    return renamed;
  }

  private fresh(prefix: string): string {
    return `${prefix}_${this.counter++}`;
  }

  private declare(name: string, dtype: DataType, shape: readonly Dim[]): Value {
    if (this.known.has(name)) throw new OnnxError('INVALID_GRAPH', name, 'this name is taken');
    const value: Value = { name, dtype, shape };
    this.known.set(name, value);
    return value;
  }
}
