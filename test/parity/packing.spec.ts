import { packRows } from '@ordena/tokenization';
import { Trainer, type TrainingRow } from '@ordena/training';
import { describe, expect, it } from 'vitest';
import { largestGap } from '../support/parity-forward.js';
import { randomNumbers, tinyModel, TINY_CONFIG } from '../support/tiny-model.js';

const random = randomNumbers(3);
const ROWS = [9, 17, 5, 12, 21, 8].map((length): TrainingRow => {
  const ids = Int32Array.from({ length }, () => 2 + random(TINY_CONFIG.vocabSize - 2));
  // Only the second half is learnt, and the last token predicts nothing.
  const labels = ids.map((_, t) => (t < length / 2 ? -100 : (ids[t + 1] ?? -100)));
  return { ids, labels };
});

async function lossAndGradients(
  rows: readonly TrainingRow[],
): Promise<{ loss: number; gradients: Float32Array[] }> {
  const { config, weights } = tinyModel();
  const trainer = await Trainer.create({
    config,
    mode: { kind: 'full' },
    parameters: weights,
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
    maxGradientNorm: 0,
    threads: 1,
  });
  const { loss } = await trainer.trainStep([rows], 0);
  await trainer.close();
  return { loss, gradients: trainer.trainable.map(({ gradient }) => gradient) };
}

describe('packed rows', () => {
  it('give the loss and gradients of the same orders one a row', async () => {
    const packed = packRows(ROWS, 40);
    expect(packed.length).toBeLessThan(ROWS.length);
    const [whole, apart] = [await lossAndGradients(packed), await lossAndGradients(ROWS)];
    expect(Math.abs(whole.loss - apart.loss)).toBeLessThan(1e-5);
    whole.gradients.forEach((gradient, i) => {
      expect(largestGap(gradient, apart.gradients[i] ?? new Float32Array())).toBeLessThan(1e-4);
    });
  });

  it('would not, could they see each other', async () => {
    const blind = packRows(ROWS, 40).map(({ ids, labels }) => ({ ids, labels }));
    const [mixed, apart] = [await lossAndGradients(blind), await lossAndGradients(ROWS)];
    expect(Math.abs(mixed.loss - apart.loss)).toBeGreaterThan(1e-3);
  });
});
