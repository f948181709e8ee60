/**
 * `npm run train:smollm2 -- --base FOLDER [--profile fast] [--run runs/smollm2-fast]`: fine-tunes a model on the
 * hand-written orders of this repository, F1 on their dev part after each epoch.
 *
 * A run that was stopped or killed goes on when the same command is given again. `--table yes` only prints what the run's
 * log holds so far. `--more "--epochs 2 --packing"` hands further settings to `ordena train`.
 */
import { readHandWritten } from '@ordena/default-model';
import { canonicalJson } from '@ordena/orders';
import type { OrderRecord } from '@ordena/dataset';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeMachine } from '../bench/pairs.js';
import { BenchError } from '../bench/sample-process.js';
import { readSettings, runCommand } from '../bench/settings.js';
import { readRunTable } from './run-table.js';

/** Seen from `test/dist/recipes`, where this file runs. */
const CLI = fileURLToPath(new URL('../../../services/cli/bin/ordena.js', import.meta.url));
const DEFAULTS = { base: '', profile: 'fast', run: '', 'checkpoint-every': '25', more: '', table: 'no' };

async function writeRecords(file: string, records: readonly OrderRecord[]): Promise<void> {
  const lines = records.flatMap(({ id, text, order }) =>
    order
      ? [
          `{"id":${JSON.stringify(id)},"natural_language":${JSON.stringify(text)},"json_data":${canonicalJson(order)}}\n`,
        ]
      : [],
  );
  await writeFile(file, lines.join(''));
}

/** The command line's part in one process of its own, which is told of signals before this one ends. */
async function ordena(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGUSR1'] as const;
  for (const signal of signals) process.on(signal, pass);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}

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
    process.exitCode = await ordena([
      ...['train', '--resume', '--out', run, '--base', settings.base, '--profile', settings.profile],
      ...['--train', join(data, 'train.jsonl'), '--validation-data', join(data, 'dev.jsonl')],
      ...['--checkpoint-every', settings['checkpoint-every']],
      ...settings.more.split(' ').filter((word) => word !== ''),
    ]);
  }
  console.log(`${describeMachine()}; ${run}\n\n${await readRunTable(run)}`);
}

await runCommand(main);
