/**
 * `npm run bench:profiles`: F1 against time, by training profile, at the size of the model that comes with Ordena.
 *
 * The base is that model with noise on every matrix of its layers, so that there is something to learn: it answers next to
 * nothing rightly. Each profile then fine-tunes it on the same hand-written orders, and is scored on the same part of the
 * dev orders after each epoch. CPU seconds are given beside those of the clock: they hardly feel what else runs.
 */
import { defaultModelDir, readHandWritten } from '@ordena/default-model';
import { dequantizeModel, loadAnyModelFolder, saveModelFolder } from '@ordena/model';
import { createRng } from '@ordena/orders';
import { PROFILES, trainModel, validateModel, type TrainingProfile } from '@ordena/training';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.js';
import { writeRecords } from '../recipes/write-records.js';
import { describeMachine } from './pairs.js';
import { readSettings, runCommand, wholeNumber } from './settings.js';

const DEFAULTS = { orders: '400', validation: '60', epochs: '3', noise: '0.5', threads: '2', only: '' };

/** A packed batch has as many tokens as a plain one of four times the rows, or about that. */
const VARIANTS: Readonly<Record<string, TrainingProfile>> = {
  reference: PROFILES.reference,
  fast: { ...PROFILES.fast, packing: false },
  'fast, packed': { ...PROFILES.fast, packing: true, batchSize: 2 },
};

/** The default model with normal noise of `share` of each matrix's own deviation. */
async function writeBase(dir: string, share: number): Promise<void> {
  const from = defaultModelDir();
  const loaded = await loadAnyModelFolder(from);
  const model = loaded.kind === 'float' ? loaded.model : dequantizeModel(loaded.model);
  const rng = createRng(1);
  for (const [name, { dims, data }] of model.weights) {
    if (!name.includes('.layers.') || dims.length !== 2) continue;
    const deviation = Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length);
    // Three uniform numbers added up are near enough to normal; their sum has variance 1/4.
    data.forEach((value, i) => {
      data[i] = value + share * deviation * 2 * (rng.next() + rng.next() + rng.next() - 1.5);
    });
  }
  await saveModelFolder(dir, { config: model.config, weights: model.weights });
  for (const file of ['tokenizer.json', 'tokenizer_config.json'])
    await copyFile(join(from, file), join(dir, file));
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function main(): Promise<void> {
  const settings = readSettings(DEFAULTS);
  const folder = await temporaryFolder();
  try {
    const { train, dev } = await readHandWritten();
    const step = Math.floor(train.length / wholeNumber('orders', settings.orders));
    const some = train.filter((_, i) => i % step === 0).slice(0, Number(settings.orders));
    const held = dev.filter((_, i) => i % 3 === 0).slice(0, wholeNumber('validation', settings.validation));
    const paths = { train: join(folder.path, 'train.jsonl'), dev: join(folder.path, 'dev.jsonl') };
    await writeRecords(paths.train, some);
    await writeRecords(paths.dev, held);
    const baseDir = join(folder.path, 'base');
    await writeBase(baseDir, Number(settings.noise));
    const before = await validateModel(baseDir, held);
    console.log(
      `${describeMachine()}; ${some.length} orders, ${held.length} to validate; F1 of the base ${before.f1.toFixed(4)}`,
    );
    console.log(
      '\n| profile | epoch | step | loss | F1 | seconds | CPU seconds |\n| --- | --- | --- | --- | --- | --- | --- |',
    );
    for (const [name, profile] of Object.entries(VARIANTS)) {
      if (settings.only !== '' && settings.only !== name) continue;
      let [seconds, cpu, last] = [0, 0, cpuSeconds()];
      await trainModel({
        trainPath: paths.train,
        validationPath: paths.dev,
        outDir: join(folder.path, name),
        baseDir,
        profile: { ...profile, epochs: wholeNumber('epochs', settings.epochs) },
        resume: false,
        threads: wholeNumber('threads', settings.threads),
        checkpointEverySteps: 10_000,
        tracking: { trackers: [] },
        onStep: (log) => {
          seconds += log.seconds;
          cpu += cpuSeconds() - last;
          last = cpuSeconds();
        },
        onEpoch: ({ epoch, step: steps, loss, f1 }) => {
          const cells = [
            name,
            epoch,
            steps,
            loss?.toFixed(4),
            f1.toFixed(4),
            seconds.toFixed(0),
            cpu.toFixed(0),
          ];
          console.log(`| ${cells.join(' | ')} |`);
          last = cpuSeconds();
        },
      });
    }
  } finally {
    await folder.remove();
  }
}

await runCommand(main);
