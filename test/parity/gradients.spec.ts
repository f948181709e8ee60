import { describe, expect, it } from 'vitest';
import {
  KINDS,
  loadCase,
  relativeDistance,
  startTrainer,
  type ReferenceCase,
} from '../support/parity-fixtures.js';

const TOLERANCE = 1e-3;
const STILL = { weight_decay: 0, max_norm: 0 };

/** The loss, and by name how far each trained tensor's gradient is from PyTorch's. */
async function compare(
  reference: ReferenceCase,
  batches: readonly (readonly number[])[],
): Promise<{ loss: number; apart: Map<string, number> }> {
  const trainer = await startTrainer(reference, STILL);
  const rows = batches.map((batch) => reference.rows.filter((_, i) => batch.includes(i)));
  const { loss } = await trainer.trainStep(rows, 0);
  const apart = trainer.trainable.map(({ name, gradient }): [string, number] => {
    const expected = reference.gradients.get(name)?.data ?? new Float32Array();
    return [name, relativeDistance(gradient, expected)];
  });
  await trainer.close();
  return { loss, apart: new Map(apart) };
}

describe.each(KINDS)('gradients, %s', (kind) => {
  it.each([
    ['one batch', [[0, 1, 2]]],
    ['rows accumulated in batches of unequal size', [[0, 2], [1]]],
  ])('are those of PyTorch: %s', async (_, batches) => {
    const reference = await loadCase(kind);
    const { loss, apart } = await compare(reference, batches);
    expect(Math.abs(loss / reference.loss - 1)).toBeLessThan(TOLERANCE);
    expect([...apart.keys()].sort()).toEqual([...reference.gradients.keys()].sort());
    expect(Object.fromEntries([...apart].filter(([, distance]) => !(distance < TOLERANCE)))).toEqual({});
  });
});
