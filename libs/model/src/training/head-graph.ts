import { backward, lossFromLogits } from '@ordena/autodiff';
import { GraphBuilder, gemm, mul, reshape, rmsNorm, serializeModel, sub } from '@ordena/onnx';
import type { ModelConfig } from '../config/model-config.js';
import type { TwoWayMatrix } from '../quantize/two-way.js';
import { FINAL_NORM } from '../weights/tensor-names.js';
import { Int8Base } from './frozen-base.js';
import { TRAINING_IO } from './training-io.js';

/** Names of the head's inputs and outputs beside those of {@link TRAINING_IO}. */
export const HEAD_IO = {
  /** [M, H]: labelled rows before the final norm. */
  hidden: 'hidden',
  /** [M, H]: of each label, its row of the head's matrix. */
  labelRows: 'label_embeddings',
  /** [V, H]: the head's matrix, when it is float. */
  head: 'head',
  hiddenGradient: 'hidden_gradient',
} as const;

/**
 * Final norm, head and cross entropy over some labelled rows, with the gradient of those rows. Meant for chunks of rows:
 * logits and probabilities of a chunk are all that is ever held of the vocabulary.
 *
 * With E the head's matrix, p = softmax(h Eᵀ): dh = w (p E − E[label]). E[label] is fed, so that the probabilities go
 * through the second product as they are: lowering one entry by 1 would coarsen the int8 block it lies in.
 *
 * @param head the head's matrix in int8, or undefined when it is fed as floats.
 */
export function buildHeadGraph(config: ModelConfig, head: TwoWayMatrix | undefined): Uint8Array {
  const g = new GraphBuilder('head');
  const { hiddenSize } = config;
  const hidden = g.input(HEAD_IO.hidden, 'float32', ['M', hiddenSize]);
  const labels = g.input(TRAINING_IO.labels, 'int64', ['M']);
  const weights = g.input(TRAINING_IO.weights, 'float32', ['M']);
  const labelRows = g.input(HEAD_IO.labelRows, 'float32', ['M', hiddenSize]);
  const [h] = rmsNorm(g, hidden, g.input(FINAL_NORM, 'float32', [hiddenSize]), config.rmsNormEps);
  const matrix = head ? undefined : g.input(HEAD_IO.head, 'float32', [config.vocabSize, hiddenSize]);
  const int8 = new Int8Base(new Map());
  const logits = matrix ? gemm(g, h, matrix, { transB: true }) : int8.product(g, h, 'head', (head as TwoWayMatrix).straight);
  const { loss, p } = lossFromLogits(g, logits, labels, weights);
  g.output(TRAINING_IO.loss, loss);
  const mixed = matrix ? gemm(g, p, matrix) : int8.product(g, p, 'head:transposed', (head as TwoWayMatrix).transposed);
  const dh = mul(g, sub(g, mixed, labelRows), reshape(g, weights, ['M', 1]));
  const gradient = backward(g, new Map([[h, dh]]), [hidden]).get(hidden);
  if (gradient) g.output(HEAD_IO.hiddenGradient, gradient);
  return serializeModel(g);
}
