import type { Command } from 'commander';

import { interruptible } from '../interruption.js';
import { wholeNumber } from '../options.js';
import { writeResult } from '../output.js';
import { createProgress } from '../progress.js';

interface Options {
  run: string;
  steps?: number;
  threads?: number;
}

/** `ordena train-default`: the recipe of the model that comes with Ordena. Not listed: it is for this repository. */
export function addTrainDefault(program: Command): void {
  program
    .command('train-default', { hidden: true })
    .description(
      'train, quantise and score the model that comes with Ordena, going on from the last checkpoint',
    )
    .option('--run <dir>', 'folder of the run: tokenizer, checkpoint, float model', 'runs/default')
    .option('--steps <n>', 'optimizer steps of the whole run, if not the recipe’s own', wholeNumber(1))
    .option('--threads <n>', 'threads of one step', wholeNumber(1, 256))
    .action(async ({ run, steps, threads }: Options) => {
      const { runDefaultRecipe } = await import('@ordena/default-model');
      const progress = await createProgress('steps');
      try {
        const f1 = await interruptible((signal) =>
          runDefaultRecipe({
            runDir: run,
            signal,
            ...(steps === undefined ? {} : { settings: { steps } }),
            ...(threads === undefined ? {} : { threads }),
            onStep: ({ step, totalSteps, loss }) => {
              progress.update(step, totalSteps, `loss ${loss.toFixed(4)}`);
            },
          }),
        );
        await writeResult(`F1 on the dev part ${(f1 ?? 0).toFixed(4)}`);
      } finally {
        progress.close();
      }
    });
}
