import { reviewReasons, type ExplainedResult, type ReviewSettings } from '@ordena/inference';

import { table } from './output.js';

/** An answer with what stands behind it, in the names of the command line's JSON. */
export function explain(result: ExplainedResult, settings: ReviewSettings): Record<string, unknown> {
  const reviews = reviewReasons(result, settings);
  return {
    ...(result.order === undefined ? { answer: result.json } : { order: result.order }),
    outcome: result.outcome,
    fields: result.fields.map(({ pointer, value, start, end, status, confidence, rawConfidence }) => ({
      pointer,
      value,
      start,
      end,
      status,
      confidence,
      raw_confidence: rawConfidence,
    })),
    calibrated: result.calibrated,
    needs_review: reviews.length > 0,
    review_reasons: reviews.map(({ message }) => message),
    reviews,
    usage: { prompt_tokens: result.promptTokens, new_tokens: result.newTokens },
  };
}

/** Characters of a place that are shown. */
const SHOWN = 40;

/** The same for people: a row for each value, then what to look at. */
export function explainTable(text: string, result: ExplainedResult, settings: ReviewSettings): string {
  const reviews = reviewReasons(result, settings);
  const rows = result.fields.map(({ pointer, value, start, end, status, confidence }) => [
    pointer,
    JSON.stringify(value),
    status,
    start === undefined || end === undefined ? '' : `${String(start)}-${String(end)}`,
    start === undefined ? '' : shortened(JSON.stringify(text.slice(start, end))),
    confidence === undefined ? '' : confidence.toFixed(3),
  ]);
  const sure = result.calibrated ? 'confidence' : 'raw confidence';
  return [
    result.json,
    '',
    ...(rows.length > 0
      ? [table([['field', 'value', 'found', 'at', 'in the text', sure], ...rows]), '']
      : []),
    ...(reviews.length > 0
      ? [`needs review: ${result.outcome}`, ...reviews.map(({ code, message }) => `  ${code}: ${message}`)]
      : ['nothing to review']),
  ].join('\n');
}

function shortened(words: string): string {
  return words.length > SHOWN ? `${words.slice(0, SHOWN - 1)}…` : words;
}
