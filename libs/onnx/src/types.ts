/** Element types that Ordena's graphs use, with their numbers in `TensorProto.DataType` (onnx.proto3). */
export const DATA_TYPES = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
} as const;

export type DataType = keyof typeof DATA_TYPES;

/** A dimension: a size, or a name for one that is known only when the graph runs. */
export type Dim = number | string;

/** A tensor that flows through a graph: an input, an initializer or a node's output. */
export interface Value {
  readonly name: string;
  readonly dtype: DataType;
  readonly shape: readonly Dim[];
}

/** A constant tensor held by the model file. `data` is little-endian, row-major. */
export interface Initializer {
  readonly value: Value;
  readonly data: Uint8Array;
}

export type Attribute =
  number | string | readonly number[] | { readonly float: number } | { readonly floats: readonly number[] };

/** Attributes by name. A bare number or array of numbers is an integer; `{float}` and `{floats}` say otherwise. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** A whole graph as it is written to a model file. Nodes are in a legal order to run them in. */
export interface Graph {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly initializers: readonly Initializer[];
}

export interface Node {
  readonly opType: string;
  readonly domain: string;
  /** `undefined` stands for an optional input that is not given. */
  readonly inputs: readonly (Value | undefined)[];
  readonly outputs: readonly Value[];
  readonly attributes: Attributes;
}
