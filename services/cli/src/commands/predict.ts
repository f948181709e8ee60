import type { ExecutionProvider } from '@ordena/inference';
import { Option, type Command } from 'commander';

import { CliError } from '../errors.js';
import { interruptible } from '../interruption.js';
import { resolveModel } from '../model-choice.js';
import { MODES, probability, REVIEW_BELOW, providerOption, wholeNumber, type Mode } from '../options.js';
import { writeNote, writeResult } from '../output.js';
import type { ReviewFile } from '../review-file.js';

interface Options {
  out: string;
  model?: string;
  mode: Mode;
  resume?: boolean;
  review?: string;
  reviewBelow?: number;
  concurrency: number;
  threads?: number;
  provider?: ExecutionProvider;
}

/** `ordena predict FILE --out submission.csv`: a row of canonical JSON for each order of a file. */
export function addPredict(program: Command): void {
  program
    .command('predict')
    .description('write a CSV with the canonical JSON of each order of a file')
    .argument('<file>', 'file (JSON, JSONL, CSV) or folder of orders')
    .requiredOption('-o, --out <file>', 'CSV to write, with the columns id and prediction')
    .option('-m, --model <model>', 'a model by name or folder')
    .addOption(
      new Option(
        '--mode <mode>',
        'constrained answers as canonicalize does; free takes the first "{" to the last "}"',
      )
        .choices(MODES)
        .default('constrained'),
    )
    .option('--review <file>', 'write too, as JSON lines, which orders need review and why')
    .option('--review-below <p>', REVIEW_BELOW, probability)
    .option('--resume', 'keep the rows that are there and go on behind them')
    .option('--concurrency <n>', 'orders given to the engine at once', wholeNumber(1, 256), 64)
    .option('--threads <n>', 'threads of one model step', wholeNumber(1, 256))
    .addOption(providerOption())
    .action(async (file: string, options: Options) => {
      const { written, kept, failed } = await predict(file, options);
      if (failed > 0) writeNote(`${String(failed)} orders got no answer: their prediction is {}`);
      await writeResult(
        `${String(written)} predictions written to ${options.out}${kept > 0 ? `, ${String(kept)} kept` : ''}`,
      );
    });
}

async function predict(
  file: string,
  options: Options,
): Promise<{ written: number; kept: number; failed: number }> {
  const [{ readRecords, SubmissionWriter }, { readAnswers }, { resumePredictions }] = await Promise.all([
    import('@ordena/dataset'),
    import('../read-answers.js'),
    import('../prediction-file.js'),
  ]);
  const { dir } = resolveModel(options.model);
  const records = await readRecords(file);
  if (records.length === 0) throw new CliError('BAD_INPUT', `${file} has no orders`);
  const done = options.resume === true ? await resumePredictions(options.out) : undefined;
  const left = records.filter(({ id }) => done?.has(id) !== true);
  const kept = records.length - left.length;
  if (left.length === 0) return { written: 0, kept, failed: 0 };
  const reviews = await reviewFile(options, done !== undefined);
  const rows = new SubmissionWriter(options.out, done !== undefined);
  let failed = 0;
  try {
    await interruptible((signal) =>
      readAnswers({
        ...options,
        modelDir: dir,
        texts: left.map(({ text }) => text),
        signal,
        onAnswer: ({ value, failure, result }, index) => {
          if (failure !== undefined) failed += 1;
          // Before its row: an order that has a row is not read again.
          reviews?.write(left[index]?.id ?? '', result);
          rows.write(left[index]?.id ?? '', value === undefined ? '{}' : JSON.stringify(value));
        },
      }),
    );
  } finally {
    await rows.close();
  }
  return { written: left.length, kept, failed };
}

async function reviewFile(
  { review, reviewBelow }: Options,
  resume: boolean,
): Promise<ReviewFile | undefined> {
  if (review === undefined) return undefined;
  const { openReviewFile } = await import('../review-file.js');
  return openReviewFile(review, resume, { minConfidence: reviewBelow });
}
