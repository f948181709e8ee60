/** Longest and shortest run of tokens that is looked for. */
const LONGEST = 3;
const SHORTEST = 1;

/**
 * Guesses what comes next from what stood behind the same tokens before: an answer copies its text, and lists repeat
 * their keys. The longest run that ends the tokens wins, the latest place where it stands before.
 *
 * Source: "prompt lookup decoding" (Saxena 2023), speculative decoding (Leviathan et al. 2023) with the text as the draft.
 *
 * @param tokens all known tokens of a sequence, prompt and answer.
 * @param most longest guess.
 * @returns `most` tokens, or none when nothing stood there before.
 */
export function lookUpDraft(tokens: readonly number[], most: number): number[] {
  const end = tokens.length;
  let found = -1;
  let length = SHORTEST - 1;
  for (let at = end - 1; at >= SHORTEST && length < LONGEST; at--) {
    const run = runBefore(tokens, at);
    if (run > length) [found, length] = [at, run];
  }
  const draft: number[] = [];
  if (found < 0) return draft;
  // Past the end stands the guess itself: a circle shorter than the guess goes on turning.
  for (let i = 0; i < most; i++)
    draft.push((found + i < end ? tokens[found + i] : draft[found + i - end]) ?? 0);
  return draft;
}

/** How many tokens, at most {@link LONGEST}, stand before `at` as they stand at the end. */
function runBefore(tokens: readonly number[], at: number): number {
  let run = 0;
  while (run < LONGEST && run < at && tokens[at - 1 - run] === tokens[tokens.length - 1 - run]) run++;
  return run;
}
