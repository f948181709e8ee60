import { gemm, mul, reduceSum, reshape, softmax, sub, type GraphBuilder, type Value } from '@ordena/onnx';

/** The loss and its gradients at the head's inputs. */
export interface CrossEntropy {
  /** Weighted sum of −log p[label]; scalar. */
  readonly loss: Value;
  /** [M, H]. */
  readonly hiddenGradient: Value;
  /** [V, H]; present when asked for. */
  readonly headGradient: Value | undefined;
}

/**
 * Language-model head and cross entropy in one: logits = hidden · headᵀ, loss = Σ weight · −log softmax(logits)[label].
 * The gradient of the logits is weight (p − onehot(label)), written by one scatter of M numbers instead of a one-hot
 * matrix; no log-softmax over the vocabulary is kept.
 *
 * @param hidden [M, H] the labelled rows only.
 * @param head [V, H].
 * @param labels [M] int64.
 * @param weights [M] usually 1/M.
 */
export function crossEntropyHead(
  g: GraphBuilder,
  hidden: Value,
  head: Value,
  labels: Value,
  weights: Value,
  withHeadGradient: boolean,
): CrossEntropy {
  const logits = gemm(g, hidden, head, { transB: true });
  const { loss, p, chosen, column, weightColumn } = lossFromLogits(g, logits, labels, weights);
  const lowered = sub(g, chosen, g.constant('float32', [], [1]));
  const error = g.op('ScatterElements', [p, column, lowered], { shape: p.shape }, { axis: 1 });
  const logitGradient = mul(g, error, weightColumn);
  return {
    loss,
    hiddenGradient: gemm(g, logitGradient, head),
    headGradient: withHeadGradient ? gemm(g, logitGradient, hidden, { transA: true }) : undefined,
  };
}

/** The loss of some logits, and what its gradient is made of. */
export interface LossFromLogits {
  /** Weighted sum of −log p[label]; scalar. */
  readonly loss: Value;
  /** [M, V]: the softmax. */
  readonly p: Value;
  /** [M, 1]: p[label]. */
  readonly chosen: Value;
  /** [M, 1]: the labels. */
  readonly column: Value;
  /** [M, 1]: the weights. */
  readonly weightColumn: Value;
}

/**
 * @param logits [M, V].
 * @param labels [M] int64.
 * @param weights [M].
 */
export function lossFromLogits(
  g: GraphBuilder,
  logits: Value,
  labels: Value,
  weights: Value,
): LossFromLogits {
  const rows = logits.shape[0] ?? 'rows';
  const p = softmax(g, logits);
  const column = reshape(g, labels, [rows, 1]);
  const weightColumn = reshape(g, weights, [rows, 1]);
  const chosen = g.op('GatherElements', [p, column], { shape: [rows, 1] }, { axis: 1 });
  // A probability that underflows to 0 would make the loss infinite; the gradient is right all the same.
  const safe = g.op('Max', [chosen, g.constant('float32', [], [1e-30])], { shape: [rows, 1] });
  const logP = g.op('Log', [safe], { shape: [rows, 1] });
  const sum = reduceSum(g, mul(g, logP, weightColumn), [0, 1], false);
  return { loss: g.op('Neg', [sum], { shape: [] }), p, chosen, column, weightColumn };
}
