import type { Plan } from '../scheduling/plan.js';

/** Carries out plans on a model. */
export interface Runner {
  /**
   * @param tokensOf the tokens of a sequence from `from` on, `count` of them, the guessed ones behind those that are known.
   * @returns by sequence, for the rows that wanted them: the logits behind the last known token, then those behind each
   *   guessed one.
   */
  run(plan: Plan, tokensOf: TokensOf): Promise<Map<number, readonly Float32Array[]>>;
  /** How many sequences are worth running at once, by what runs have cost so far. */
  worthwhileRows(): number;
  close(): Promise<void>;
}

export type TokensOf = (sequence: number, from: number, count: number) => readonly number[];
