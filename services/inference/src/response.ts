import { evidenceStatus, type CanonicalizeResponse, type FieldEvidence } from '@ordena/contracts';
import { reviewReasons } from '@ordena/inference';

import type { ReadField, ReadOrder } from './canonicalizer.js';
import { toOrderMessage } from './order-message.js';

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
  /** Values of less confidence are to be looked at, 0 to 1. Default: the engine library's own. */
  minConfidence?: number | undefined;
}

/** The answer to one order. */
export function toResponse(
  read: ReadOrder,
  { requestId, model, totalMs, referenceDate, minConfidence }: ResponseFacts,
): CanonicalizeResponse {
  const whole = read.outcome === 'ok';
  const reviews = reviewReasons(read, { minConfidence });
  return {
    ...(requestId === undefined ? {} : { requestId }),
    orderJson: whole ? read.json : '{}',
    ...(read.order !== undefined && whole ? { order: toOrderMessage(read.order, referenceDate) } : {}),
    fields: whole ? (read.fields ?? []).map(toEvidence) : [],
    model,
    usage: { promptTokens: read.promptTokens, newTokens: read.newTokens },
    timings: { totalMs },
    outcome: OUTCOMES[read.outcome],
    needsReview: reviews.length > 0,
    reviewReasons: reviews.map(({ message }) => message),
    reviews: reviews.map((reason) => ({ ...reason, pointers: [...reason.pointers] })),
    calibrated: whole && read.calibrated === true,
  };
}

function toEvidence(field: ReadField): FieldEvidence {
  const { pointer, value, start, end, status, confidence, rawConfidence } = field;
  return {
    pointer,
    valueJson: JSON.stringify(value),
    ...(start === undefined || end === undefined ? {} : { start, end }),
    ...(status === undefined ? {} : { status: evidenceStatus(status) }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(rawConfidence === undefined ? {} : { rawConfidence }),
  };
}
