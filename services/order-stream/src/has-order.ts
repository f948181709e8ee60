import type { ReceivedResponse } from '@ordena/contracts';

/**
 * Whether an answer holds an order at all. The grammar makes the model write one for any text; for a text without one
 * ("Buenos días, gracias") it is then all but sure of every product that it is wrong.
 *
 * @param below raw confidence, the model's own, below which a product counts as not found. A calibrated one is no use here:
 *   it is fitted on orders, and knows nothing of texts without one.
 * @returns true also when the engine says nothing of confidence: then a person has to see.
 */
export function hasOrder({ fields, outcome }: ReceivedResponse, below: number): boolean {
  if (outcome !== 'OUTCOME_OK') return true;
  const sure = fields
    .filter(({ pointer }) => pointer.endsWith('/producto'))
    .map(({ rawConfidence, confidence }) => rawConfidence ?? confidence ?? 1);
  return sure.length === 0 || sure.some((confidence) => confidence >= below);
}
