import { loadAdapterFolder, saveAdapterFolder } from '@ordena/model';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadJob, lossGaps, probeLogits, trainJob, type LoraJob } from '../support/lora-job.js';
import { readTensors, relativeDistance } from '../support/parity-fixtures.js';
import { largestGap } from '../support/parity-forward.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** What `test/parity/peft_job.py fixtures` wrote, and `lora-curve.js --job` added. */
const FIXTURES = fileURLToPath(new URL('../fixtures/peft/', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const fixture = (name: string): Promise<LoraJob> => loadJob(join(FIXTURES, name), ROOT);

async function logitsOf(job: LoraJob, adapter: string): Promise<Float32Array> {
  return (
    (await readTensors(join(job.dir, `${adapter}-logits.safetensors`))).get('logits')?.data ??
    new Float32Array()
  );
}

async function filesOf(dir: string): Promise<Record<string, unknown>> {
  const config = await readFile(join(dir, 'adapter_config.json'), 'utf8');
  const weights = await readFile(join(dir, 'adapter_model.safetensors'));
  return { config: JSON.parse(config) as unknown, weights: weights.toString('base64') };
}

describe.each(['attention', 'all-linear'])('LoRA by PEFT and by Ordena: %s', (name) => {
  it('loses as PEFT does over 50 steps with a float base, and ends with its adapter', async () => {
    const job = await fixture(name);
    const theirs = JSON.parse(await readFile(join(job.dir, 'losses.json'), 'utf8')) as number[];
    const { losses, adapter } = await trainJob(job, 'f32');
    expect(losses).toHaveLength(50);
    expect(lossGaps(losses, theirs).largest).toBeLessThan(0.01);
    const trained = await loadAdapterFolder(join(job.dir, 'trained'));
    expect([...adapter.weights.keys()].toSorted()).toEqual([...trained.weights.keys()].toSorted());
    for (const [key, { data }] of trained.weights)
      expect(relativeDistance(adapter.weights.get(key)?.data ?? new Float32Array(), data), key).toBeLessThan(
        0.02,
      );
  });

  it('gives the logits that PEFT gives under an adapter that PEFT trained', async () => {
    const job = await fixture(name);
    const adapter = await loadAdapterFolder(join(job.dir, 'trained'));
    expect(largestGap(await probeLogits(job, adapter), await logitsOf(job, 'trained'))).toBeLessThan(1e-3);
    // Had the adapter no say in it, the initial one would do as well.
    const initial = await loadAdapterFolder(join(job.dir, 'initial'));
    expect(largestGap(await probeLogits(job, initial), await logitsOf(job, 'trained'))).toBeGreaterThan(1);
  });

  it('saves its adapters as in the folder from which PEFT gave the same logits', async () => {
    const job = await fixture(name);
    const ours = join(job.dir, 'ours');
    const adapter = await loadAdapterFolder(ours);
    expect(largestGap(await probeLogits(job, adapter), await logitsOf(job, 'ours'))).toBeLessThan(1e-3);
    const { path, remove } = await temporaryFolder();
    await saveAdapterFolder(join(path, 'again'), adapter);
    expect(await filesOf(join(path, 'again'))).toEqual(await filesOf(ours));
    await remove();
  });
});

describe('what PEFT makes and plain LoRA is not', () => {
  const keys = {
    'alpha-pattern': 'alpha_pattern',
    bias: 'bias',
    dora: 'use_dora',
    'modules-to-save': 'modules_to_save',
    pissa: 'init_lora_weights',
    'rank-pattern': 'rank_pattern',
    'regular-expression': 'target_modules',
    rslora: 'use_rslora',
  };

  it('has a fixture each', async () => {
    expect((await readdir(join(FIXTURES, 'variants'))).toSorted()).toEqual(Object.keys(keys));
  });

  it.each(Object.entries(keys))('is refused, with the setting that says so: %s', async (name, key) => {
    const dir = join(FIXTURES, 'variants', name);
    await expect(loadAdapterFolder(dir)).rejects.toMatchObject({
      code: 'INVALID_CONFIG',
      file: join(dir, 'adapter_config.json'),
      key: expect.stringMatching(new RegExp(`^${key}`)) as string,
    });
  });
});
