import { ProtoWriter } from './proto-writer.js';
import { DATA_TYPES, type Attribute, type Graph, type Node, type Value } from './types.js';

/** Field numbers below are those of onnx.proto3 (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3). */
const IR_VERSION = 10;
const OPSETS = [
  { domain: '', version: 21 },
  { domain: 'com.microsoft', version: 1 },
];
const ATTRIBUTE = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;

/**
 * Writes a graph as an ONNX model file.
 *
 * @returns the bytes of a `ModelProto`, ready for an inference session.
 */
export function serializeModel(graph: Graph): Uint8Array {
  const model = new ProtoWriter();
  model.varintField(1, IR_VERSION).stringField(2, 'ordena');
  model.messageField(7, (g) => {
    for (const node of graph.nodes) g.messageField(1, (n) => writeNode(n, node));
    g.stringField(2, graph.name);
    for (const { value, data } of graph.initializers) {
      g.messageField(5, (t) => {
        for (const dim of value.shape) t.varintField(1, Number(dim));
        t.varintField(2, DATA_TYPES[value.dtype]).stringField(8, value.name).bytesField(9, data);
      });
    }
    for (const input of graph.inputs) g.messageField(11, (v) => writeValueInfo(v, input));
    for (const output of graph.outputs) g.messageField(12, (v) => writeValueInfo(v, output));
  });
  for (const { domain, version } of OPSETS) {
    model.messageField(8, (o) => o.stringField(1, domain).varintField(2, version));
  }
  return model.finish();
}

function writeNode(out: ProtoWriter, node: Node): void {
  for (const input of node.inputs) out.stringField(1, input?.name ?? '');
  for (const output of node.outputs) out.stringField(2, output.name);
  out.stringField(4, node.opType);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    out.messageField(5, (a) => writeAttribute(a, name, attribute));
  }
  if (node.domain !== '') out.stringField(7, node.domain);
}

function writeAttribute(out: ProtoWriter, name: string, attribute: Attribute): void {
  out.stringField(1, name);
  if (typeof attribute === 'number') {
    out.varintField(3, attribute).varintField(20, ATTRIBUTE.int);
  } else if (typeof attribute === 'string') {
    out.stringField(4, attribute).varintField(20, ATTRIBUTE.string);
  } else if ('float' in attribute) {
    out.floatField(2, attribute.float).varintField(20, ATTRIBUTE.float);
  } else if ('floats' in attribute) {
    for (const value of attribute.floats) out.floatField(7, value);
    out.varintField(20, ATTRIBUTE.floats);
  } else {
    for (const value of attribute) out.varintField(8, value);
    out.varintField(20, ATTRIBUTE.ints);
  }
}

function writeValueInfo(out: ProtoWriter, value: Value): void {
  out.stringField(1, value.name);
  out.messageField(2, (type) =>
    type.messageField(1, (tensor) => {
      tensor.varintField(1, DATA_TYPES[value.dtype]);
      tensor.messageField(2, (shape) => {
        for (const dim of value.shape) {
          shape.messageField(1, (d) => {
            if (typeof dim === 'number') d.varintField(1, dim);
            else d.stringField(2, dim);
          });
        }
      });
    }),
  );
}
