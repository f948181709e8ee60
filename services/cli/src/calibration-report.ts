import {
  crossFit,
  expectedCalibrationError,
  kindOf,
  reliability,
  type ExplainedResult,
  type Forecast,
  type JudgedScores,
  type ReliabilityBin,
} from '@ordena/inference';
import { judgeFields } from '@ordena/metrics';

import { share, table } from './output.js';
import { reviewSummary, type ReviewSummary } from './review-summary.js';

/** An order whose JSON is known, and what the model read. */
export interface KnownAnswer {
  expected: unknown;
  result: ExplainedResult | undefined;
}

/** What calibrating did, in the names of the command's JSON. */
export interface CalibrationReport {
  orders: number;
  fields: number;
  /** Share of the fields that are right. */
  right: number;
  /** Expected calibration error. */
  ece: {
    /** Fitted on one half of the orders, measured on the other. */
    half: { before: number; after: number };
    /** Each half measured by what was fitted on the other. */
    whole: { before: number; after: number };
  };
  bins: { before: ReliabilityBin[]; after: ReliabilityBin[] };
  /** What review would be asked for at some thresholds, by confidences that were fitted on the other half. */
  review: ReviewSummary[];
}

const THRESHOLDS = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9];

/** All values of the answers, judged. Values of free answers have no scores and are left out. */
export function judgedScores(answers: readonly KnownAnswer[]): (JudgedScores & { pointer: string })[] {
  return answers.flatMap(({ expected, result }, order) => {
    if (result?.value === undefined) return [];
    const judged = new Map(
      judgeFields(expected, result.value).map(({ pointer, isRight }) => [pointer, isRight]),
    );
    return result.fields.flatMap(({ pointer, status, minLogProb, meanLogProb }) => {
      if (minLogProb === undefined || meanLogProb === undefined) return [];
      const kind = result.order && kindOf(pointer);
      return [
        { pointer, kind, status, minLogProb, meanLogProb, order, isRight: judged.get(pointer) === true },
      ];
    });
  });
}

/** @param samples as {@link judgedScores} gives them. */
export function calibrationReport(
  answers: readonly KnownAnswer[],
  samples: ReturnType<typeof judgedScores>,
): CalibrationReport {
  const fitted = crossFit(samples);
  const before = samples.map(({ minLogProb, isRight }): Forecast => ({
    probability: Math.exp(minLogProb),
    isRight,
  }));
  const after = samples.map(({ isRight }, i): Forecast => ({ probability: fitted[i] ?? 0, isRight }));
  const isSecond = (_: Forecast, i: number): boolean => (samples[i]?.order ?? 0) % 2 === 1;
  const error = (forecasts: readonly Forecast[]): number => share(expectedCalibrationError(forecasts));
  const confidences = new Map(
    samples.map(({ order, pointer }, i) => [`${String(order)}${pointer}`, fitted[i] ?? 0]),
  );
  const reviewed = answers.map(({ expected, result }, order) => ({
    expected,
    predicted: result?.value,
    result: result && {
      ...result,
      fields: result.fields.map((field) => {
        const confidence = confidences.get(`${String(order)}${field.pointer}`);
        return confidence === undefined ? field : { ...field, confidence };
      }),
    },
  }));
  return {
    orders: answers.length,
    fields: samples.length,
    right: share(samples.filter(({ isRight }) => isRight).length / Math.max(1, samples.length)),
    ece: {
      half: { before: error(before.filter(isSecond)), after: error(after.filter(isSecond)) },
      whole: { before: error(before), after: error(after) },
    },
    bins: { before: reliability(before), after: reliability(after) },
    review: THRESHOLDS.map((threshold) => reviewSummary(reviewed, threshold)),
  };
}

/** The report for people. */
export function calibrationText({ orders, fields, right, ece, bins, review }: CalibrationReport): string {
  const errorRow = (name: string, { before, after }: { before: number; after: number }): string[] => [
    name,
    before.toFixed(4),
    after.toFixed(4),
  ];
  const binRows = bins.after.map(({ from, to, count, confidence, accuracy }) => [
    `${from.toFixed(1)}–${to.toFixed(1)}`,
    String(count),
    confidence.toFixed(3),
    accuracy.toFixed(3),
  ]);
  const reviewRows = review.map(({ min_confidence, flagged, precision, recall }) => [
    min_confidence.toFixed(1),
    String(flagged),
    precision.toFixed(3),
    recall.toFixed(3),
  ]);
  return [
    `${String(orders)} orders, ${String(fields)} values, ${(right * 100).toFixed(1)} % of them right`,
    '',
    table([
      ['expected calibration error', 'before', 'after'],
      errorRow('one half, fitted on the other', ece.half),
      errorRow('all, each by the other half', ece.whole),
    ]),
    '',
    table([['confidence', 'values', 'mean', 'right'], ...binRows]),
    '',
    table([['review below', 'orders', 'precision', 'recall'], ...reviewRows]),
  ].join('\n');
}
