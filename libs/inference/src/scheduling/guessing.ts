/** The chance that the guesses of a new sequence hold. */
export const UNKNOWN_CHANCE = 0.5;

/** A run costs as much as so many tokens before its first one: `npm run bench:serving -- --roofline`, SmolLM2-135M int8. */
const FIXED_TOKENS = 6.6;

/** Rows without a guess are padded to those with one: a guess costs so many tokens. */
const PADDING = 2;

/**
 * How probably a guess has to hold to be run, where `slots` sequences run at once: alone nearly any guess pays, in a crowd
 * a run's time is its tokens', and from 8 on not even sure ones do (then it is more than 1). It is the number of slots
 * that counts, not how many are taken: a guess is computed together with the token before it, which rounds otherwise than
 * by itself, and the answer to an order must not depend on who else was asking.
 */
export function leastChance(slots: number): number {
  return (PADDING * slots) / (slots + FIXED_TOKENS);
}

/** Weight of the newest guess in the chance. */
const NEWEST = 0.15;

/** How many of the guesses at hand to run, when each holds with probability `chance` if those before it do. */
export function guessLength(chance: number, atHand: number, least: number): number {
  let length = 0;
  for (let all = chance; length < atHand && all >= least; all *= chance) length++;
  return length;
}

/** The chance after `tried` guesses, run or not, of which the first `held` were right; behind a wrong one nothing is known. */
export function learnChance(chance: number, tried: number, held: number): number {
  let learnt = chance;
  for (let i = 0; i < Math.min(tried, held + 1); i++) learnt += NEWEST * ((i < held ? 1 : 0) - learnt);
  return learnt;
}
