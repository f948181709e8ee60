import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkAdapter,
  loadAdapterFolder,
  mergeAdapter,
  readSafetensors,
  saveAdapterFolder,
  type StoredTensor,
} from '@ordena/model';
import { describe, expect, it } from 'vitest';
import { FOLDER, loadCase } from '../support/parity-fixtures.js';
import { forward, worstLogit } from '../support/parity-forward.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PEFT_FOLDER = `${FOLDER}adapter`;

/** Keys of `adapter_config.json` that change what PEFT computes, or whether it takes the folder. */
const MEANT = [
  'peft_type',
  'task_type',
  'r',
  'lora_alpha',
  'lora_dropout',
  'target_modules',
  'bias',
  'fan_in_fan_out',
  'modules_to_save',
  'inference_mode',
  'base_model_name_or_path',
];

async function readConfig(dir: string): Promise<Record<string, unknown>> {
  const config = JSON.parse(await readFile(join(dir, 'adapter_config.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  // A set in PEFT, so that its order means nothing.
  return { ...config, target_modules: (config['target_modules'] as string[]).toSorted() };
}

async function readStored(dir: string): Promise<Map<string, StoredTensor>> {
  const tensors = new Map<string, StoredTensor>();
  await readSafetensors(join(dir, 'adapter_model.safetensors'), (name, tensor) => {
    tensors.set(name, { ...tensor, bytes: Uint8Array.from(tensor.bytes) });
  });
  return tensors;
}

describe('an adapter made by PEFT', () => {
  it('gives the same logits when it is merged into its base', async () => {
    const reference = await loadCase('lora');
    const { config, rows } = reference;
    const adapter = await loadAdapterFolder(PEFT_FOLDER);
    checkAdapter(config, adapter, PEFT_FOLDER);
    const merged = mergeAdapter(config, (await loadCase('full')).parameters(), adapter, PEFT_FOLDER);
    const found = await forward(config, { kind: 'full' }, rows, merged);
    expect(worstLogit(reference, found)).toBeLessThan(1e-4);
  });

  it('has its settings read', async () => {
    const { lora, dropout } = await loadAdapterFolder(PEFT_FOLDER);
    const { targetModules, ...numbers } = lora;
    expect(targetModules.toSorted()).toEqual(['k_proj', 'o_proj', 'q_proj', 'v_proj']);
    expect({ ...numbers, dropout }).toEqual({ rank: 4, alpha: 8, dropout: 0 });
  });
});

describe('an adapter saved by Ordena', () => {
  it('has the names, shapes, bytes and settings of the folder that PEFT wrote', async () => {
    const { path, remove } = await temporaryFolder();
    const ours = join(path, 'adapter');
    await saveAdapterFolder(ours, await loadAdapterFolder(PEFT_FOLDER));

    const [found, expected] = [await readStored(ours), await readStored(PEFT_FOLDER)];
    expect([...found.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
    for (const [name, tensor] of expected) expect(found.get(name), name).toEqual(tensor);

    const [ourConfig, theirConfig] = [await readConfig(ours), await readConfig(PEFT_FOLDER)];
    const meant = (config: Record<string, unknown>): unknown[] => MEANT.map((key) => [key, config[key]]);
    expect(meant(ourConfig)).toEqual(meant(theirConfig));
    expect(Object.keys(ourConfig).filter((key) => !(key in theirConfig))).toEqual([]);
    await remove();
  });
});
