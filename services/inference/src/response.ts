import type { CanonicalizeResponse, FieldEvidence } from '@ordena/contracts';

import type { ReadField, ReadOrder } from './canonicalizer.js';
import { toOrderMessage } from './order-message.js';
import { reasonsToReview } from './review.js';

const OUTCOMES = { ok: 'OUTCOME_OK', truncated: 'OUTCOME_TRUNCATED', invalid: 'OUTCOME_INVALID' } as const;

/** What stands beside an order in its answer. */
export interface ResponseFacts {
  /** The caller's own id. */
  requestId?: string | undefined;
  /** Name of the model that answered. */
  model: string;
  /** The day from which relative dates are reckoned in the typed order, `YYYY-MM-DD`. */
  referenceDate?: string | undefined;
  /** From arrival to answer, in milliseconds. */
  totalMs: number;
}

/** The answer to one order. */
export function toResponse(
  read: ReadOrder,
  { requestId, model, totalMs, referenceDate }: ResponseFacts,
): CanonicalizeResponse {
  const whole = read.outcome === 'ok';
  const reviewReasons = reasonsToReview(read);
  return {
    ...(requestId === undefined ? {} : { requestId }),
    orderJson: whole ? read.json : '{}',
    ...(read.order !== undefined && whole ? { order: toOrderMessage(read.order, referenceDate) } : {}),
    fields: whole ? (read.fields ?? []).map(toEvidence) : [],
    model,
    usage: { promptTokens: read.promptTokens, newTokens: read.newTokens },
    timings: { totalMs },
    outcome: OUTCOMES[read.outcome],
    needsReview: reviewReasons.length > 0,
    reviewReasons,
  };
}

function toEvidence({ pointer, value, start, end, confidence }: ReadField): FieldEvidence {
  return {
    pointer,
    valueJson: JSON.stringify(value),
    ...(start === undefined || end === undefined ? {} : { start, end }),
    ...(confidence === undefined ? {} : { confidence }),
  };
}
