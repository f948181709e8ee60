import type { ConsistencyFlag, EvidenceStatus } from '@ordena/orders';
import type { CanonicalizeResult, FieldEvidence } from '../engine/result.js';

/** One value of the answer: where the text says it, and how sure it is. */
export interface ExplainedField {
  /** JSON pointer (RFC 6901) into the answer. */
  readonly pointer: string;
  readonly value: FieldEvidence['value'];
  /** How the text says it: to the letter, in another way, or nowhere. */
  readonly status: EvidenceStatus;
  /** UTF-16 code units of the text: `text.slice(start, end)`. Absent for values that no place says. */
  readonly start?: number;
  readonly end?: number;
  /** Probability that it is right, 0 to 1: calibrated where the answer is. Absent in free mode. */
  readonly confidence?: number;
  /** Probability of the value's least likely token, 0 to 1. Absent in free mode. */
  readonly rawConfidence?: number;
  /** Mean and lowest natural logarithm of the probabilities of the value's tokens. Absent in free mode. */
  readonly meanLogProb?: number;
  readonly minLogProb?: number;
}

/** An answer with all that is known about it. */
export interface ExplainedResult extends Omit<CanonicalizeResult, 'fields'> {
  /** In the order of the JSON. Empty when there is no answer that fits its schema. */
  readonly fields: readonly ExplainedField[];
  /** What in the order does not fit together. */
  readonly flags: readonly ConsistencyFlag[];
  /** Whether confidences are calibrated: the model has a `calibration.json` of its own weights. */
  readonly calibrated: boolean;
}
