import {
  dequantizeModel,
  loadAnyModelFolder,
  mergeAdapter,
  newAdapterWeights,
  saveAdapterFolder,
  saveModelFolder,
  type Adapter,
  type Model,
  type TrainingMode,
  type Weights,
} from '@ordena/model';
import { createRng } from '@ordena/orders';
import { OrderTokenizer } from '@ordena/tokenization';
import { existsSync } from 'node:fs';
import { appendFile, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BlockBatches } from './block-batches.js';
import { checkProfile } from './check-profile.js';
import { fingerprintOf } from './checkpoint.js';
import { prepareData, type PreparedData } from './dataset-rows.js';
import { cachedInt8Weights, int8CacheDir } from './int8-cache.js';
import type { TrainingProfile } from './profiles.js';
import { runLoop, type StepLog } from './run-loop.js';
import { Trainer } from './trainer.js';
import { validateModel } from './validation.js';

const TOKENIZER_FILES = ['tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json'];

const epochSchema = z.object({
  epoch: z.number(),
  step: z.number(),
  f1: z.number(),
  exactMatch: z.number(),
  best: z.boolean(),
});

export interface TrainModelOptions {
  /** A dataset: a folder in the reference layout, or a JSON, JSONL or CSV file. */
  readonly trainPath: string;
  /** The dataset's rows, when somebody has made them already: `trainPath` is then not read. */
  readonly prepared?: PreparedData;
  /** Where everything goes: `adapter/`, `model/` (merged), `checkpoint.safetensors`, `log.jsonl`, `metrics.json`. */
  readonly outDir: string;
  /** Folder of the model to start from. A quantised one is turned back into floats. */
  readonly baseDir: string;
  readonly profile: TrainingProfile;
  readonly resume: boolean;
  readonly threads?: number;
  /** Optimizer steps between checkpoints; one is also written at each end. Default 50. */
  readonly checkpointEverySteps?: number;
  readonly onStep?: (log: StepLog) => void;
  readonly onEpoch?: (report: EpochReport) => void;
  /** Cuts the validation part down, for quick runs. */
  readonly maxValidation?: number;
  readonly signal?: AbortSignal;
}

export type EpochReport = Readonly<z.infer<typeof epochSchema>>;

/**
 * Fine-tunes a model on a dataset: LoRA or all weights, F1 on the held-out part after each epoch, the best epoch kept.
 *
 * @returns a report per epoch, those before a resume included.
 */
export async function trainModel(options: TrainModelOptions): Promise<EpochReport[]> {
  const { outDir, profile } = options;
  checkProfile(profile);
  const base = await loadBase(options.baseDir);
  const tokenizer = await OrderTokenizer.load(options.baseDir);
  tokenizer.checkFits(base.config.vocabSize);
  const data = options.prepared ?? (await prepareData(options.trainPath, tokenizer, profile));
  await mkdir(outDir, { recursive: true });
  const log = (entry: Record<string, unknown>): Promise<void> =>
    appendFile(join(outDir, 'log.jsonl'), `${JSON.stringify(entry)}\n`);
  await endLine(join(outDir, 'log.jsonl'));
  await log({
    event: 'data',
    rows: data.rows.length,
    validation: data.validation.length,
    truncated: data.truncated,
  });

  const mode: TrainingMode = profile.lora ? { kind: 'lora', lora: profile.lora } : { kind: 'full' };
  const rng = createRng(profile.seed);
  const adapter: Weights = profile.lora
    ? newAdapterWeights(base.config, profile.lora, () => rng.next())
    : new Map<string, never>();
  const parameters: Weights = new Map([...base.weights, ...adapter]);
  const trainer = await Trainer.create({
    config: base.config,
    mode,
    parameters,
    ...(profile.lora && profile.basePrecision === 'int8'
      ? { base: cachedInt8Weights(base.weights, int8CacheDir()) }
      : {}),
    maxLength: data.rows.reduce((most, { ids }) => Math.max(most, ids.length), 1),
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: profile.weightDecay },
    maxGradientNorm: profile.maxGradientNorm,
    seed: profile.seed,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  const batches = new BlockBatches({
    rowsOfBlock: (epoch) => (epoch < profile.epochs ? data.rows : undefined),
    seed: profile.seed,
    batchSize: profile.batchSize,
  });
  const reports: EpochReport[] = options.resume ? await readEpochs(join(outDir, 'log.jsonl')) : [];
  const validation = data.validation.slice(0, options.maxValidation ?? data.validation.length);
  const endEpoch = async (epoch: number, step: number): Promise<void> => {
    if (reports.some((report) => report.epoch === epoch + 1)) return;
    const candidate = join(outDir, 'candidate');
    await exportModel(candidate, options.baseDir, base, parameters, profile);
    const score = await validateModel(join(candidate, 'model'), validation);
    const best = reports.every((report) => report.f1 < score.f1);
    if (best) await promote(candidate, outDir);
    const report = { epoch: epoch + 1, step, f1: score.f1, exactMatch: score.exactMatch, best };
    reports.push(report);
    await log({ event: 'epoch', ...report });
    options.onEpoch?.(report);
  };
  try {
    await runLoop({
      trainer,
      batches,
      schedule: {
        peak: profile.learningRate,
        totalSteps: Math.ceil((batches.countOf(0) * profile.epochs) / profile.accumulation),
        warmupShare: profile.warmupShare,
      },
      accumulation: profile.accumulation,
      checkpointPath: join(outDir, 'checkpoint.safetensors'),
      checkpointEverySteps: options.checkpointEverySteps ?? 50,
      fingerprint: fingerprintOf({ profile, rows: data.rows.length, base: options.baseDir }),
      resume: options.resume,
      onBlockEnd: endEpoch,
      ...(options.onStep ? { onStep: options.onStep } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } finally {
    await trainer.close();
  }
  await writeFile(join(outDir, 'metrics.json'), `${JSON.stringify({ epochs: reports }, undefined, 2)}\n`);
  return reports;
}

/** The epochs that an interrupted run has logged: a later one must beat the best of them. */
async function readEpochs(file: string): Promise<EpochReport[]> {
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.flatMap((line) => {
    const parsed = epochSchema.safeParse(parseLine(line));
    return parsed.success ? [parsed.data] : [];
  });
}

/** Ends a line that a killed run has left half written, so that the next one is not lost in it. */
async function endLine(file: string): Promise<void> {
  if (existsSync(file) && !(await readFile(file, 'utf8')).endsWith('\n')) await appendFile(file, '\n');
}

/** A killed run may have left half a line. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function loadBase(dir: string): Promise<Model> {
  const loaded = await loadAnyModelFolder(dir);
  return loaded.kind === 'float' ? loaded.model : dequantizeModel(loaded.model);
}

/** Writes `adapter/` (LoRA) and `model/`, the merged model with its tokenizer, into `dir`. */
async function exportModel(
  dir: string,
  baseDir: string,
  base: Model,
  parameters: Weights,
  profile: TrainingProfile,
): Promise<void> {
  let weights: Weights = parameters;
  if (profile.lora) {
    const own = new Map([...parameters].filter(([name]) => !base.weights.has(name)));
    const adapter: Adapter = {
      lora: profile.lora,
      dropout: profile.lora.dropout ?? 0,
      baseModel: baseDir,
      weights: own,
    };
    await saveAdapterFolder(join(dir, 'adapter'), adapter);
    weights = mergeAdapter(base.config, base.weights, adapter, dir);
  }
  await saveModelFolder(join(dir, 'model'), { config: base.config, weights });
  for (const file of TOKENIZER_FILES) {
    if (existsSync(join(baseDir, file))) await copyFile(join(baseDir, file), join(dir, 'model', file));
  }
}

/** Moves a finished candidate's folders to where the best one is kept. */
async function promote(candidate: string, outDir: string): Promise<void> {
  for (const part of ['adapter', 'model']) {
    if (!existsSync(join(candidate, part))) continue;
    await rm(join(outDir, part), { recursive: true, force: true });
    await rename(join(candidate, part), join(outDir, part));
  }
}
