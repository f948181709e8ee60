import { expect, it } from 'vitest';
import { randomNumbers } from '../support/tiny-model.js';
import { killTraining } from './training-kills.js';

it('a run killed again and again ends with the same adapter, bit for bit', async () => {
  const { same, kills } = await killTraining(3, randomNumbers(7));
  expect(kills).toBe(3);
  expect(same).toBe(true);
}, 300_000);
