import { scoreOrders, type ScoreReport } from '@ordena/metrics';
import { LINE_FIELDS, ORDER_FIELDS } from '@ordena/orders';

import { share, table } from './output.js';
import { reviewLines, type ReviewSummary } from './review-summary.js';

/** What an evaluation prints, in the names of its JSON. Shares run from 0 to 1. */
export interface EvaluationSummary {
  n: number;
  f1: number;
  micro_f1: number;
  exact_match: number;
  invalid: number;
  seconds: number;
  orders_per_s: number;
  f1_any_item_order: number;
  load_seconds: number;
  model: string;
  mode: string;
  fields: ScoreReport['fields'];
  /** How well `needs_review` tells wrong answers. Not set: it was not asked for. */
  review?: ReviewSummary;
}

/** Scores answers and rounds: shares to 4 decimals, times to 3. */
export function buildSummary(
  pairs: { expected: unknown; predicted: unknown }[],
  run: { seconds: number; loadSeconds: number; model: string; mode: string },
): EvaluationSummary {
  const report = scoreOrders(pairs);
  return {
    n: report.n,
    f1: share(report.f1),
    micro_f1: share(report.microF1),
    exact_match: share(report.exactMatch),
    invalid: report.invalid,
    seconds: Number(run.seconds.toFixed(3)),
    orders_per_s: Number((report.n / run.seconds).toFixed(2)),
    f1_any_item_order: share(report.f1AnyItemOrder),
    load_seconds: Number(run.loadSeconds.toFixed(3)),
    model: run.model,
    mode: run.mode,
    fields: Object.fromEntries(
      inSchemaOrder(Object.entries(report.fields)).map(([name, { precision, recall, f1, support }]) => [
        name,
        { precision: share(precision), recall: share(recall), f1: share(f1), support },
      ]),
    ),
  };
}

/** Known fields as the schema orders them, then whatever a model made up. */
function inSchemaOrder<T>(fields: [string, T][]): [string, T][] {
  const order: readonly string[] = [...LINE_FIELDS, ...ORDER_FIELDS];
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return fields.sort(([a], [b]) => rank(a) - rank(b));
}

/** The summary for people: the fields, then the whole. */
export function summaryTable(summary: EvaluationSummary): string {
  const rows = Object.entries(summary.fields).map(([name, { precision, recall, f1, support }]) => [
    name,
    precision.toFixed(4),
    recall.toFixed(4),
    f1.toFixed(4),
    String(support),
  ]);
  const whole = [
    `${String(summary.n)} orders in ${String(summary.seconds)} s (${String(summary.orders_per_s)}/s), model ${summary.model}, ${summary.mode}`,
    `F1 ${summary.f1.toFixed(4)}  micro F1 ${summary.micro_f1.toFixed(4)}  exact ${summary.exact_match.toFixed(4)}  invalid ${String(summary.invalid)}`,
  ];
  const review = summary.review === undefined ? [] : [reviewLines(summary.review)];
  return [table([['field', 'precision', 'recall', 'f1', 'support'], ...rows]), '', ...review, ...whole].join(
    '\n',
  );
}
