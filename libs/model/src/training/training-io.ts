/** Names of a training graph's inputs beside the parameters, and of its outputs beside the gradients. */
export const TRAINING_IO = {
  ids: 'input_ids',
  positions: 'position_ids',
  mask: 'attention_mask',
  /** [M] int64: which of the N = B·S tokens have a label. No index may repeat. */
  rows: 'label_rows',
  /** [M] int64. */
  labels: 'labels',
  /** [M] float32: the weight of each labelled token in the loss. */
  weights: 'label_weights',
  loss: 'loss',
  /** [N, H]: gradient of the embedded tokens, to be added up per token id outside of the graph (full training). */
  embeddedGradient: 'embedded_gradient',
  /** Prefix of a parameter's gradient. */
  gradient: 'grad:',
} as const;
