import { Option, type Command } from 'commander';

import { interruptible } from '../interruption.js';
import { resolveModel } from '../model-choice.js';
import { wholeNumber } from '../options.js';
import { table, writeResult } from '../output.js';
import { createProgress } from '../progress.js';

interface Options {
  train: string;
  out: string;
  base?: string;
  profile: 'reference' | 'fast' | 'full';
  epochs?: number;
  resume?: boolean;
  threads?: number;
  seed?: number;
  basePrecision?: 'int8' | 'f32';
  checkpointEvery?: number;
}

/** `ordena train --train PATH --out DIR`: fine-tunes a model on one's own orders. */
export function addTrain(program: Command): void {
  program
    .command('train')
    .description('fine-tune a model on your own orders')
    .requiredOption('--train <path>', 'orders with their JSON: a file (JSON, JSONL, CSV) or a folder')
    .requiredOption('-o, --out <dir>', 'where the model, its adapter, checkpoints and metrics go')
    .option('-b, --base <model>', 'the model to start from, by name or folder')
    .addOption(
      new Option('--profile <profile>', 'fast or reference (LoRA), or full (all weights)')
        .choices(['reference', 'fast', 'full'])
        .default('fast'),
    )
    .option('--epochs <n>', 'passes over the orders', wholeNumber(1, 1000))
    .option('--seed <n>', 'seed of the split, the order and the first weights', wholeNumber(0))
    .addOption(
      new Option('--base-precision <precision>', 'of the frozen base under an adapter').choices([
        'int8',
        'f32',
      ]),
    )
    .option('--checkpoint-every <n>', 'steps between checkpoints', wholeNumber(1))
    .option('--resume', 'go on from the last checkpoint in the folder')
    .option('--threads <n>', 'threads of one step', wholeNumber(1, 256))
    .action(async (options: Options) => {
      await writeResult(await train(options));
    });
}

async function train(options: Options): Promise<string> {
  const { PROFILES, trainInWorker } = await import('@ordena/training');
  const { dir } = resolveModel(options.base);
  const chosen = PROFILES[options.profile];
  const profile = {
    ...chosen,
    ...(options.epochs === undefined ? {} : { epochs: options.epochs }),
    ...(options.basePrecision === undefined ? {} : { basePrecision: options.basePrecision }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  };
  const progress = await createProgress('steps');
  try {
    const reports = await interruptible((signal) =>
      trainInWorker({
        trainPath: options.train,
        outDir: options.out,
        baseDir: dir,
        profile,
        resume: options.resume === true,
        signal,
        ...(options.threads === undefined ? {} : { threads: options.threads }),
        ...(options.checkpointEvery === undefined ? {} : { checkpointEverySteps: options.checkpointEvery }),
        onStep: ({ step, totalSteps, loss }) => {
          progress.update(step, totalSteps, `loss ${loss.toFixed(4)}`);
        },
      }),
    );
    const rows = reports.map(({ epoch, f1, exactMatch, best }) => [
      String(epoch),
      f1.toFixed(4),
      exactMatch.toFixed(4),
      best ? 'kept' : '',
    ]);
    return table([['epoch', 'f1', 'exact', ''], ...rows]);
  } finally {
    progress.close();
  }
}
