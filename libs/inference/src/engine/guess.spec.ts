import { describe, expect, it } from 'vitest';
import type { Generation } from './generation.js';
import { verifyGuess } from './guess.js';

/** Chooses the token whose logit is largest; behind some tokens the next ones are forced; `end` ends it. */
function generation(forced: Readonly<Record<number, readonly number[]>> = {}, end = -1): Generation {
  const state = { finished: false };
  return {
    accept: (logits) => {
      const token = logits.indexOf(1);
      state.finished = token === end;
      return [token, ...(forced[token] ?? [])];
    },
    possible: (tokens) => tokens.length,
    get finished() {
      return state.finished;
    },
    result: () => undefined,
  };
}

/** Logits under which these tokens are chosen one after the other. */
function choosing(...tokens: readonly number[]): Float32Array[] {
  return tokens.map((token) => Float32Array.from({ length: 10 }, (_, i) => (i === token ? 1 : 0)));
}

describe('verifyGuess', () => {
  it('takes one token where nothing was guessed', () => {
    expect(verifyGuess(generation(), [], choosing(4), 99)).toEqual({ appended: [4], tried: 0, held: 0 });
  });

  it('goes on as long as guesses hold, and one token further', () => {
    expect(verifyGuess(generation(), [4, 5], choosing(4, 5, 6), 99)).toEqual({
      ...{ appended: [4, 5, 6], tried: 2, held: 2 },
    });
    expect(verifyGuess(generation(), [4, 5], choosing(4, 7, 6), 99)).toEqual({
      ...{ appended: [4, 7], tried: 2, held: 1 },
    });
  });

  it('compares with guesses that were not run', () => {
    expect(verifyGuess(generation(), [4, 5], choosing(4), 99)).toEqual({ appended: [4], tried: 1, held: 1 });
    expect(verifyGuess(generation(), [4, 5], choosing(3), 99)).toEqual({ appended: [3], tried: 1, held: 0 });
  });

  it('jumps over forced tokens that were guessed, and stops at one that was not', () => {
    const forcing = { 4: [8, 9] };
    expect(verifyGuess(generation(forcing), [4, 8, 9], choosing(4, 0, 0, 6), 99)).toEqual({
      ...{ appended: [4, 8, 9, 6], tried: 3, held: 3 },
    });
    expect(verifyGuess(generation(forcing), [4, 7, 9], choosing(4, 0, 0, 6), 99)).toEqual({
      ...{ appended: [4, 8, 9], tried: 3, held: 1 },
    });
  });

  it('stops at the end of the answer and where there is no room', () => {
    expect(verifyGuess(generation({}, 5), [4, 5, 6], choosing(4, 5, 6, 7), 99).appended).toEqual([4, 5]);
    expect(verifyGuess(generation(), [4, 5, 6], choosing(4, 5, 6, 7), 2).appended).toEqual([4, 5]);
  });
});
