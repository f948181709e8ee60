import type { Generation } from './generation.js';

/** What became of the guessed tokens of one row. */
export interface Verified {
  /** Tokens to append to the sequence: what the model chose and what the grammar forces, guessed or not. */
  readonly appended: readonly number[];
  /** How many guesses the appended tokens could be compared with, and how many of the first of them held. */
  readonly tried: number;
  readonly held: number;
}

/**
 * Lets an answer go on as far as the guesses behind it hold. The model's choices are those it would have made token by
 * token: a guess only spares the run that would have computed the same logits.
 *
 * @param guess what may stand behind the known tokens; as much of it was run as there are logits.
 * @param logits behind the last known token, then behind each guessed one that was run.
 * @param room most tokens that the sequence may still get.
 */
export function verifyGuess(
  generation: Generation,
  guess: readonly number[],
  logits: readonly Float32Array[],
  room: number,
): Verified {
  const appended: number[] = [];
  while (
    !generation.finished &&
    appended.length < room &&
    sharedLength(guess, appended) === appended.length
  ) {
    const row = logits[appended.length];
    if (!row) break;
    appended.push(...generation.accept(row));
  }
  return { appended, tried: Math.min(guess.length, appended.length), held: sharedLength(guess, appended) };
}

/** How many of the first tokens of two lists are the same. */
function sharedLength(a: readonly number[], b: readonly number[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
