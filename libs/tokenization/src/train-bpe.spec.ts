import { describe, expect, it } from 'vitest';
import { TokenizationError } from './errors.js';
import { trainBpe, type BpeTrainingOptions } from './train-bpe.js';

interface Parts {
  added_tokens: { id: number; content: string; special: boolean; normalized: boolean }[];
  model: { vocab: Record<string, number>; merges: [string, string][] };
}

function train(options: Partial<BpeTrainingOptions>): Parts {
  const json = trainBpe({
    texts: [],
    vocabSize: 300,
    specialTokens: ['<|end|>'],
    addedTokens: [],
    ...options,
  });
  return json as unknown as Parts;
}

describe('trainBpe', () => {
  it('merges the most frequent neighbours first', () => {
    const { model } = train({ texts: ['caja caja caja casa casa'] });
    expect(model.merges[0]).toEqual(['c', 'a']);
    expect(model.merges).toContainEqual(['Ġca', 'ja']);
  });

  it('puts special tokens first, then the bytes, then the merges', () => {
    const { model } = train({ texts: ['sí sí'] });
    expect(model.vocab['<|end|>']).toBe(0);
    expect(model.vocab['!']).toBe(1);
    expect(model.vocab['sÃ']).toBe(257);
    expect(Object.values(model.vocab).sort((a, b) => a - b)).toEqual(
      Array.from({ length: Object.keys(model.vocab).length }, (_, id) => id),
    );
  });

  it('merges over no border of words, digits and signs', () => {
    const { model } = train({ texts: Array<string>(50).fill('a,b 10 10 10 c\nd') });
    expect(model.merges).toEqual([['Ġ', 'c']]);
  });

  it('stops at the size, added tokens counted', () => {
    const { model, added_tokens } = train({
      texts: ['uno dos tres cuatro uno dos tres cuatro'],
      vocabSize: 262,
      addedTokens: ['","cantidad":', '"}'],
    });
    expect(Object.keys(model.vocab)).toHaveLength(260);
    expect(added_tokens.map((token) => token.id)).toEqual([0, 260, 261]);
    expect(added_tokens.map((token) => token.special)).toEqual([true, false, false]);
  });

  it('learns nothing from what an added token covers', () => {
    const { model } = train({
      texts: ['"cantidad":', '"cantidad":', '"cantidad":'],
      addedTokens: ['"cantidad":'],
    });
    expect(model.merges).toEqual([]);
  });

  it('leaves an added token that is a byte its id, and numbers the others without a gap', () => {
    const { model, added_tokens } = train({ addedTokens: ['}', '"}'] });
    const ids = new Map(added_tokens.map((token) => [token.content, token.id]));
    expect(ids.get('}')).toBe(model.vocab['}']);
    expect(ids.get('"}')).toBe(Object.keys(model.vocab).length);
  });

  it('counts letters and their combining marks as one', () => {
    const composed = train({ texts: ['ñu ñu'] });
    expect(train({ texts: ['n\u0303u n\u0303u'] })).toEqual(composed);
  });

  it.each([
    [{ vocabSize: 256 }, /256 is too small.* 257/],
    [{ vocabSize: 300.5 }, /300.5/],
    [{ addedTokens: [''] }, /empty/],
    [{ addedTokens: ['añadido'] }, /añadido/],
  ])('refuses %j', (options, message) => {
    expect(() => train(options)).toThrow(TokenizationError);
    expect(() => train(options)).toThrow(message);
  });

  it('takes an added token with letters outside ASCII when it has a space', () => {
    expect(train({ addedTokens: ['orden añadida'] }).added_tokens).toHaveLength(2);
  });
});
