import type { ReceivedResponse } from '@ordena/contracts';

/**
 * Whether an answer holds an order at all. The grammar makes the model write one for any text; for a text without one
 * ("Buenos días, gracias") it is then all but sure of every product that it is wrong.
 *
 * @param below confidence below which a product counts as not found.
 * @returns true also when the engine says nothing of confidence: then a person has to see.
 */
export function hasOrder({ fields, outcome }: ReceivedResponse, below: number): boolean {
  if (outcome !== 'OUTCOME_OK') return true;
  const sure = fields
    .filter(({ pointer }) => pointer.endsWith('/producto'))
    .map(({ confidence }) => confidence ?? 1);
  return sure.length === 0 || sure.some((confidence) => confidence >= below);
}
