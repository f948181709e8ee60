import type { CanonicalizeResult } from '@ordena/inference';
import { reasonsToReview } from '@ordena/service-inference/review';

/** An answer with what stands behind it, in the names of the command line's JSON. */
export function explain(result: CanonicalizeResult): Record<string, unknown> {
  const reasons = reasonsToReview(result);
  return {
    ...(result.order === undefined ? { answer: result.json } : { order: result.order }),
    outcome: result.outcome,
    fields: result.fields.map(({ pointer, value, start, end, confidence }) => ({
      pointer,
      value,
      start,
      end,
      confidence,
    })),
    needs_review: reasons.length > 0,
    review_reasons: reasons,
    usage: { prompt_tokens: result.promptTokens, new_tokens: result.newTokens },
  };
}
