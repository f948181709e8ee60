import type { Command } from 'commander';

import type { CheckedExportOptions, GateReport } from '@ordena/training';

import { CliError } from '../errors.js';
import { resolveModel } from '../model-choice.js';
import { wholeNumber } from '../options.js';
import { writeResult } from '../output.js';

interface ExportArguments {
  readonly out: string;
  readonly data: string;
  readonly maxDrop: string;
  readonly orders?: number;
}

/** `ordena models merge, export`: models made of others, each checked on held-out orders before it is there. */
export function addModelsExport(models: Command): void {
  withGate(
    models
      .command('merge <adapter>')
      .description('add an adapter into its base; checked against base + adapter on held-out orders')
      .requiredOption('-b, --base <model>', 'the model that the adapter stands on, by name or folder'),
  ).action(async (adapterDir: string, args: ExportArguments & { base: string }) => {
    const { mergeModel } = await import('@ordena/training');
    const { dir: baseDir } = resolveModel(args.base);
    await tell(args.out, 'right tokens', await mergeModel({ adapterDir, baseDir, ...gateOf(args) }));
  });
  withGate(
    models
      .command('export <model>')
      .description('write a model in int8; checked against the model itself on held-out orders'),
  ).action(async (model: string, args: ExportArguments) => {
    const { exportInt8 } = await import('@ordena/training');
    await tell(args.out, 'F1', await exportInt8({ modelDir: resolveModel(model).dir, ...gateOf(args) }));
  });
}

function withGate(command: Command): Command {
  return command
    .requiredOption('--out <dir>', 'the folder to make')
    .requiredOption('--data <path>', 'held-out orders with their JSON')
    .option('--max-drop <share>', 'how much worse it may be; more fails, and nothing is written', '0.01')
    .option('--orders <n>', 'check on so many of them only', wholeNumber(1));
}

function gateOf({ out, data, maxDrop, orders }: ExportArguments): CheckedExportOptions {
  const drop = Number(maxDrop);
  if (maxDrop.trim() === '' || !(drop >= 0 && drop <= 1))
    throw new CliError('USAGE', `--max-drop ${maxDrop}: give a number from 0 to 1`);
  return {
    outDir: out,
    dataPath: data,
    maxDrop: drop,
    ...(orders === undefined ? {} : { maxOrders: orders }),
  };
}

function tell(out: string, measure: string, { orders, before, after }: GateReport): Promise<void> {
  return writeResult(
    `${out}: ${measure} ${after.toFixed(4)}, before ${before.toFixed(4)}, on ${String(orders)} orders`,
  );
}
