import type { CanonicalOrder, Rng } from '@ordena/orders';

export type StrategyName =
  'synonym' | 'clause-order' | 'punctuation-spacing' | 'number-format' | 'case' | 'whitespace';

/** What a strategy sees: the text, and its target where there is one. */
export interface AugmentableRecord {
  readonly text: string;
  readonly order?: CanonicalOrder;
}

/** One way of writing the same order otherwise. */
export interface Strategy {
  readonly name: StrategyName;
  /**
   * Gives the text back in another form; the same text when there is nothing that it may change. The record's order
   * stays right for the result, to the letter.
   */
  apply(record: AugmentableRecord, rng: Rng): string;
}
