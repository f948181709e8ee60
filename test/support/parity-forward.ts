import { buildLogitsGraph, type ModelConfig, type TrainingMode, type Weights } from '@ordena/model';
import { OnnxSession, Tensor, type TensorMap } from '@ordena/onnx';
import { makeBatch, type TrainingRow } from '@ordena/training';
import type { ReferenceCase } from './parity-fixtures.js';

/** Logits [B·S·V] of a padded batch, by the graph that training differentiates. */
export async function forward(
  config: ModelConfig,
  mode: TrainingMode,
  rows: readonly TrainingRow[],
  parameters: Weights,
): Promise<Float32Array> {
  const session = await OnnxSession.create(buildLogitsGraph(config, mode).model, 'logits', { threads: 1 });
  const { feeds } = makeBatch(rows, config.padTokenId, config.numAttentionHeads / config.numKeyValueHeads);
  const inputs: TensorMap = {};
  for (const name of session.inputNames) {
    const weight = parameters.get(name);
    const input = weight ? new Tensor('float32', weight.data, weight.dims) : feeds[name];
    if (!input) throw new Error(`nothing to feed for ${name}`);
    inputs[name] = input;
  }
  const { logits } = await session.run(inputs);
  await session.close();
  return logits?.data as Float32Array;
}

/** Largest distance of the logits from the reference's, of every row's own tokens: padding is left out. */
export function worstLogit(reference: Pick<ReferenceCase, 'rows' | 'logits'>, found: Float32Array): number {
  const { dims, data } = reference.logits;
  const [, width = 0, vocabulary = 0] = dims;
  if (found.length !== data.length) return Infinity;
  const distances = reference.rows.map(({ ids }, row) => {
    const from = row * width * vocabulary;
    const until = from + ids.length * vocabulary;
    return largestGap(data.subarray(from, until), found.subarray(from, until));
  });
  return Math.max(...distances);
}

/** Largest distance of two equally long rows of numbers; Infinity where one is longer or holds what is no number. */
export function largestGap(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (const [i, value] of a.entries()) {
    const gap = Math.abs(value - (b[i] ?? NaN));
    most = Number.isNaN(gap) ? Infinity : Math.max(most, gap);
  }
  return most;
}
