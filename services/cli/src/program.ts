import { Command } from 'commander';

import { addAugment } from './commands/augment.js';
import { addCalibrate } from './commands/calibrate.js';
import { addCanonicalize } from './commands/canonicalize.js';
import { addEvaluate } from './commands/evaluate.js';
import { addModels } from './commands/models.js';
import { addPredict } from './commands/predict.js';
import { addServe } from './commands/serve.js';
import { addStream } from './commands/stream.js';
import { addToken } from './commands/token.js';
import { addTrain } from './commands/train.js';
import { addTrainDefault } from './commands/train-default.js';

/**
 * The `ordena` command. It throws CommanderError where commander would exit. Each command imports what it needs when
 * it runs, so that `--help` and one order start quickly.
 */
export function createProgram(): Command {
  const program = new Command('ordena')
    .description('Turns purchase orders written in Spanish into canonical JSON.')
    .version('0.1.0')
    .option('--debug', 'show the stack trace of a failure')
    .showHelpAfterError('(ordena --help lists what there is)')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^error:/, 'ordena:'));
      },
    });
  for (const add of [
    addCanonicalize,
    addEvaluate,
    addCalibrate,
    addPredict,
    addTrain,
    addAugment,
    addServe,
    addToken,
    addStream,
    addModels,
    addTrainDefault,
  ]) {
    add(program);
  }
  for (const command of program.commands) command.copyInheritedSettings(program);
  for (const command of program.commands.flatMap((group) => group.commands))
    command.copyInheritedSettings(program);
  return program;
}
