import type { GraphBuilder, Value } from '@ordena/onnx';
import { AutodiffError } from './errors.js';
import { sumInto } from './rule.js';
import { GRADIENT_RULES } from './rules.js';

/**
 * A value that several nodes compute together from one input, and that is differentiated as if one node had: rounding
 * to codes on the way, for instance, has no gradient of its own.
 */
export interface Composite {
  readonly input: Value;
  /** The gradient of `input`, given the gradient of the value. */
  readonly gradient: (g: GraphBuilder, grad: Value) => Value;
}

/**
 * Reverse-mode differentiation: appends to `g` the nodes that compute the gradients of `targets`.
 *
 * @param seeds gradients already known (of the loss, or of the values that the loss head differentiates itself).
 * @param targets the values to differentiate by.
 * @param composites by the value that they compute; what they are made of is not looked at.
 * @returns a gradient per target, of the target's shape; targets that no seed depends on are absent.
 * @throws AutodiffError NO_RULE when an operator on a path from a target to a seed has no rule.
 */
export function backward(
  g: GraphBuilder,
  seeds: ReadonlyMap<Value, Value>,
  targets: readonly Value[],
  composites: ReadonlyMap<Value, Composite> = new Map(),
): Map<Value, Value> {
  const forward = [...g.nodes];
  const onPath = new Set<Value>(targets);
  for (const node of forward) {
    const composite = node.outputs[0] && composites.get(node.outputs[0]);
    const inputs = composite ? [composite.input] : node.inputs;
    if (inputs.some((input) => input && onPath.has(input))) {
      for (const output of node.outputs) onPath.add(output);
    }
  }
  const gradients = new Map(seeds);
  for (const node of forward.reverse()) {
    const output = node.outputs[0];
    const grad = output && gradients.get(output);
    if (!grad || !onPath.has(output)) continue;
    const composite = composites.get(output);
    if (composite) {
      const { input } = composite;
      if (onPath.has(input))
        gradients.set(input, sumInto(g, gradients.get(input), composite.gradient(g, grad)));
      continue;
    }
    const rule = GRADIENT_RULES[node.opType];
    if (!rule) throw new AutodiffError('NO_RULE', node.opType, 'no gradient rule for this operator');
    const parts = rule({ g, node, grad });
    node.inputs.forEach((input, i) => {
      if (!input || !onPath.has(input)) return;
      const part = parts[i];
      if (!part) throw new AutodiffError('NOT_DIFFERENTIABLE', node.opType, `input ${i} has no gradient`);
      const gradient = part(gradients.get(input));
      if (gradient.shape.length !== input.shape.length) {
        throw new AutodiffError('SHAPE_MISMATCH', node.opType, `gradient of ${input.name} has another rank`);
      }
      gradients.set(input, gradient);
    });
  }
  return new Map(targets.flatMap((t) => (gradients.has(t) ? [[t, gradients.get(t) as Value] as const] : [])));
}
