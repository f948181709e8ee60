import { buildLogitsGraph, type ModelConfig, type TrainingMode, type Weights } from '@ordena/model';
import { OnnxSession, Tensor, type TensorMap } from '@ordena/onnx';
import { makeBatch, type TrainingRow } from './batch.js';
import { TrainingError } from './errors.js';

/**
 * How many labelled tokens of each row a model puts first, given the row's tokens before them. One row at a time, as no
 * more than one row's logits should ever be held.
 */
export async function rightTokens(
  config: ModelConfig,
  mode: TrainingMode,
  parameters: Weights,
  rows: readonly TrainingRow[],
): Promise<number[]> {
  const session = await OnnxSession.create(buildLogitsGraph(config, mode).model, 'logits', {});
  try {
    const counts: number[] = [];
    for (const row of rows) {
      const { feeds } = makeBatch(
        [row],
        config.padTokenId,
        config.numAttentionHeads / config.numKeyValueHeads,
      );
      const inputs: TensorMap = {};
      for (const name of session.inputNames) {
        const weight = parameters.get(name);
        const input = weight ? new Tensor('float32', weight.data, weight.dims) : feeds[name];
        if (!input) throw new TrainingError('MISSING_PARAMETER', name, 'is not among the weights');
        inputs[name] = input;
      }
      const logits = (await session.run(inputs))['logits']?.data as Float32Array;
      counts.push(countRight(logits, row.labels, config.vocabSize));
    }
    return counts;
  } finally {
    await session.close();
  }
}

function countRight(logits: Float32Array, labels: Int32Array, vocabulary: number): number {
  let right = 0;
  labels.forEach((label, t) => {
    if (label < 0) return;
    const row = logits.subarray(t * vocabulary, (t + 1) * vocabulary);
    const aim = row[label] as number;
    // Nothing is above a NaN, which is no right answer.
    if (Number.isFinite(aim) && row.every((value) => value <= aim)) right++;
  });
  return right;
}
