/**
 * `npm run train:smollm2 -- --base FOLDER [--profile fast] [--run runs/smollm2-fast]`: fine-tunes a model on the
 * hand-written orders of this repository, F1 on their dev part after each epoch.
 *
 * A run that was stopped or killed goes on when the same command is given again. `--table yes` only prints what the run's
 * log holds so far. `"--more=--epochs 2 --packing"` hands further settings to `ordena train`.
 */
import { runCli } from '@ordena/cli';
import { readHandWritten } from '@ordena/default-model';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describeMachine } from '../bench/pairs.js';
import { BenchError } from '../bench/sample-process.js';
import { readSettings, runCommand } from '../bench/settings.js';
import { readRunTable } from './run-table.js';
import { writeRecords } from './write-records.js';

const DEFAULTS = { base: '', profile: 'fast', run: '', 'checkpoint-every': '25', more: '', table: 'no' };

async function main(): Promise<void> {
  const settings = readSettings(DEFAULTS);
  const run = settings.run === '' ? `runs/smollm2-${settings.profile}` : settings.run;
  if (settings.table === 'no') {
    if (settings.base === '')
      throw new BenchError(
        '--base names the folder of the model to start from, such as one that "ordena models pull" made',
      );
    const data = join(run, 'data');
    await mkdir(data, { recursive: true });
    const { train, dev } = await readHandWritten();
    await writeRecords(join(data, 'train.jsonl'), train);
    await writeRecords(join(data, 'dev.jsonl'), dev);
    process.exitCode = await runCli([
      ...['train', '--resume', '--out', run, '--base', settings.base, '--profile', settings.profile],
      ...['--train', join(data, 'train.jsonl'), '--validation-data', join(data, 'dev.jsonl')],
      ...['--checkpoint-every', settings['checkpoint-every']],
      ...settings.more.split(' ').filter((word) => word !== ''),
    ]);
  }
  console.log(`${describeMachine()}; ${run}\n\n${await readRunTable(run)}`);
}

await runCommand(main);
