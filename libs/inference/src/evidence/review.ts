import type { ConsistencyCode } from '@ordena/orders';
import type { ExplainedResult } from './explained-result.js';

/**
 * - `TRUNCATED`, `INVALID`: there is no answer.
 * - `LOW_CONFIDENCE`: a value is less likely right than the setting asks for.
 * - `UNGROUNDED`: no place of the text says a value that only a text can say.
 * - the others: what in the order does not fit together.
 */
export type ReviewCode = 'TRUNCATED' | 'INVALID' | 'LOW_CONFIDENCE' | 'UNGROUNDED' | ConsistencyCode;

/** Why a person should look at an order before it is acted on. */
export interface ReviewReason {
  readonly code: ReviewCode;
  /** JSON pointers of the values concerned; empty when it is about the whole or about what is missing. */
  readonly pointers: readonly string[];
  /** For people, in one phrase. */
  readonly message: string;
  /** What would fit, and what stands there, as far as that can be said. */
  readonly expected?: string;
  readonly found?: string;
}

/** When an order is to be reviewed. */
export interface ReviewSettings {
  /** A value is to be looked at below this confidence, 0 to 1. Default 0.7: what the README of this library measures. */
  readonly minConfidence?: number | undefined;
}

/** Used where no setting says otherwise. */
export const DEFAULT_MIN_CONFIDENCE = 0.7;

/** What of an answer the reasons come from. Evidence that is missing gives none. */
export type Reviewable = Pick<ExplainedResult, 'outcome'> & {
  /** Set for answers in the order schema. */
  readonly order?: unknown;
  readonly fields?: readonly Partial<ExplainedResult['fields'][number]>[] | undefined;
  readonly flags?: ExplainedResult['flags'] | undefined;
};

/** Why a person should look at an order before it is acted on; empty when nothing speaks for it. */
export function reviewReasons(
  { outcome, order, fields = [], flags = [] }: Reviewable,
  { minConfidence = DEFAULT_MIN_CONFIDENCE }: ReviewSettings = {},
): ReviewReason[] {
  if (outcome === 'truncated')
    return [{ code: 'TRUNCATED', pointers: [], message: 'the answer was cut off before its end' }];
  if (outcome === 'invalid')
    return [{ code: 'INVALID', pointers: [], message: 'the answer does not fit the order schema' }];
  const ofFields = fields.flatMap(({ pointer = '', value, status, confidence }): ReviewReason[] => {
    const pointers = [pointer];
    const found = JSON.stringify(value);
    // What a schema of one's own asks for need not stand in the text.
    if (status === 'derived' && order !== undefined)
      return [{ code: 'UNGROUNDED', pointers, found, message: `the text does not say ${pointer}` }];
    if (confidence === undefined || confidence >= minConfidence) return [];
    return [{ code: 'LOW_CONFIDENCE', pointers, found, message: `the model is not sure of ${pointer}` }];
  });
  return [...ofFields, ...flags];
}
