import { Engine } from '@ordena/inference';
import { newAdapterWeights, saveAdapterFolder, saveModelFolder } from '@ordena/model';
import { exportInt8, mergeModel } from '@ordena/training';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';
import { TINY_CONFIG, tinyModel, tinyModelFolder, writeTokenizer } from '../support/tiny-model.js';

const LORA = { rank: 4, alpha: 8, targetModules: ['q_proj', 'v_proj'] };
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let baseDir: string;
let adapterDir: string;
let dataPath: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  baseDir = await tinyModelFolder();
  adapterDir = join(folder.path, 'adapter');
  let drawn = 0;
  const weights = newAdapterWeights(TINY_CONFIG, LORA, () => ((drawn += 0.37) * 7) % 1);
  // As if trained: B is zero at the start.
  for (const [name, { data }] of weights)
    if (name.includes('lora_B')) data.forEach((_, i) => (data[i] = ((i % 13) - 6) / 40));
  await saveAdapterFolder(adapterDir, { lora: LORA, dropout: 0, baseModel: baseDir, weights });
  dataPath = join(folder.path, 'orders.json');
  const orders = ['tornillos', 'guantes', 'cemento'].map((producto, i) => ({
    id: `o-${i}`,
    natural_language: `Necesito ${i + 2} cajas de ${producto}.`,
    json_data: { producto, cantidad: i + 2 },
  }));
  await writeFile(dataPath, JSON.stringify(orders));
});
afterAll(() => folder.remove());

describe('a merged model', () => {
  it('answers as base + adapter do, and is served', async () => {
    const outDir = join(folder.path, 'merged');
    const report = await mergeModel({ adapterDir, baseDir, outDir, dataPath, maxDrop: 0 });
    expect(report).toMatchObject({ orders: 3, before: report.after });
    const engine = await Engine.start({ modelDir: outDir });
    expect((await engine.canonicalize('Necesito 3 cajas de cable.')).outcome).not.toBe('invalid');
    await engine.close();
  });

  it('is not made of an adapter for another base: the error names the matrix, nothing is left', async () => {
    const other = join(folder.path, 'wide');
    const config = { ...TINY_CONFIG, hiddenSize: 96 };
    await saveModelFolder(other, tinyModel(1, config));
    await writeTokenizer(other);
    const before = await readdir(folder.path);
    const outDir = join(folder.path, 'never');
    await expect(mergeModel({ adapterDir, baseDir: other, outDir, dataPath })).rejects.toMatchObject({
      code: 'INVALID_WEIGHTS',
      file: adapterDir,
      key: expect.stringContaining('lora_A') as string,
    });
    expect(await readdir(folder.path)).toEqual(before);
  });

  it('does not go over a folder that is there', async () => {
    await expect(mergeModel({ adapterDir, baseDir, outDir: baseDir, dataPath })).rejects.toMatchObject({
      code: 'EXISTS',
    });
  });
});

describe('an int8 export', () => {
  it('is there when it is as good, and not when it falls further than it may', async () => {
    const outDir = join(folder.path, 'int8');
    const found = await exportInt8({ modelDir: baseDir, outDir, dataPath, maxDrop: 1 });
    expect(found.orders).toBe(3);
    const before = await readdir(folder.path);
    // Less than no drop at all: what was good enough just now is not.
    const strict = { modelDir: baseDir, outDir: join(folder.path, 'strict'), dataPath, maxDrop: -2 };
    await expect(exportInt8(strict)).rejects.toMatchObject({
      code: 'EXPORT_WORSE',
      message: expect.stringContaining('nothing was written') as string,
    });
    expect(await readdir(folder.path)).toEqual(before);
  });
});
