import type { Graph, GraphBuilder, Node, Value } from '@ordena/onnx';

/** The two halves of a tape, each a graph of its own. */
export interface CutTape {
  readonly forward: Graph;
  readonly backward: Graph;
  /** What the forward half hands to the backward half: outputs of the one, inputs of the other, by the same names. */
  readonly crossing: readonly Value[];
}

/**
 * Cuts a graph that computes forward and then backward into two that run apart, so that many layers can run forward
 * before the first runs backward. A forward value that the backward half uses is either handed over or, where
 * `recomputed` holds its operator, computed again there (https://arxiv.org/abs/1604.06174); either way it is the same
 * number, so gradients do not depend on the choice.
 *
 * @param mark how many of the graph's nodes are forward.
 * @param recomputed operators that the backward half repeats.
 * @param handed values that are handed over all the same.
 */
export function cutTape(
  g: GraphBuilder,
  mark: number,
  recomputed: ReadonlySet<string>,
  handed: ReadonlySet<Value> = new Set(),
): CutTape {
  const forward = g.nodes.slice(0, mark);
  const backward = g.nodes.slice(mark);
  const producer = new Map(forward.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const repeated = new Set<Node>();
  const crossing = new Set<Value>();
  const need = (value: Value | undefined): void => {
    const node = value && producer.get(value);
    if (!node) return;
    if (!recomputed.has(node.opType) || handed.has(value)) {
      crossing.add(value);
    } else if (!repeated.has(node)) {
      repeated.add(node);
      node.inputs.forEach(need);
    }
  };
  for (const node of backward) node.inputs.forEach(need);
  const made = new Set(forward.flatMap((node) => node.outputs));
  const given = g.outputs.filter((output) => made.has(output));
  const fresh = [...crossing].filter((value) => !given.includes(value));
  return {
    forward: half(g, 'forward', forward, [], [...given, ...fresh]),
    backward: half(
      g,
      'backward',
      [...forward.filter((node) => repeated.has(node)), ...backward],
      [...crossing],
      g.outputs.filter((output) => !made.has(output)),
    ),
    crossing: [...crossing],
  };
}

/** Some nodes of a graph, with just the inputs and constants that they use. */
function half(
  g: GraphBuilder,
  name: string,
  nodes: readonly Node[],
  handed: readonly Value[],
  outputs: readonly Value[],
): Graph {
  const used = new Set(nodes.flatMap((node) => node.inputs));
  return {
    name: `${g.name} ${name}`,
    nodes,
    inputs: [...g.inputs.filter((input) => used.has(input)), ...handed],
    outputs,
    initializers: g.initializers.filter(({ value }) => used.has(value)),
  };
}
