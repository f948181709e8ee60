import type { Plan } from '../scheduling/plan.js';

/** Carries out plans on a model. */
export interface Runner {
  /**
   * @param tokensOf the tokens of a sequence from `from` on, `count` of them.
   * @returns logits by sequence, for the rows that wanted them.
   */
  run(plan: Plan, tokensOf: TokensOf): Promise<Map<number, Float32Array>>;
  close(): Promise<void>;
}

export type TokensOf = (sequence: number, from: number, count: number) => readonly number[];
