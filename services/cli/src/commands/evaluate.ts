import type { ExecutionProvider } from '@ordena/inference';
import { Option, type Command } from 'commander';

import { interruptible } from '../interruption.js';
import { resolveModel } from '../model-choice.js';
import { MODES, probability, REVIEW_BELOW, providerOption, wholeNumber, type Mode } from '../options.js';
import { writeNote, writeResult } from '../output.js';
import { readAnswers, type Answer } from '../read-answers.js';
import { PARTS, PARTS_MEAN, recordsToScore, type Part } from '../records-to-score.js';

interface Options {
  data: string;
  model?: string;
  mode: Mode;
  part: Part;
  limit?: number;
  concurrency: number;
  threads?: number;
  provider?: ExecutionProvider;
  json?: boolean;
  errors?: boolean;
  review?: boolean;
  reviewBelow?: number;
}

/** `ordena evaluate --data FILE|DIR`: how well a model reads orders whose JSON is known. */
export function addEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('score a model on orders whose JSON is known')
    .requiredOption('-d, --data <path>', 'file (JSON, JSONL, CSV) or folder of orders with their JSON')
    .option('-m, --model <model>', 'a model by name or folder')
    .addOption(new Option('--mode <mode>', 'how answers are decoded').choices(MODES).default('constrained'))
    .addOption(new Option('--part <part>', PARTS_MEAN).choices(PARTS).default('all'))
    .option('--limit <n>', 'take only the first n orders', wholeNumber(1))
    .option('--concurrency <n>', 'orders given to the engine at once', wholeNumber(1, 256), 64)
    .option('--threads <n>', 'threads of one model step', wholeNumber(1, 256))
    .addOption(providerOption())
    .option('--errors', 'show each order that was read wrongly, on standard error')
    .option('--review', 'score needs_review too: which wrong answers it finds')
    .option('--review-below <p>', REVIEW_BELOW, probability)
    .option('--json', 'print one line of JSON')
    .action(async (options: Options) => {
      const { dir, name } = resolveModel(options.model);
      const records = await recordsToScore(options);
      const run = await interruptible((signal) =>
        readAnswers({ ...options, modelDir: dir, texts: records.map(({ text }) => text), signal }),
      );
      const { buildSummary, summaryTable } = await import('../evaluation-summary.js');
      const pairs = records.map(({ order }, index) => ({
        expected: order,
        predicted: run.answers[index]?.value,
      }));
      const summary = buildSummary(pairs, { ...run, model: name, mode: options.mode });
      if (options.review === true) {
        const { DEFAULT_MIN_CONFIDENCE } = await import('@ordena/inference');
        const { reviewSummary } = await import('../review-summary.js');
        const answers = pairs.map((pair, index) => ({ ...pair, result: run.answers[index]?.result }));
        summary.review = reviewSummary(answers, options.reviewBelow ?? DEFAULT_MIN_CONFIDENCE);
      }
      reportFailures(run.answers);
      if (options.errors === true) reportErrors(records, run.answers);
      await writeResult(options.json === true ? JSON.stringify(summary) : summaryTable(summary));
    });
}

function reportFailures(answers: readonly Answer[]): void {
  const failures = answers.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
  if (failures.length > 0)
    writeNote(`${String(failures.length)} orders got no answer; the first: ${failures[0] ?? ''}`);
}

function reportErrors(
  records: readonly { id: string; text: string; order: unknown }[],
  answers: readonly Answer[],
): void {
  records.forEach(({ id, text, order }, index) => {
    const expected = JSON.stringify(order);
    const got = JSON.stringify(answers[index]?.value ?? null);
    if (got !== expected)
      writeNote(`${id}: ${JSON.stringify(text)}\n  expected ${expected}\n  got      ${got}`);
  });
}
