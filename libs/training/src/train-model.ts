import {
  allFinite,
  dequantizeModel,
  loadAnyModelFolder,
  newAdapterWeights,
  type Model,
  type TrainingMode,
  type Weights,
} from '@ordena/model';
import { createRng } from '@ordena/orders';
import { OrderTokenizer } from '@ordena/tokenization';
import type { RunOutcome } from '@ordena/tracking';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BlockBatches } from './block-batches.js';
import { checkProfile } from './check-profile.js';
import { fingerprintOf } from './checkpoint.js';
import { prepareData, rowsFor, type PreparedData } from './dataset-rows.js';
import { endLine, isStale, readEpochs, type EpochReport } from './epoch-report.js';
import { TrainingError } from './errors.js';
import { exportRun, promote } from './export-run.js';
import { cachedInt8Weights, int8CacheDir } from './int8-cache.js';
import type { TrainingProfile } from './profiles.js';
import { runLoop, type BlockVerdict, type StepLog } from './run-loop.js';
import { lockRun } from './run-lock.js';
import { RunTracking, type TrackingOptions } from './run-tracking.js';
import { Trainer } from './trainer.js';
import { validateModel } from './validation.js';

export interface TrainModelOptions {
  /** A dataset: a folder in the reference layout, or a JSON, JSONL or CSV file. */
  readonly trainPath: string;
  /** A dataset that validates; without it the profile's `validationShare` is held out of `trainPath`. */
  readonly validationPath?: string;
  /** The dataset's rows, when somebody has made them already: `trainPath` is then not read. */
  readonly prepared?: PreparedData;
  /**
   * Where everything goes: `adapter/` and `model/` (merged) of the best epoch, `checkpoint.safetensors`, `log.jsonl`,
   * `metrics.jsonl` and what other trackers keep, `metrics.json`.
   */
  readonly outDir: string;
  /** Folder of the model to start from. A quantised one is turned back into floats. */
  readonly baseDir: string;
  readonly profile: TrainingProfile;
  readonly resume: boolean;
  readonly threads?: number;
  /** Optimizer steps between checkpoints; one is also written at each end. Default 50. */
  readonly checkpointEverySteps?: number;
  /** Ends the run after so many epochs without a better F1. Default: never. */
  readonly earlyStop?: number;
  /** Where metrics go beside the log file. */
  readonly tracking?: TrackingOptions;
  readonly onStep?: (log: StepLog) => void;
  readonly onEpoch?: (report: EpochReport) => void;
  /** Told once of each tracker that could not be reached or failed; the run goes on without it. */
  readonly onTrackerFailure?: (tracker: string, message: string) => void;
  /** Cuts the validation part down, for quick runs. */
  readonly maxValidation?: number;
  /** Stops the run after the step in hand, with a checkpoint. */
  readonly signal?: AbortSignal;
  /** Its event `checkpoint` asks for a checkpoint after the step in hand. */
  readonly asks?: EventTarget;
}

/**
 * Fine-tunes a model on a dataset: LoRA or all weights, F1 on the held-out part after each epoch, the best epoch kept.
 *
 * @returns a report per epoch, those before a resume included.
 * @throws TrainingError: BAD_CONFIG with everything that is wrong with the settings, before anything is read; DIVERGED;
 *   RUN_IN_USE when another process trains in the folder. TrackingError BAD_SETTING;
 *   DatasetError, ModelError and TokenizationError of what it is given.
 */
export async function trainModel(options: TrainModelOptions): Promise<EpochReport[]> {
  const { outDir, profile } = options;
  checkProfile(profile);
  const base = await loadBase(options.baseDir, profile);
  const tokenizer = await OrderTokenizer.load(options.baseDir);
  tokenizer.checkFits(base.config.vocabSize);
  const data =
    options.prepared ?? (await prepareData(options.trainPath, tokenizer, profile, options.validationPath));
  await mkdir(outDir, { recursive: true });
  const unlock = await lockRun(outDir);
  try {
    return await trainTracked(options, base, data);
  } finally {
    await unlock();
  }
}

async function trainTracked(
  options: TrainModelOptions,
  base: Model,
  data: PreparedData,
): Promise<EpochReport[]> {
  const { outDir, profile } = options;
  const report = (tracker: string, error: unknown): void =>
    options.onTrackerFailure?.(tracker, error instanceof Error ? error.message : String(error));
  const tracking = await RunTracking.open(outDir, profile, options.tracking ?? {}, options.resume, report);
  let outcome: RunOutcome = 'failed';
  try {
    const reports = await run(options, base, data, tracking);
    outcome = options.signal?.aborted === true ? 'stopped' : 'finished';
    return reports;
  } finally {
    await tracking.close(outcome);
  }
}

async function run(
  options: TrainModelOptions,
  base: Model,
  data: PreparedData,
  tracking: RunTracking,
): Promise<EpochReport[]> {
  const { outDir, profile } = options;
  const logFile = join(outDir, 'log.jsonl');
  const log = (entry: Record<string, unknown>): Promise<void> =>
    appendFile(logFile, `${JSON.stringify(entry)}\n`);
  await endLine(logFile);
  const { rows, validation, truncated } = data;
  await log({
    event: 'data',
    rows: rows.length,
    tokens: rows.reduce((sum, { ids }) => sum + ids.length, 0),
    validation: validation.length,
    truncated,
  });
  const trained = rowsFor(rows, profile);
  const parameters: Weights = new Map([...base.weights, ...newAdapter(base, profile)]);
  const trainer = await makeTrainer(options, base, parameters, trained);
  const batches = new BlockBatches({
    rowsOfBlock: (epoch) => (epoch < profile.epochs ? trained : undefined),
    seed: profile.seed,
    batchSize: profile.batchSize,
  });
  const reports: EpochReport[] = options.resume ? await readEpochs(logFile) : [];
  const heldOut = validation.slice(0, options.maxValidation ?? validation.length);
  const endEpoch = async (block: number, step: number, loss: number): Promise<BlockVerdict> => {
    if (!reports.some((known) => known.epoch === block + 1)) {
      const candidate = join(outDir, 'candidate');
      await exportRun(candidate, options.baseDir, base, parameters, profile);
      const start = performance.now();
      const { f1, exactMatch } = await validateModel(join(candidate, 'model'), heldOut);
      const validationSeconds = (performance.now() - start) / 1000;
      const best = reports.every((earlier) => earlier.f1 < f1);
      if (best) await promote(candidate, outDir);
      const report = {
        epoch: block + 1,
        step,
        loss,
        f1,
        exactMatch,
        best,
        validationSeconds,
      };
      reports.push(report);
      await log({ event: 'epoch', ...report });
      tracking.epoch(report);
      options.onEpoch?.(report);
    }
    return isStale(reports, options.earlyStop) ? 'stop' : 'go on';
  };
  const checkpoints = listen(options.asks);
  try {
    await runLoop({
      trainer,
      batches,
      schedule: {
        peak: profile.learningRate,
        totalSteps: Math.ceil((batches.countOf(0) * profile.epochs) / profile.accumulation),
        warmupShare: profile.warmupShare,
        ...(profile.schedule === undefined ? {} : { shape: profile.schedule }),
      },
      accumulation: profile.accumulation,
      checkpointPath: join(outDir, 'checkpoint.safetensors'),
      checkpointEverySteps: options.checkpointEverySteps ?? 50,
      checkpointAsked: checkpoints.asked,
      fingerprint: fingerprintOf({ profile, rows: rows.length, base: options.baseDir }),
      resume: options.resume,
      onBlockEnd: endEpoch,
      onStep: (step) => {
        tracking.step(step);
        options.onStep?.(step);
      },
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } finally {
    checkpoints.close();
    await trainer.close();
  }
  await writeFile(join(outDir, 'metrics.json'), `${JSON.stringify({ epochs: reports }, undefined, 2)}\n`);
  return reports;
}

/** Turns events into an answer to "was a checkpoint asked for since the last time?". */
function listen(asks: EventTarget | undefined): { asked: () => boolean; close: () => void } {
  let asked = false;
  const note = (): void => {
    asked = true;
  };
  asks?.addEventListener('checkpoint', note);
  return {
    asked: () => {
      const was = asked;
      asked = false;
      return was;
    },
    close: () => asks?.removeEventListener('checkpoint', note),
  };
}

function newAdapter(base: Model, profile: TrainingProfile): Weights {
  if (!profile.lora) return new Map<string, never>();
  const rng = createRng(profile.seed);
  return newAdapterWeights(base.config, profile.lora, () => rng.next());
}

function makeTrainer(
  { profile, threads }: TrainModelOptions,
  base: Model,
  parameters: Weights,
  rows: PreparedData['rows'],
): Promise<Trainer> {
  const mode: TrainingMode = profile.lora ? { kind: 'lora', lora: profile.lora } : { kind: 'full' };
  return Trainer.create({
    config: base.config,
    mode,
    parameters,
    ...(profile.lora && profile.basePrecision === 'int8'
      ? { base: cachedInt8Weights(base.weights, int8CacheDir()) }
      : {}),
    maxLength: rows.reduce((most, { ids }) => Math.max(most, ids.length), 1),
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: profile.weightDecay },
    maxGradientNorm: profile.maxGradientNorm,
    seed: profile.seed,
    ...(threads === undefined ? {} : { threads }),
  });
}

/**
 * A base that is trained on in int8 leaves its floats in their file: they are read one matrix at a time.
 *
 * @throws ModelError; TrainingError BAD_BASE when a weight is not a number: nothing could be learnt from it.
 */
async function loadBase(dir: string, { lora, basePrecision }: TrainingProfile): Promise<Model> {
  const leaveMatrices = lora !== undefined && basePrecision === 'int8';
  const loaded = await loadAnyModelFolder(dir, { leaveMatrices });
  const model = loaded.kind === 'float' ? loaded.model : dequantizeModel(loaded.model);
  for (const [name, weight] of model.weights) {
    if (!allFinite(weight.data))
      throw new TrainingError('BAD_BASE', dir, `its tensor ${name} holds NaN or infinity`);
  }
  return model;
}
