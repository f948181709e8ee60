import { add, type GraphBuilder, type Node, type Value } from '@ordena/onnx';
import { AutodiffError } from './errors.js';

/**
 * Emits the gradient of one input. `sum` is what other uses of that input have given so far: a rule that can add it for
 * free (into a Gemm's C) does so, the others through {@link sumInto}.
 */
export type GradientOf = (sum: Value | undefined) => Value;

/** What a rule is given: the graph to emit into, the forward node and the gradient of its first output. */
export interface RuleContext {
  readonly g: GraphBuilder;
  readonly node: Node;
  readonly grad: Value;
}

/** One entry per input of the node, in order; `undefined` where the input has no gradient (indices, shapes, masks). */
export type GradientRule = (context: RuleContext) => readonly (GradientOf | undefined)[];

export function sumInto(g: GraphBuilder, sum: Value | undefined, gradient: Value): Value {
  return sum ? add(g, sum, gradient) : gradient;
}

/** The i-th input of a node, which must be there. */
export function inputOf(node: Node, index: number): Value {
  const value = node.inputs[index];
  if (!value) throw new AutodiffError('NOT_DIFFERENTIABLE', node.opType, `input ${index} is missing`);
  return value;
}

/** The i-th output of a node, which must be there. */
export function outputOf(node: Node, index: number): Value {
  const value = node.outputs[index];
  if (!value) throw new AutodiffError('NOT_DIFFERENTIABLE', node.opType, `output ${index} is missing`);
  return value;
}

export function intAttribute(node: Node, name: string, fallback: number): number {
  const attribute = node.attributes[name];
  return typeof attribute === 'number' ? attribute : fallback;
}

export function floatAttribute(node: Node, name: string, fallback: number): number {
  const attribute = node.attributes[name];
  return typeof attribute === 'object' && 'float' in attribute ? attribute.float : fallback;
}
