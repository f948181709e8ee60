import type { ExecutionProvider } from '@ordena/inference';
import { Option, type Command } from 'commander';

import { CliError } from '../errors.js';
import { interruptible } from '../interruption.js';
import { resolveModel } from '../model-choice.js';
import { MODES, probability, REVIEW_BELOW, providerOption, wholeNumber, type Mode } from '../options.js';
import { writeResult } from '../output.js';
import { withEngine } from '../with-engine.js';

interface Options {
  model?: string;
  mode: Mode;
  pretty?: boolean;
  explain?: boolean;
  json?: boolean;
  table?: boolean;
  reviewBelow?: number;
  threads?: number;
  provider?: ExecutionProvider;
}

/** `ordena canonicalize [TEXT|-]`: one order in, one line of canonical JSON out. */
export function addCanonicalize(program: Command): void {
  program
    .command('canonicalize')
    .description('turn one order, written in Spanish, into canonical JSON')
    .argument('[text]', 'the order; "-", or nothing, reads standard input')
    .option('-m, --model <model>', 'a model by name or folder')
    .addOption(new Option('--mode <mode>', 'how the answer is decoded').choices(MODES).default('constrained'))
    .option('--pretty', 'indent the JSON')
    .option('--explain', 'add where each value was found, how sure the model is, and what to review')
    .option('--table', 'explain as a table; the default on a terminal')
    .option('--json', 'explain as one line of JSON; the default elsewhere')
    .option('--review-below <p>', REVIEW_BELOW, probability)
    .option('--threads <n>', 'threads of one model step', wholeNumber(1, 256))
    .addOption(providerOption())
    .action(async (text: string | undefined, options: Options) => {
      await writeResult(await canonicalize(text, options));
    });
}

async function canonicalize(argument: string | undefined, options: Options): Promise<string> {
  const text = await orderText(argument);
  const { dir } = resolveModel(options.model);
  const result = await interruptible((signal) =>
    withEngine({ modelDir: dir, threads: options.threads, provider: options.provider }, (engine) =>
      engine.canonicalize(text, { signal, mode: options.mode }),
    ),
  );
  if (options.explain === true) {
    const { explain, explainTable } = await import('../explain.js');
    const settings = { minConfidence: options.reviewBelow };
    return asTable(options)
      ? explainTable(text, result, settings)
      : toJson(explain(result, settings), options.pretty);
  }
  if (result.outcome !== 'ok') {
    const what =
      result.outcome === 'truncated' ? 'was cut off before its end' : 'does not fit the order schema';
    throw new CliError('NO_ANSWER', `the answer ${what}; --explain shows it`);
  }
  return options.pretty === true ? toJson(JSON.parse(result.json), true) : result.json;
}

function asTable({ table, json, pretty }: Options): boolean {
  return table ?? (json !== true && pretty !== true && process.stdout.isTTY);
}

async function orderText(argument: string | undefined): Promise<string> {
  const { checkOrderText, readOrderText } = await import('@ordena/contracts/requests');
  if (argument !== undefined && argument !== '-') {
    checkOrderText(argument, 'TEXT');
    return argument;
  }
  if (process.stdin.isTTY)
    throw new CliError('USAGE', 'no order given: pass TEXT, or pipe it to standard input');
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return readOrderText(Buffer.concat(chunks), 'standard input').trim();
}

function toJson(value: unknown, pretty: boolean | undefined): string {
  return JSON.stringify(value, undefined, pretty === true ? 2 : undefined);
}
