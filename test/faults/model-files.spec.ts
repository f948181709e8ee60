import {
  loadAnyModelFolder,
  loadModelFolder,
  loadQuantizedFolder,
  quantizeModel,
  saveModelFolder,
  saveQuantizedFolder,
} from '@ordena/model';
import { readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';
import { tinyModel } from '../support/tiny-model.js';

const model = tinyModel();
let dir: string;
beforeEach(async () => {
  dir = (await temporaryFolder()).path;
  await saveModelFolder(dir, model);
});

describe('a model folder', () => {
  it('comes back as it was saved, and leaves nothing aside', async () => {
    expect(await loadModelFolder(dir, { checkFinite: true })).toEqual(model);
    expect((await readdir(dir)).sort()).toEqual([
      'config.json',
      'generation_config.json',
      'model.safetensors',
    ]);
  });

  it('comes back from int8 as it was quantised, at a quarter of the size', async () => {
    const quantized = quantizeModel(model);
    const other = (await temporaryFolder()).path;
    await saveQuantizedFolder(other, quantized);
    expect(await loadQuantizedFolder(other)).toEqual(quantized);
    expect((await loadAnyModelFolder(other)).kind).toBe('int8');
    const sizes = await Promise.all(
      [dir, other].map(async (d) => (await stat(join(d, 'model.safetensors'))).size),
    );
    expect((sizes[1] ?? 0) / (sizes[0] ?? 1)).toBeLessThan(0.3);
  });

  it('leaves matrices in their files when asked, and reads them and their rows when looked at', async () => {
    const { weights } = await loadModelFolder(dir, { leaveMatrices: true });
    for (const [name, { dims, data }] of model.weights) {
      const found = weights.get(name);
      expect(found?.data).toEqual(data);
      if (dims.length < 2) continue;
      const width = dims[1] ?? 0;
      const third = [...data.subarray(2 * width, 3 * width)];
      expect([...(found?.rows?.([2, 0]) ?? [])]).toEqual([...third, ...data.subarray(0, width)]);
    }
    await truncate(join(dir, 'model.safetensors'), 1000);
    expect(() => weights.get('model.embed_tokens.weight')?.data).toThrow(/truncated/);
    await rm(join(dir, 'model.safetensors'));
    expect(() => weights.get('model.embed_tokens.weight')?.data).toThrow(/cannot be opened/);
  });

  it('reads shards', async () => {
    const bytes = await readFile(join(dir, 'model.safetensors'));
    await rm(join(dir, 'model.safetensors'));
    await writeFile(join(dir, 'model-1.safetensors'), bytes);
    const weight_map = Object.fromEntries(
      [...model.weights.keys()].map((name) => [name, 'model-1.safetensors']),
    );
    await writeFile(join(dir, 'model.safetensors.index.json'), JSON.stringify({ weight_map }));
    expect((await loadModelFolder(dir)).weights).toEqual(model.weights);
    const outside = JSON.stringify({ weight_map: { x: '../model-1.safetensors' } });
    await writeFile(join(dir, 'model.safetensors.index.json'), outside);
    await expect(loadModelFolder(dir)).rejects.toMatchObject({
      code: 'INVALID_WEIGHTS',
      key: '../model-1.safetensors',
    });
  });
});

describe('a damaged folder', () => {
  const weights = (): string => join(dir, 'model.safetensors');

  it.each([4, 100, 50_000])('of which %i bytes are left names the file', async (size) => {
    await truncate(weights(), size);
    await expect(loadModelFolder(dir)).rejects.toMatchObject({
      name: 'ModelError',
      code: 'INVALID_WEIGHTS',
      file: weights(),
      message: expect.stringContaining('truncated') as string,
    });
  });

  it('without weights names the file', async () => {
    await rm(weights());
    await expect(loadModelFolder(dir)).rejects.toMatchObject({ code: 'MISSING_FILE', file: weights() });
  });

  it('without settings names the file', async () => {
    await rm(join(dir, 'config.json'));
    await expect(loadModelFolder(dir)).rejects.toMatchObject({
      code: 'MISSING_FILE',
      file: join(dir, 'config.json'),
    });
  });

  it('whose settings belong to other weights names the tensor', async () => {
    const file = join(dir, 'config.json');
    const config = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...config, vocab_size: 500 }));
    await expect(loadModelFolder(dir)).rejects.toMatchObject({ key: 'model.embed_tokens.weight' });
    await writeFile(file, JSON.stringify({ ...config, num_hidden_layers: 1 }));
    await expect(loadModelFolder(dir)).rejects.toMatchObject({
      key: 'model.layers.1.input_layernorm.weight',
    });
  });

  it('that holds NaN says so when asked', async () => {
    const bytes = await readFile(weights());
    bytes.fill(0xff, bytes.length - 4);
    await writeFile(weights(), bytes);
    await expect(loadModelFolder(dir)).resolves.toBeDefined();
    await expect(loadModelFolder(dir, { checkFinite: true })).rejects.toMatchObject({
      code: 'INVALID_WEIGHTS',
    });
  });
});
