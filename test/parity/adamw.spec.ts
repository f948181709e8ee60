import { rateAt } from '@ordena/training';
import { describe, expect, it } from 'vitest';
import { KINDS, loadCase, norm, startTrainer, type ReferenceRun } from '../support/parity-fixtures.js';

const TOLERANCE = 1e-3;

/** Learning rates by our own schedule, so that it is held against transformers' as well. */
function ourRates({ rate, warmup_steps, rates }: ReferenceRun): number[] {
  if (warmup_steps === null) return rates.map(() => rate);
  const schedule = { peak: rate, totalSteps: rates.length, warmupShare: warmup_steps / rates.length };
  return rates.map((_, step) => rateAt(schedule, step));
}

function apart(found: readonly number[], expected: readonly number[]): number {
  expect(found.length).toBe(expected.length);
  return expected.reduce((most, value, i) => Math.max(most, Math.abs((found[i] ?? NaN) / value - 1)), 0);
}

describe.each(KINDS)('ten steps of AdamW, %s', (kind) => {
  it.each([0, 1])('follow PyTorch: run %i of the fixtures', async (index) => {
    const reference = await loadCase(kind);
    const run = reference.runs[index];
    if (!run) throw new Error(`the fixtures have no run ${index}`);
    const rates = ourRates(run);
    rates.forEach((rate, step) => expect(rate).toBeCloseTo(run.rates[step] ?? NaN, 12));

    const trainer = await startTrainer(reference, run);
    const losses: number[] = [];
    const norms: number[] = [];
    for (const rate of rates) {
      const { loss, gradientNorm } = await trainer.trainStep([reference.rows], rate);
      losses.push(loss);
      norms.push(gradientNorm);
    }
    const { loss: finalLoss } = await trainer.trainStep([reference.rows], 0);
    await trainer.close();

    expect(apart(losses, run.losses), run.name).toBeLessThan(TOLERANCE);
    expect(apart([finalLoss], [run.final_loss]), run.name).toBeLessThan(TOLERANCE);
    expect(apart(norms, run.gradient_norms), run.name).toBeLessThan(5 * TOLERANCE);
    const names = trainer.trainable.map(({ name }) => name);
    const lengths = trainer.trainable.map(({ weight }) => norm(weight));
    expect(
      apart(
        lengths,
        names.map((name) => run.weight_norms[name] ?? NaN),
      ),
      run.name,
    ).toBeLessThan(TOLERANCE);
  });
});
