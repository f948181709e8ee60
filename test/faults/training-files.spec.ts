import { ModelError, saveModelFolder, type Model } from '@ordena/model';
import { PROFILES, trainModel } from '@ordena/training';
import { existsSync } from 'node:fs';
import { open, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';
import { TINY_CONFIG, tinyModel, writeTokenizer } from '../support/tiny-model.js';

const RECORD = { natural_language: 'Dos sillas', json_data: { producto: 'sillas', cantidad: 2 } };
let dir: string;
let baseDir: string;
let trainPath: string;

beforeEach(async () => {
  ({ path: dir } = await temporaryFolder());
  baseDir = join(dir, 'base');
  await makeBase(tinyModel());
  trainPath = join(dir, 'orders.json');
  await writeFile(trainPath, JSON.stringify([RECORD, RECORD, RECORD]));
});

async function makeBase(model: Model): Promise<void> {
  await saveModelFolder(baseDir, model);
  await writeTokenizer(baseDir);
}

/** Every wrong file ends a run before it begins: nothing may lie where its results were to go. */
async function expectRefused(match: Record<string, unknown>): Promise<void> {
  const outDir = join(dir, 'out');
  const run = trainModel({ trainPath, outDir, baseDir, profile: PROFILES.fast, resume: false, threads: 1 });
  await expect(run).rejects.toMatchObject(match);
  expect(existsSync(outDir)).toBe(false);
}

describe('training on a wrong base', () => {
  const weights = (): string => join(baseDir, 'model.safetensors');

  it('of which a shard is truncated names the shard', async () => {
    const bytes = await readFile(weights());
    const shard = join(baseDir, 'model-00001-of-00001.safetensors');
    await writeFile(shard, bytes.subarray(0, bytes.length - 100));
    const weight_map = Object.fromEntries(
      [...tinyModel().weights.keys()].map((name) => [name, 'model-00001-of-00001.safetensors']),
    );
    await writeFile(join(baseDir, 'model.safetensors.index.json'), JSON.stringify({ weight_map }));
    await unlink(weights());
    await expectRefused({ code: 'INVALID_WEIGHTS', file: shard });
  });

  it.each([
    ['a header of terabytes', 1n << 42n],
    ['a header of more bytes than there can be', (1n << 63n) - 1n],
  ])('with %s allocates nothing and names the file', async (_, length) => {
    const handle = await open(weights(), 'r+');
    const prefix = Buffer.alloc(8);
    prefix.writeBigUInt64LE(length);
    await handle.write(prefix, 0, 8, 0);
    await handle.close();
    await expectRefused({ code: 'INVALID_WEIGHTS', file: weights() });
  });

  it('with a tensor of terabytes names the tensor', async () => {
    const header = JSON.stringify({
      'model.embed_tokens.weight': { dtype: 'F32', shape: [1e6, 1e6], data_offsets: [0, 4e12] },
    });
    const prefix = Buffer.alloc(8);
    prefix.writeBigUInt64LE(BigInt(header.length));
    await writeFile(weights(), Buffer.concat([prefix, Buffer.from(header)]));
    await expectRefused({ name: 'ModelError', code: 'INVALID_WEIGHTS', file: weights() });
  });

  it('whose weights hold NaN names the tensor', async () => {
    const model = tinyModel();
    const name = 'model.layers.1.mlp.up_proj.weight';
    model.weights.get(name)?.data.fill(NaN, 3, 4);
    await makeBase(model);
    await expectRefused({
      code: 'BAD_BASE',
      subject: baseDir,
      message: expect.stringContaining(name) as string,
    });
  });

  it('whose tokenizer has more words than the model says so', async () => {
    await saveModelFolder(baseDir, tinyModel(1, { ...TINY_CONFIG, vocabSize: 100 }));
    await expectRefused({ message: expect.stringMatching(/tokenizer.*different models/) as string });
  });

  it('that is not there is a typed error', async () => {
    baseDir = join(dir, 'nowhere');
    await expectRefused({ code: 'MISSING_FILE', constructor: ModelError });
  });
});

describe('training on wrong orders', () => {
  it.each([
    ['a text that is no string', { ...RECORD, natural_language: 5 }, 'natural_language'],
    ['a text that is a list', { ...RECORD, natural_language: ['Dos sillas'] }, 'natural_language'],
    [
      'a list in a list',
      { ...RECORD, json_data: { items: [[{ producto: 'sillas' }]] } },
      'json_data/items/0',
    ],
    ['a label that is a list', { ...RECORD, json_data: [RECORD.json_data] }, 'json_data'],
  ])('with %s names file, row and key', async (_, wrong, key) => {
    await writeFile(trainPath, JSON.stringify([RECORD, wrong]));
    await expectRefused({
      name: 'DatasetError',
      code: 'INVALID_RECORD',
      file: trainPath,
      row: 2,
      key: expect.stringContaining(key) as string,
    });
  });

  it('names every wrong setting before anything is read', async () => {
    const profile = { ...PROFILES.fast, epochs: 0, batchSize: 0.5 };
    const run = trainModel({
      trainPath: 'nowhere',
      outDir: join(dir, 'out'),
      baseDir,
      profile,
      resume: false,
    });
    await expect(run).rejects.toMatchObject({
      code: 'BAD_CONFIG',
      message: expect.stringMatching(/batchSize .*epochs/) as string,
    });
  });
});
