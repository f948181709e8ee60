import type { GraphBuilder, Value } from '@ordena/onnx';
import { AutodiffError } from './errors.js';
import type { GradientRule } from './rule.js';
import { GRADIENT_RULES } from './rules.js';

/**
 * Reverse-mode differentiation: appends to `g` the nodes that compute the gradients of `targets`.
 *
 * @param seeds gradients already known (of the loss, or of the values that the loss head differentiates itself).
 * @param targets the values to differentiate by.
 * @param ownRules rules of operators that only the caller can differentiate; they go before {@link GRADIENT_RULES}.
 * @returns a gradient per target, of the target's shape; targets that no seed depends on are absent.
 * @throws AutodiffError NO_RULE when an operator on a path from a target to a seed has no rule.
 */
export function backward(
  g: GraphBuilder,
  seeds: ReadonlyMap<Value, Value>,
  targets: readonly Value[],
  ownRules: Readonly<Record<string, GradientRule>> = {},
): Map<Value, Value> {
  const forward = [...g.nodes];
  const onPath = new Set<Value>(targets);
  for (const node of forward) {
    if (node.inputs.some((input) => input && onPath.has(input))) {
      for (const output of node.outputs) onPath.add(output);
    }
  }
  const gradients = new Map(seeds);
  for (const node of forward.reverse()) {
    const grad = node.outputs[0] && gradients.get(node.outputs[0]);
    if (!grad || !node.inputs.some((input) => input && onPath.has(input))) continue;
    const rule = ownRules[node.opType] ?? GRADIENT_RULES[node.opType];
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
