import { PROMPT_FILE, PROMPT_HASH } from '@ordena/dataset';
import { Engine } from '@ordena/inference';
import {
  loadAdapterFolder,
  loadModelFolder,
  readSafetensors,
  saveModelFolder,
  toFloat32,
} from '@ordena/model';
import { PROFILES, trainModel, type TrainingProfile, type TrainModelOptions } from '@ordena/training';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';
import { tinyModel, tinyModelFolder, writeTokenizer } from '../support/tiny-model.js';

const GOODS = [
  'tornillos',
  'guantes de nitrilo',
  'cemento gris',
  'papel carta',
  'leche entera',
  'cable rojo',
];
const RECORDS = GOODS.flatMap((producto, i) =>
  [3, 12, 40, 75].map((cantidad) => ({
    id: `t-${i}-${cantidad}`,
    natural_language: `Necesito ${cantidad} cajas de ${producto}, por favor.`,
    json_data: { producto, cantidad, unidad: 'caja' },
  })),
);

const FULL: TrainingProfile = { ...PROFILES.full, batchSize: 4, epochs: 2, learningRate: 1e-3 };
const LORA: TrainingProfile = {
  ...PROFILES.reference,
  batchSize: 4,
  accumulation: 2,
  epochs: 1,
  learningRate: 1e-3,
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let trainPath: string;
let baseDir: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  // The quantised base goes with the rest.
  process.env['ORDENA_CACHE'] = folder.path;
  trainPath = join(folder.path, 'train.json');
  await writeFile(trainPath, JSON.stringify(RECORDS));
  baseDir = await tinyModelFolder();
});
afterAll(() => folder.remove());

function options(
  name: string,
  profile: TrainingProfile,
  more: Partial<TrainModelOptions> = {},
): TrainModelOptions {
  return {
    trainPath,
    outDir: join(folder.path, name),
    baseDir,
    profile,
    resume: false,
    threads: 1,
    maxValidation: 1,
    ...more,
  };
}

async function weightsOf(name: string): Promise<Uint8Array> {
  return readFile(join(folder.path, name, 'checkpoint.safetensors'));
}

describe('trainModel', () => {
  it('trains all weights: the loss falls, each epoch is scored, the model is served', async () => {
    const losses: number[] = [];
    const epochs = await trainModel(options('full', FULL, { onStep: ({ loss }) => losses.push(loss) }));
    expect(losses.at(-1)).toBeLessThan((losses[0] as number) * 0.7);
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
    const log = (await readFile(join(folder.path, 'full', 'log.jsonl'), 'utf8')).trim().split('\n');
    expect(log.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'data',
      'epoch',
      'epoch',
    ]);
    const engine = await Engine.start({ modelDir: join(folder.path, 'full', 'model') });
    const { outcome } = await engine.canonicalize('Necesito 12 cajas de tornillos.');
    expect(outcome).not.toBe('invalid');
    await engine.close();
  });

  it('trains an adapter and leaves the base alone', async () => {
    await trainModel(options('lora', LORA));
    const adapter = await loadAdapterFolder(join(folder.path, 'lora', 'adapter'));
    expect(adapter.lora).toMatchObject({ rank: 16, alpha: 32 });
    expect(adapter.weights.size).toBe(2 * 4 * 2);
    const base = await loadModelFolder(baseDir);
    const merged = await loadModelFolder(join(folder.path, 'lora', 'model'));
    const changed = [...base.weights].filter(([name, { data }]) => {
      const other = merged.weights.get(name)?.data;
      return data.some((x, i) => x !== other?.[i]);
    });
    expect(changed.map(([name]) => name.split('.').at(-2)).sort()).toEqual([
      'k_proj',
      'k_proj',
      'o_proj',
      'o_proj',
      'q_proj',
      'q_proj',
      'v_proj',
      'v_proj',
    ]);
  });

  it.each([
    ['all weights', FULL],
    ['an adapter with dropout', LORA],
  ])('goes on after a stop to the same bits: %s', async (name, profile) => {
    const whole = `whole ${name}`;
    const parts = `parts ${name}`;
    await trainModel(options(whole, profile));
    const stop = new AbortController();
    const onStep: TrainModelOptions['onStep'] = ({ step }) => {
      if (step === 3) stop.abort();
    };
    await trainModel(options(parts, profile, { onStep, signal: stop.signal }));
    const halfway = await weightsOf(parts);
    await trainModel(options(parts, profile, { resume: true }));
    expect(await weightsOf(parts)).toEqual(await weightsOf(whole));
    expect(halfway).not.toEqual(await weightsOf(whole));
  });

  it('refuses a checkpoint that is damaged or of another run', async () => {
    await trainModel(options('damaged', { ...FULL, epochs: 1 }));
    const other = options('damaged', { ...FULL, epochs: 3 }, { resume: true });
    await expect(trainModel(other)).rejects.toMatchObject({ code: 'BAD_CHECKPOINT' });
    const file = join(folder.path, 'damaged', 'checkpoint.safetensors');
    const bytes = await readFile(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] as number) ^ 1;
    await writeFile(file, bytes);
    const again = options('damaged', { ...FULL, epochs: 1 }, { resume: true });
    await expect(trainModel(again)).rejects.toMatchObject({ code: 'BAD_CHECKPOINT', subject: file });
  });

  it('stops early at a stale F1, and stays stopped when resumed', async () => {
    // A rate of almost nothing: no epoch is better than the first.
    const profile = { ...FULL, epochs: 6, learningRate: 1e-9 };
    const first = await trainModel(options('early', profile, { earlyStop: 2 }));
    expect(first.map(({ best }) => best)).toEqual([true, false, false]);
    expect(first.every(({ loss }) => (loss ?? 0) > 1)).toBe(true);
    const again = await trainModel(options('early', profile, { earlyStop: 2, resume: true }));
    expect(again).toEqual(first);
  });

  it('writes a checkpoint when asked to', async () => {
    const asks = new EventTarget();
    const file = join(folder.path, 'asked', 'checkpoint.safetensors');
    const there: boolean[] = [];
    const onStep: TrainModelOptions['onStep'] = ({ step }) => {
      there.push(existsSync(file));
      if (step === 2) asks.dispatchEvent(new Event('checkpoint'));
    };
    await trainModel(options('asked', { ...FULL, epochs: 1 }, { asks, onStep }));
    expect(there.slice(0, 4)).toEqual([false, false, true, true]);
  });

  it('notes the prompt beside the weights, and weights of another prompt are not served', async () => {
    await trainModel(options('prompt', { ...LORA, packing: true }));
    for (const part of ['adapter', 'model']) {
      const note = await readFile(join(folder.path, 'prompt', part, PROMPT_FILE), 'utf8');
      expect(JSON.parse(note)).toEqual({ prompt_sha256: PROMPT_HASH });
    }
    const modelDir = join(folder.path, 'prompt', 'model');
    await writeFile(join(modelDir, PROMPT_FILE), JSON.stringify({ prompt_sha256: 'f'.repeat(64) }));
    await expect(Engine.start({ modelDir })).rejects.toMatchObject({
      code: 'MODEL_UNFIT',
      message: expect.stringContaining('another prompt') as string,
    });
  });

  it('ends where the loss is no number, and keeps nothing of it', async () => {
    const { config, weights } = tinyModel();
    for (const { data } of weights.values()) data.forEach((value, i) => (data[i] = value * 1e37));
    const huge = join(folder.path, 'huge');
    await saveModelFolder(huge, { config, weights });
    await writeTokenizer(huge);
    const run = trainModel(options('wild', FULL, { baseDir: huge, checkpointEverySteps: 1 }));
    await expect(run).rejects.toMatchObject({ code: 'DIVERGED', subject: 'step 1' });
    const log = await readFile(join(folder.path, 'wild', 'metrics.jsonl'), 'utf8');
    expect(log.trim().split('\n').at(-1)).toBe('{"kind":"end","outcome":"failed"}');
    expect(existsSync(join(folder.path, 'wild', 'checkpoint.safetensors'))).toBe(false);
  });

  it('ends where the loss leaps, and keeps the checkpoint from before', async () => {
    // The rate rises to the absurd over the whole run: in the end decay makes weights larger from step to step.
    const profile = { ...FULL, epochs: 8, learningRate: 0.9, warmupShare: 0.99, weightDecay: 5 };
    const losses: number[] = [];
    const run = trainModel(
      options('leaps', profile, { checkpointEverySteps: 1, onStep: ({ loss }) => losses.push(loss) }),
    );
    await expect(run).rejects.toMatchObject({
      code: 'DIVERGED',
      message: expect.stringContaining('times its median') as string,
    });
    const file = join(folder.path, 'leaps', 'checkpoint.safetensors');
    let kept = '';
    await readSafetensors(file, (name, { bytes }) => {
      if (name === 'state') kept = new TextDecoder().decode(bytes);
      else expect(toFloat32({ dtype: 'F32', dims: [], bytes }).every(Number.isFinite)).toBe(true);
    });
    const { step } = JSON.parse(kept) as { step: number };
    expect(step).toBeLessThanOrEqual(losses.length - 2);
    expect(losses[step - 1]).toBeLessThan(2 * (losses[0] as number));
  });

  it('validates on orders of their own, and on none that it trains on', async () => {
    const validationPath = join(folder.path, 'dev.json');
    await writeFile(
      validationPath,
      JSON.stringify([
        { id: 'd-1', natural_language: 'Mande 4 palas.', json_data: { producto: 'palas', cantidad: 4 } },
      ]),
    );
    const reports = await trainModel(options('own part', { ...FULL, epochs: 1 }, { validationPath }));
    expect(reports.map(({ validationSeconds = 0 }) => validationSeconds > 0)).toEqual([true]);
    const log = await readFile(join(folder.path, 'own part', 'log.jsonl'), 'utf8');
    expect(JSON.parse(log.split('\n')[0] ?? '')).toMatchObject({ rows: 2 * RECORDS.length, validation: 1 });
    const leaked = trainModel(options('leaked', FULL, { validationPath: trainPath }));
    await expect(leaked).rejects.toMatchObject({ code: 'BAD_CONFIG', subject: trainPath });
  });

  it('says when there is nothing to learn from', async () => {
    const empty = join(folder.path, 'eval.json');
    await writeFile(empty, JSON.stringify([{ id: '1', natural_language: 'hola' }]));
    await expect(trainModel(options('none', FULL, { trainPath: empty }))).rejects.toMatchObject({
      code: 'NO_DATA',
    });
  });
});
