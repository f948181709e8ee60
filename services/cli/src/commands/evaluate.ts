import { Option, type Command } from 'commander';

import { interruptible } from '../interruption.js';
import { resolveModel } from '../model-choice.js';
import { MODES, probability, REVIEW_BELOW, type Mode } from '../options.js';
import { writeNote, writeResult } from '../output.js';
import { readAnswers, type Answer } from '../read-answers.js';
import { addScoringOptions, recordsToScore, type ScoringOptions } from '../records-to-score.js';

interface Options extends ScoringOptions {
  mode: Mode;
  json?: boolean;
  errors?: boolean;
  review?: boolean;
  reviewBelow?: number;
}

/** `ordena evaluate --data FILE|DIR`: how well a model reads orders whose JSON is known. */
export function addEvaluate(program: Command): void {
  const command = program.command('evaluate').description('score a model on orders whose JSON is known');
  addScoringOptions(command)
    .addOption(new Option('--mode <mode>', 'how answers are decoded').choices(MODES).default('constrained'))
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
