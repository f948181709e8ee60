import { expect, it } from 'vitest';
import { killTraining } from './training-kills.js';

it('a run killed again and again ends with the same adapter, bit for bit', async () => {
  const { same, kills } = await killTraining(3, 7);
  expect(kills).toBeGreaterThan(0);
  expect(same).toBe(true);
}, 300_000);
