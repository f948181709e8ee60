import type { ReadOrder } from './canonicalizer.js';

const OUTCOME_REASONS = {
  truncated: 'the answer was cut off before its end',
  invalid: 'the answer does not fit the order schema',
} as const;

/** Below this the model was about as likely to have written something else. */
const SURE_ENOUGH = 0.5;

/** Why a person should look at an order before it is acted on; empty when nothing speaks for it. */
export function reasonsToReview({ outcome, fields = [] }: Pick<ReadOrder, 'outcome' | 'fields'>): string[] {
  if (outcome !== 'ok') return [OUTCOME_REASONS[outcome]];
  return fields
    .filter(({ confidence }) => confidence !== undefined && confidence < SURE_ENOUGH)
    .map(({ pointer }) => `the model is not sure of ${pointer}`);
}
