import { loadModelFolder } from '@ordena/model';
import { Trainer, int8Weights, type FrozenWeights } from '@ordena/training';
import { describe, expect, it } from 'vitest';
import { FOLDER, loadCase, norm, type ReferenceCase } from '../support/parity-fixtures.js';

type Recompute = 'keep' | 'cheap' | 'attention' | 'everything';

/** Gradients of one step, whole, in the trainer's order. */
async function gradients(
  reference: ReferenceCase,
  more: { base?: FrozenWeights; recompute?: Recompute; headRows?: number; dropout?: number },
): Promise<{ loss: number; all: Float32Array }> {
  const { dropout = 0, ...rest } = more;
  if (reference.mode.kind !== 'lora') throw new Error('the case is not LoRA');
  const trainer = await Trainer.create({
    config: reference.config,
    mode: { kind: 'lora', lora: { ...reference.mode.lora, dropout } },
    parameters: reference.parameters(),
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
    maxGradientNorm: 0,
    threads: 1,
    ...rest,
  });
  const { loss } = await trainer.trainStep([reference.rows], 0);
  const all = Float32Array.from(trainer.trainable.flatMap(({ gradient }) => [...gradient]));
  await trainer.close();
  return { loss, all };
}

async function int8Base(): Promise<FrozenWeights> {
  return int8Weights((await loadModelFolder(`${FOLDER}model`)).weights);
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0) / (norm(a) * norm(b));
}

describe('an int8 base', () => {
  it('gives nearly the gradients of the float base', async () => {
    const reference = await loadCase('lora');
    const float = await gradients(reference, {});
    const int8 = await gradients(reference, { base: await int8Base() });
    expect(Math.abs(int8.loss / float.loss - 1)).toBeLessThan(0.01);
    expect(cosine(int8.all, float.all)).toBeGreaterThan(0.99);
    expect(int8.all).not.toEqual(float.all);
  });
});

describe.each(['f32', 'int8'])('recomputation, %s base', (precision) => {
  it.each([0, 0.3])('does not change a bit of the gradients, dropout %d', async (dropout) => {
    const reference = await loadCase('lora');
    const base = precision === 'int8' ? { base: await int8Base() } : {};
    const kept = await gradients(reference, { ...base, dropout, recompute: 'keep' });
    for (const recompute of ['cheap', 'attention', 'everything'] as const) {
      expect(await gradients(reference, { ...base, dropout, recompute })).toEqual(kept);
    }
  });
});

it('the loss does not depend on how many rows go through the head at once', async () => {
  const reference = await loadCase('lora');
  const whole = await gradients(reference, {});
  const chunked = await gradients(reference, { headRows: 3 });
  expect(Math.abs(chunked.loss - whole.loss)).toBeLessThan(1e-5);
  expect(cosine(chunked.all, whole.all)).toBeGreaterThan(0.999999);
});
