import type { ReadOrder } from './canonicalizer.js';

const REASONS = {
  truncated: 'the answer was cut off before its end',
  invalid: 'the answer does not fit the order schema',
  noGoods: 'no goods were found in the text',
} as const;

/** Why a person should look at an order before it is acted on; empty when nothing speaks for it. */
export function reasonsToReview({ outcome, order }: Pick<ReadOrder, 'outcome' | 'order'>): string[] {
  if (outcome !== 'ok') return [REASONS[outcome]];
  const goods = order !== undefined && ('items' in order || 'producto' in order || 'codigo' in order);
  return goods ? [] : [REASONS.noGoods];
}
