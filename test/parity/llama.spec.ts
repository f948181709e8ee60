import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DecodeSession,
  importModel,
  loadAnyModelFolder,
  loadModelFolder,
  parseModelConfig,
  readGguf,
  type Model,
  type Weights,
} from '@ordena/model';
import { OrderTokenizer } from '@ordena/tokenization';
import { Trainer, type TrainingRow } from '@ordena/training';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTensors } from '../support/parity-fixtures.js';
import { forward, largestGap, worstLogit } from '../support/parity-forward.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** What `test/parity/make-llama-fixtures.py` wrote, with llama.cpp's writer, transformers and PyTorch. */
const FOLDER = fileURLToPath(new URL('../fixtures/llama/', import.meta.url));
const GGUF = join(FOLDER, 'model.gguf');
const TOLERANCE = 1e-4;

interface Cases {
  readonly rows: readonly { readonly ids: number[]; readonly labels: number[] }[];
  readonly loss: number;
  readonly gradients: Readonly<Record<string, { readonly norm: number; readonly wave: number }>>;
  readonly texts: readonly { readonly text: string; readonly ids: readonly number[] }[];
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let cases: Cases;
let rows: TrainingRow[];
let model: Model;
let reference: Parameters<typeof worstLogit>[0];

beforeAll(async () => {
  folder = await temporaryFolder();
  cases = JSON.parse(await readFile(join(FOLDER, 'cases.json'), 'utf8')) as Cases;
  rows = cases.rows.map(({ ids, labels }) => ({
    ids: Int32Array.from(ids),
    labels: Int32Array.from(labels),
  }));
  const weights: Weights = new Map();
  const { config } = await readGguf(GGUF, (name, tensor) => weights.set(name, tensor));
  model = { config, weights };
  const logits = (await readTensors(join(FOLDER, 'logits.safetensors'))).get('logits');
  if (!logits) throw new Error('the fixture logits.safetensors has no tensor "logits"');
  reference = { rows, logits };
});

afterAll(async () => folder.remove());

describe('a Llama from a GGUF file in six number formats', () => {
  it('has the configuration that transformers writes', async () => {
    const json: unknown = JSON.parse(await readFile(join(FOLDER, 'config.json'), 'utf8'));
    expect(model.config).toEqual(parseModelConfig(json));
  });

  it('gives the logits of transformers in the training graph', async () => {
    const found = await forward(model.config, { kind: 'full' }, rows, model.weights);
    expect(worstLogit(reference, found)).toBeLessThan(TOLERANCE);
  });

  it('gives the logits of transformers in the decode graph, as imported', async () => {
    await importModel(GGUF, join(folder.path, 'llama'));
    const session = await DecodeSession.create(await loadAnyModelFolder(join(folder.path, 'llama')), {
      slots: 3,
      maxLength: 32,
      threads: 1,
    });
    const [, width = 0, vocabulary = 0] = reference.logits.dims;
    const logits = await session.append(
      0,
      rows.map(({ ids }) => ({ tokens: [...ids], logits: ids.length })),
    );
    const places = rows.flatMap(({ ids }, row) => [...ids.keys()].map((t) => (row * width + t) * vocabulary));
    const gaps = places.map((from, i) =>
      largestGap(reference.logits.data.subarray(from, from + vocabulary), logits[i] ?? new Float32Array()),
    );
    expect(Math.max(...gaps)).toBeLessThan(TOLERANCE);
    await session.close();
  });

  it('has the loss and the gradients of PyTorch', async () => {
    const trainer = await Trainer.create({
      config: model.config,
      mode: { kind: 'full' },
      parameters: new Map(
        [...model.weights].map(([name, { dims, data }]) => [name, { dims, data: data.slice() }]),
      ),
      optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
      maxGradientNorm: 0,
      threads: 1,
    });
    const { loss } = await trainer.trainStep([rows], 0);
    expect(loss).toBeCloseTo(cases.loss, 4);
    expect(trainer.trainable.map(({ name }) => name).sort()).toEqual(Object.keys(cases.gradients).sort());
    for (const { name, gradient } of trainer.trainable) {
      const { norm, wave } = cases.gradients[name] ?? { norm: NaN, wave: NaN };
      const found = gradient.reduce((sum, value, i) => sum + value * Math.cos(i), 0);
      expect(Math.abs(found - wave) / norm, name).toBeLessThan(1e-3);
      expect(Math.hypot(...gradient) / norm, name).toBeCloseTo(1, 3);
    }
    await trainer.close();
  });

  it('reads texts as the tokenizers library does', async () => {
    await importModel(GGUF, join(folder.path, 'tokenizer'), { quantize: 'int8' });
    const tokenizer = await OrderTokenizer.load(join(folder.path, 'tokenizer'));
    expect(cases.texts.map(({ text }) => tokenizer.encode(text))).toEqual(cases.texts.map(({ ids }) => ids));
    expect(cases.texts.map(({ ids }) => tokenizer.decode(ids))).toEqual(cases.texts.map(({ text }) => text));
    expect([tokenizer.eosId, tokenizer.padId]).toEqual([2, 0]);
  });

  it('can be imported as int8, and then again as a folder', async () => {
    const [int8, again] = [join(folder.path, 'int8'), join(folder.path, 'again')];
    expect(await importModel(GGUF, int8, { quantize: 'int8' })).toMatchObject({
      kind: 'int8',
      formats: { Q8_0: 3, Q4_0: 3, Q4_1: 3, F16: 3, BF16: 2, F32: 7 },
    });
    expect(await importModel(int8, again)).toMatchObject({ kind: 'int8' });
    for (const name of ['model.safetensors', 'tokenizer.json', 'config.json']) {
      expect(await readFile(join(again, name)), name).toEqual(await readFile(join(int8, name)));
    }
    await expect(loadModelFolder(int8)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });
});
