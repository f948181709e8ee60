import { describe, expect, it } from 'vitest';
import { TokenizationError } from './errors.js';
import { importGgufTokenizer, type GgufTokenizer } from './gguf-tokenizer.js';

const GGUF: GgufTokenizer = {
  model: 'gpt2',
  pre: 'smollm',
  tokens: ['<|end|>', 'a', 'b', 'ab', '<tool>', '[PAD5]', '[PAD6]'],
  types: [3, 1, 1, 1, 4, 5, 5],
  merges: ['a b'],
  eosId: 0,
  padId: undefined,
};

describe('importGgufTokenizer', () => {
  it('keeps ids, tells control tokens from added ones, and drops names without a use', () => {
    const { json, eosToken, padToken } = importGgufTokenizer(GGUF, 'f.gguf');
    expect([eosToken, padToken]).toEqual(['<|end|>', '<|end|>']);
    expect(json).toMatchObject({
      normalizer: null,
      pre_tokenizer: {
        pretokenizers: [
          { type: 'Digits', individual_digits: true },
          { type: 'ByteLevel', use_regex: true },
        ],
      },
      added_tokens: [
        { id: 0, content: '<|end|>', special: true },
        { id: 4, content: '<tool>', special: false },
      ],
      model: { vocab: { '<|end|>': 0, a: 1, b: 2, ab: 3, '<tool>': 4 }, merges: [['a', 'b']] },
    });
  });

  it.each(['gpt-2', 'qwen2', 'smollm'])('knows the cut %s', (pre) => {
    expect(importGgufTokenizer({ ...GGUF, pre }, 'f.gguf').json['pre_tokenizer']).toBeDefined();
  });

  it.each([
    [{ model: 'llama' }, 'tokenizer.ggml.model'],
    [{ pre: 'constructor' }, 'tokenizer.ggml.pre'],
    [{ types: [1] }, 'tokenizer.ggml.token_type'],
    [{ tokens: ['a', 'a', 'b', 'ab', 'x', 'y', 'z'] }, 'tokenizer.ggml.tokens'],
    [{ merges: ['ab'] }, 'tokenizer.ggml.merges'],
    [{ merges: ['b a'] }, 'tokenizer.ggml.merges'],
    [{ eosId: 99 }, 'tokenizer.ggml.eos_token_id'],
    [{ eosId: undefined }, 'tokenizer.ggml.eos_token_id'],
  ])('refuses %j', (change, key) => {
    expect(() => importGgufTokenizer({ ...GGUF, ...change }, 'f.gguf')).toThrow(TokenizationError);
    expect(() => importGgufTokenizer({ ...GGUF, ...change }, 'f.gguf')).toThrow(`f.gguf (${key})`);
  });
});
