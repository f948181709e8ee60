import { describe, expect, it } from 'vitest';
import { lookUpDraft } from './prompt-lookup.js';

describe('lookUpDraft', () => {
  it('guesses what stood behind the same tokens', () => {
    expect(lookUpDraft([1, 2, 3, 4, 5, 9, 2, 3], 2)).toEqual([4, 5]);
  });

  it('prefers the longest run to the latest place', () => {
    expect(lookUpDraft([1, 2, 3, 7, 9, 3, 8, 1, 2, 3], 1)).toEqual([7]);
  });

  it('takes the latest of equal runs', () => {
    expect(lookUpDraft([5, 1, 5, 2, 5], 1)).toEqual([2]);
  });

  it('goes on in a circle that is shorter than the guess', () => {
    expect(lookUpDraft([4, 4], 3)).toEqual([4, 4, 4]);
    expect(lookUpDraft([7, 8, 7, 8], 3)).toEqual([7, 8, 7]);
  });

  it('guesses nothing that did not stand there', () => {
    expect(lookUpDraft([1, 2, 3], 3)).toEqual([]);
    expect(lookUpDraft([1], 3)).toEqual([]);
    expect(lookUpDraft([], 3)).toEqual([]);
    expect(lookUpDraft([1, 1], 0)).toEqual([]);
  });
});
