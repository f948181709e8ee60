import { reviewReasons, type Reviewable } from '@ordena/inference';
import { scoreOrders } from '@ordena/metrics';

import { share } from './output.js';

/** An answer beside the order that is right. */
export interface ReviewedAnswer {
  expected: unknown;
  /** The JSON that was read, if any. */
  predicted: unknown;
  /** What is known of the answer. Not set: the engine gave none. */
  result: Reviewable | undefined;
}

/** How well `needs_review` tells wrong answers from right ones, in the names of the command's JSON. */
export interface ReviewSummary {
  min_confidence: number;
  n: number;
  /** Answers with at least one wrong, missing or additional value. */
  wrong: number;
  /** Answers that a person is asked to look at. */
  flagged: number;
  /** Share of the flagged that are wrong, and of the wrong that are flagged. */
  precision: number;
  recall: number;
  /** For each code the answers that have it, and how many of them are wrong. */
  codes: Record<string, { orders: number; wrong: number }>;
}

/** @param minConfidence values below it are to be looked at. */
export function reviewSummary(answers: readonly ReviewedAnswer[], minConfidence: number): ReviewSummary {
  const codes: ReviewSummary['codes'] = {};
  let wrong = 0;
  let flagged = 0;
  let both = 0;
  for (const { expected, predicted, result } of answers) {
    const isWrong = scoreOrders([{ expected, predicted }]).exactMatch < 1;
    const reasons = result === undefined ? [] : reviewReasons(result, { minConfidence });
    if (isWrong) wrong++;
    if (reasons.length > 0) flagged++;
    if (isWrong && reasons.length > 0) both++;
    for (const code of new Set(reasons.map((reason) => reason.code))) {
      const count = (codes[code] ??= { orders: 0, wrong: 0 });
      count.orders++;
      if (isWrong) count.wrong++;
    }
  }
  return {
    min_confidence: minConfidence,
    n: answers.length,
    wrong,
    flagged,
    precision: share(flagged === 0 ? 1 : both / flagged),
    recall: share(wrong === 0 ? 1 : both / wrong),
    codes,
  };
}

/** The summary in lines for people. */
export function reviewLines({
  min_confidence,
  n,
  wrong,
  flagged,
  precision,
  recall,
  codes,
}: ReviewSummary): string {
  const head = `review below ${String(min_confidence)}: ${String(flagged)} of ${String(n)} orders, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} (${String(wrong)} wrong)`;
  const rows = Object.entries(codes).map(
    ([code, count]) => `  ${code}: ${String(count.orders)} orders, ${String(count.wrong)} of them wrong`,
  );
  return [head, ...rows].join('\n');
}
