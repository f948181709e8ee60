import { createHash } from 'node:crypto';

import type { Command } from 'commander';

import { CliError } from '../errors.js';
import { interruptible } from '../interruption.js';
import { resolveModel } from '../model-choice.js';
import { writeNote, writeResult } from '../output.js';
import { readAnswers } from '../read-answers.js';
import { addScoringOptions, recordsToScore, type ScoringOptions } from '../records-to-score.js';

interface Options extends ScoringOptions {
  dryRun?: boolean;
  json?: boolean;
}

/** Fewer values than this say nothing about probabilities. */
const MIN_FIELDS = 50;

/** `ordena calibrate --data FILE|DIR`: makes a model's confidences mean what they say. */
export function addCalibrate(program: Command): void {
  const command = program
    .command('calibrate')
    .description(
      "fit a model's confidences to orders that it was not trained on, and write its calibration.json",
    );
  addScoringOptions(command)
    .option('--dry-run', 'report only, write nothing')
    .option('--json', 'print one line of JSON')
    .action(async (options: Options) => {
      await writeResult(await calibrate(options));
    });
}

async function calibrate(options: Options): Promise<string> {
  const { dir } = resolveModel(options.model);
  const records = await recordsToScore(options);
  const texts = records.map(({ text }) => text);
  const run = await interruptible((signal) =>
    readAnswers({ ...options, mode: 'constrained', modelDir: dir, texts, signal }),
  );
  const { calibrationReport, calibrationText, judgedScores } = await import('../calibration-report.js');
  const answers = records.map(({ order }, i) => ({ expected: order, result: run.answers[i]?.result }));
  const samples = judgedScores(answers);
  if (samples.length < MIN_FIELDS) {
    throw new CliError(
      'BAD_INPUT',
      `${options.data} gives ${String(samples.length)} values: calibrating wants ${String(MIN_FIELDS)} or more`,
    );
  }
  const report = calibrationReport(answers, samples);
  if (options.dryRun !== true) {
    const { fitCalibration, modelFingerprint, saveCalibration } = await import('@ordena/inference');
    const file = await saveCalibration(dir, fitCalibration(samples), {
      model: await modelFingerprint(dir),
      fitted_on: {
        data: createHash('sha256').update(JSON.stringify(records)).digest('hex'),
        orders: report.orders,
        fields: report.fields,
      },
      expected_calibration_error: report.ece.whole,
    });
    writeNote(`${file} written`);
  }
  return options.json === true ? JSON.stringify(report) : calibrationText(report);
}
