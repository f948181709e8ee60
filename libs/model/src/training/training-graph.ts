import { backward, crossEntropyHead } from '@ordena/autodiff';
import { GraphBuilder, gather, gemm, rmsNorm, serializeModel, type Value } from '@ordena/onnx';
import type { ModelConfig } from '../config/model-config.js';
import { buildForward, declareSequenceInputs, dropoutInput } from './forward.js';
import { listParameters, ParameterInputs, type ParameterSpec } from './parameters.js';
import { EMBEDDING, FINAL_NORM, HEAD } from '../weights/tensor-names.js';
import { TRAINING_IO } from './training-io.js';
import type { TrainingMode } from './trainable.js';

/** A model file that computes the loss and, when asked for, the gradients. */
export interface TrainingGraph {
  readonly model: Uint8Array;
  readonly parameters: readonly ParameterSpec[];
  /** Parameters with an output `grad:NAME`; the tied embedding's holds the head's share only. */
  readonly gradients: readonly string[];
  /** Masks to feed at each run: input name and width; N rows of bytes, 1 where a value is kept. */
  readonly dropoutInputs: readonly { readonly name: string; readonly width: number }[];
}

/**
 * @param withGradients false gives the loss only, for validation.
 */
export function buildTrainingGraph(config: ModelConfig, asked: TrainingMode, withGradients = true): TrainingGraph {
  const mode = withGradients ? asked : withoutDropout(asked);
  const g = new GraphBuilder(withGradients ? 'training' : 'loss');
  const specs = listParameters(config, mode);
  const parameters = new ParameterInputs(g, specs);
  const inputs = declareSequenceInputs(g);
  const rows = g.input(TRAINING_IO.rows, 'int64', ['M']);
  const labels = g.input(TRAINING_IO.labels, 'int64', ['M']);
  const weights = g.input(TRAINING_IO.weights, 'float32', ['M']);

  const { embedded, hidden } = buildForward(g, config, mode, parameters, inputs);
  // Only labelled rows go through the final norm and the head, whose cost grows with the vocabulary.
  const labelled = gather(g, hidden, rows);
  const [normed] = rmsNorm(g, labelled, parameters.get(FINAL_NORM), config.rmsNormEps);
  const headName = config.tieWordEmbeddings ? EMBEDDING : HEAD;
  const full = mode.kind === 'full';
  const head = crossEntropyHead(g, normed, parameters.get(headName), labels, weights, withGradients && full);
  g.output(TRAINING_IO.loss, head.loss);
  const gradients: string[] = [];
  if (withGradients) {
    const names = specs.filter((s) => s.trainable && s.name !== headName && s.name !== EMBEDDING);
    const targets = names.map((s) => parameters.get(s.name));
    const byValue = backward(g, new Map([[normed, head.hiddenGradient]]), full ? [embedded, ...targets] : targets);
    const give = (name: string, value: Value | undefined): void => {
      if (!value) return;
      g.output(TRAINING_IO.gradient + name, value);
      gradients.push(name);
    };
    give(headName, head.headGradient);
    for (const target of targets) give(target.name, byValue.get(target));
    const embeddedGradient = byValue.get(embedded);
    if (embeddedGradient) g.output(TRAINING_IO.embeddedGradient, embeddedGradient);
  }
  return { model: serializeModel(g), parameters: specs, gradients, dropoutInputs: dropoutInputsOf(g) };
}

/** A model file that gives the logits [B·S, V] of every token: the plain forward pass, for tests and comparisons. */
export function buildLogitsGraph(config: ModelConfig, asked: TrainingMode): TrainingGraph {
  const mode = withoutDropout(asked);
  const g = new GraphBuilder('logits');
  const specs = listParameters(config, mode);
  const parameters = new ParameterInputs(g, specs);
  const { hidden } = buildForward(g, config, mode, parameters, declareSequenceInputs(g));
  const [normed] = rmsNorm(g, hidden, parameters.get(FINAL_NORM), config.rmsNormEps);
  const headName = config.tieWordEmbeddings ? EMBEDDING : HEAD;
  g.output('logits', gemm(g, normed, parameters.get(headName), { transB: true }));
  return { model: serializeModel(g), parameters: specs, gradients: [], dropoutInputs: [] };
}

function withoutDropout(mode: TrainingMode): TrainingMode {
  return mode.kind === 'full' ? mode : { kind: 'lora', lora: { ...mode.lora, dropout: 0 } };
}

function dropoutInputsOf(g: GraphBuilder): TrainingGraph['dropoutInputs'] {
  return g.inputs
    .filter((input) => input.name.startsWith(dropoutInput('')))
    .map((input) => ({ name: input.name, width: Number(input.shape[1]) }));
}
