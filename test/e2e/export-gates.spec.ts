import { newAdapterWeights, saveAdapterFolder, saveModelFolder, type Weights } from '@ordena/model';
import { exportInt8, mergeModel, validateModel } from '@ordena/training';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TAUGHT, teachModel, writeTaught } from '../support/taught-model.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const LORA = { rank: 2, alpha: 2, targetModules: ['q_proj', 'v_proj'] };
/** Powers of two, so that what is multiplied and divided by them loses nothing. */
const HUGE = 2 ** 80;
const OUTLIER = 2 ** 12;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let taught: Awaited<ReturnType<typeof teachModel>>;
let baseDir: string;
let dataPath: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  baseDir = join(folder.path, 'base');
  await mkdir(baseDir);
  taught = await teachModel(baseDir);
  dataPath = join(folder.path, 'orders.json');
  await writeTaught(dataPath);
});
afterAll(() => folder.remove());

/** The failure of an export, after which the folder must be as it was. */
async function failureOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const before = await readdir(folder.path);
  const failure = await work.then(
    () => ({ code: 'none', message: 'it was exported' }),
    (error: unknown) => error as { code: string; message: string },
  );
  expect(await readdir(folder.path)).toEqual(before);
  return failure;
}

describe('the gate of a merge', () => {
  it('stops an adapter that base + adapter bear and a sum does not: its two halves cancel, and take the base along', async () => {
    const weights = newAdapterWeights(taught.config, LORA, () => 0.75);
    for (const [name, { data }] of weights) {
      const half = data.length / 2;
      // Both rows of A are the same; of B, one column is the other's opposite.
      if (name.includes('lora_A')) data.copyWithin(half, 0, half);
      else data.forEach((_, i) => (data[i] = i % 2 === 0 ? HUGE : -HUGE));
    }
    const adapterDir = join(folder.path, 'cancels');
    await saveAdapterFolder(adapterDir, { lora: LORA, dropout: 0, baseModel: baseDir, weights });
    const outDir = join(folder.path, 'merged');
    const failure = await failureOf(mergeModel({ adapterDir, baseDir, outDir, dataPath }));
    expect(failure.code).toBe('EXPORT_WORSE');
    for (const { id } of TAUGHT) expect(failure.message).toMatch(new RegExp(`${id} 1\\.000 to 0\\.\\d`));
  });

  it('stops a merge whose numbers leave what a float holds, and names the matrix', async () => {
    const weights = newAdapterWeights(taught.config, LORA, () => 1);
    for (const { data } of weights.values()) data.fill(1e30);
    const adapterDir = join(folder.path, 'overflows');
    await saveAdapterFolder(adapterDir, { lora: LORA, dropout: 0, baseModel: baseDir, weights });
    const outDir = join(folder.path, 'infinite');
    const failure = await failureOf(mergeModel({ adapterDir, baseDir, outDir, dataPath, maxDrop: 1 }));
    expect(failure).toMatchObject({
      code: 'EXPORT_WORSE',
      message: expect.stringContaining('model.layers.0.self_attn.q_proj.weight') as string,
    });
  });
});

describe('the gate of an int8 export', () => {
  it('passes the model as it was taught', async () => {
    const outDir = join(folder.path, 'int8');
    expect(await exportInt8({ modelDir: baseDir, outDir, dataPath, maxDrop: 0 })).toEqual({
      orders: TAUGHT.length,
      before: 1,
      after: 1,
    });
  });

  it('stops the same model with outlier channels, which leave 8 bits nothing for the others', async () => {
    const modelDir = join(folder.path, 'outliers');
    await saveModelFolder(modelDir, { config: taught.config, weights: withOutliers(taught.weights) });
    await copyFile(join(baseDir, 'tokenizer.json'), join(modelDir, 'tokenizer.json'));
    expect((await validateModel(modelDir, TAUGHT)).f1).toBe(1);
    const outDir = join(folder.path, 'never');
    const failure = await failureOf(exportInt8({ modelDir, outDir, dataPath }));
    expect(failure.code).toBe('EXPORT_WORSE');
    expect(failure.message).toMatch(
      /F1 fell from 1\.0000 to 0\.\d+ on 3 orders, more than 0\.01; most on o-\d 1\.000/,
    );
  });
});

/** The same function: every 16th channel that a norm gives is smaller, and the columns that read it are larger. */
function withOutliers(weights: Weights): Weights {
  const readers: Readonly<Record<string, RegExp>> = {
    input_layernorm: /self_attn\.[qkv]_proj/,
    post_attention_layernorm: /mlp\.(gate|up)_proj/,
  };
  const width = taught.config.hiddenSize;
  return new Map(
    [...weights].map(([name, { dims, data }]) => {
      const norm = Object.keys(readers).some((key) => name.includes(key));
      const reader = Object.values(readers).some((pattern) => pattern.test(name));
      const factor = norm ? 1 / OUTLIER : reader ? OUTLIER : 1;
      return [
        name,
        { dims, data: data.map((value, i) => ((i % width) % 16 === 0 ? value * factor : value)) },
      ];
    }),
  );
}
