import { Option, type Command } from 'commander';

import type { EpochReport } from '@ordena/training';
import type { TrackerName } from '@ordena/tracking';

import { CliError } from '../errors.js';
import { interruptible } from '../interruption.js';
import { resolveModel } from '../model-choice.js';
import { wholeNumber } from '../options.js';
import { table, writeNote, writeResult } from '../output.js';
import { createProgress } from '../progress.js';
import { TrainingNote } from '../training-note.js';
import { applySettings, TRAINING_SETTINGS, type TrainingArguments } from '../training-settings.js';

interface Options extends TrainingArguments {
  train: string;
  validationData?: string;
  out: string;
  base?: string;
  profile: 'reference' | 'fast' | 'full';
  resume?: boolean;
  threads?: number;
  checkpointEvery?: number;
  earlyStop?: number;
  track?: string;
  project?: string;
}

/** `ordena train --train PATH --out DIR`: fine-tunes a model on one's own orders. */
export function addTrain(program: Command): void {
  const command = program
    .command('train')
    .description('fine-tune a model on your own orders')
    .requiredOption('--train <path>', 'orders with their JSON: a file (JSON, JSONL, CSV) or a folder')
    .option('--validation-data <path>', 'orders that score each epoch; otherwise part of --train is held out')
    .requiredOption('-o, --out <dir>', 'where the model, its adapter, checkpoints and metrics go')
    .option('-b, --base <model>', 'the model to start from, by name or folder')
    .addOption(
      new Option('--profile <profile>', 'fast or reference (LoRA), or full (all weights)')
        .choices(['reference', 'fast', 'full'])
        .default('fast'),
    );
  for (const { flags, description } of TRAINING_SETTINGS) command.option(flags, description);
  command
    .option('--packing', 'several orders in a row, none of which sees another')
    .option('--no-packing', 'an order a row')
    .option('--early-stop <epochs>', 'end after so many epochs without a better F1', wholeNumber(1))
    .option('--checkpoint-every <n>', 'steps between checkpoints (SIGUSR1 asks for one now)', wholeNumber(1))
    .option('--resume', 'go on from the last checkpoint in the folder')
    .option(
      '--track <names>',
      'where metrics go beside metrics.jsonl, with commas: tensorboard, mlflow, wandb; by default TensorBoard and what ' +
        'MLFLOW_TRACKING_URI or WANDB_API_KEY names',
    )
    .option('--project <name>', 'what trackers group runs under')
    .option('--threads <n>', 'threads of one step', wholeNumber(1, 256))
    .action(async (options: Options) => {
      await writeResult(await train(options));
    });
}

async function train(options: Options): Promise<string> {
  const { checkProfile, PROFILES, trainInWorker } = await import('@ordena/training');
  const trackers = await readTrackers(options.track);
  const { profile, useless } = applySettings(PROFILES[options.profile], options);
  if (useless.length > 0)
    throw new CliError('USAGE', `${useless.join(', ')}: profile ${options.profile} has no adapter`);
  checkProfile(profile);
  const { dir } = resolveModel(options.base);
  const progress = await createProgress('steps');
  const note = new TrainingNote();
  const asks = new EventTarget();
  const ask = (): void => void asks.dispatchEvent(new Event('checkpoint'));
  process.on('SIGUSR1', ask);
  try {
    const reports = await interruptible((signal) =>
      trainInWorker({
        trainPath: options.train,
        ...(options.validationData === undefined ? {} : { validationPath: options.validationData }),
        outDir: options.out,
        baseDir: dir,
        profile,
        resume: options.resume === true,
        signal,
        asks,
        tracking: {
          ...(trackers === undefined ? {} : { trackers }),
          ...(options.project === undefined ? {} : { project: options.project }),
        },
        ...(options.threads === undefined ? {} : { threads: options.threads }),
        ...(options.checkpointEvery === undefined ? {} : { checkpointEverySteps: options.checkpointEvery }),
        ...(options.earlyStop === undefined ? {} : { earlyStop: options.earlyStop }),
        onStep: (log) => {
          progress.update(log.step, log.totalSteps, note.step(log));
        },
        onEpoch: (report) => {
          note.epoch(report);
        },
        onTrackerFailure: (tracker, message) => {
          writeNote(`metrics no longer go to ${tracker}: ${message}`);
        },
      }),
    );
    return epochTable(reports);
  } finally {
    process.off('SIGUSR1', ask);
    progress.close();
  }
}

/** @throws CliError USAGE for a name that is none; TrackingError BAD_SETTING for what a tracker lacks. */
async function readTrackers(names: string | undefined): Promise<readonly TrackerName[] | undefined> {
  const { checkTrackers, TRACKERS } = await import('@ordena/tracking');
  const asked = names?.split(',').map((name) => name.trim());
  const known = TRACKERS.filter((name) => asked?.includes(name) === true);
  const unknown = asked?.filter((name) => !known.some((tracker) => tracker === name)) ?? [];
  if (unknown.length > 0)
    throw new CliError('USAGE', `--track ${unknown.join(',')}: there are ${TRACKERS.join(', ')}`);
  checkTrackers(process.env, known);
  return asked && known;
}

function epochTable(reports: readonly EpochReport[]): string {
  const rows = reports.map(({ epoch, loss, f1, exactMatch, best, validationSeconds }) => [
    String(epoch),
    loss?.toFixed(4) ?? '',
    f1.toFixed(4),
    exactMatch.toFixed(4),
    validationSeconds?.toFixed(0) ?? '',
    best ? 'kept' : '',
  ]);
  return table([['epoch', 'loss', 'f1', 'exact', 'validation s', ''], ...rows]);
}
