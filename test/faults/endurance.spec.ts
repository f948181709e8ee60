import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { defaultModelDir } from '@ordena/default-model/model-dir';
import { beforeAll, describe, expect, it } from 'vitest';

import { devTexts } from '../support/dev-texts.js';
import { ROOT } from '../support/run-ordena.js';
import { randomNumbers, tinyModelFolder } from '../support/tiny-model.js';
import { cancels } from './endurance/cancels.js';
import { inCompany } from './endurance/company.js';
import { hostile } from './endurance/hostile.js';
import { hostileTexts, injectionRecords } from './endurance/hostile-texts.js';
import { kills } from './endurance/kills.js';
import { slopeOf, soak } from './endurance/soak.js';
import { swaps } from './endurance/swaps.js';

/** Short versions of what `npm run endurance` does at length. */
describe('an engine', () => {
  const print = (): void => undefined;
  let modelDir: string;
  let texts: string[];
  beforeAll(async () => {
    modelDir = await tinyModelFolder();
    texts = await devTexts();
    expect(texts.length).toBeGreaterThan(150);
  });

  it('loses no slot over many orders', async () => {
    const settings = { modelDir: defaultModelDir(), texts, clients: 16, threads: 2, print };
    const { residentMiB, leftOver } = await soak({ ...settings, orders: 100, every: 25 });
    expect(residentMiB).toHaveLength(4);
    expect(leftOver).toBe(0);
  });

  it('has all slots back after requests were cancelled at random moments', async () => {
    const report = await cancels({ modelDir, texts, cancels: 100, random: randomNumbers(5) });
    expect(report.cancelled).toBeGreaterThanOrEqual(100);
    expect(report).toMatchObject({ occupancy: { running: 0, waiting: 0 }, sameAfter: true });
  });

  it('ends every request when its thread is killed under load', async () => {
    const worker = join(ROOT, 'libs/inference/dist/worker.js');
    await access(worker);
    const url = pathToFileURL(worker);
    const settings = { worker: url, modelDir, texts, clients: 8, random: randomNumbers(6), hangMs: 30_000 };
    const report = await kills({ ...settings, kills: 3 });
    expect(report.other).toEqual([]);
    expect(report.answered).toBeGreaterThanOrEqual(3 * 8);
    expect(report.unavailable).toBeGreaterThan(0);
  });

  it('gives an order the same answer in any company', async () => {
    const some = texts.filter((_, i) => i % 10 === 0);
    const settings = { modelDir: defaultModelDir(), texts: some, random: randomNumbers(7), threads: 2 };
    expect(await inCompany(settings)).toEqual([]);
  });

  it('answers texts that mean it ill in the schema and with their own words, whatever its weights', async () => {
    const injections = await injectionRecords();
    expect(injections.length).toBeGreaterThan(3);
    const hostileOnes = [...injections, ...hostileTexts(40, randomNumbers(8))];
    for (const dir of [modelDir, defaultModelDir()]) {
      const report = await hostile({ modelDir: dir, texts: hostileOnes, clients: 8, threads: 2 });
      expect(report.faults).toEqual([]);
      expect(report.answered).toBeGreaterThan(hostileOnes.length / 2);
    }
  });

  it('takes the place of another one, and the other one is gone', async () => {
    const residentMiB = await swaps({ modelDirs: [modelDir], texts: texts.slice(0, 2), swaps: 16, print });
    // A model that stayed would take more than this each time.
    expect(slopeOf(residentMiB.slice(6))).toBeLessThan(8);
  });
});
