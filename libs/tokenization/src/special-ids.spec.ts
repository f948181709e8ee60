import { describe, expect, it } from 'vitest';
import { findSpecialIds } from './special-ids.js';

const ids = new Map([
  ['<|endoftext|>', 10],
  ['<|im_end|>', 11],
  ['<|pad|>', 12],
]);

describe('findSpecialIds', () => {
  it("believes the tokenizer's own configuration first", () => {
    const config = { eos_token: '<|im_end|>', pad_token: '<|endoftext|>' };
    const modelIds = [{ eos_token_id: [10], pad_token_id: [12] }];
    expect(findSpecialIds({ config, modelIds }, ids)).toEqual({ eosId: 11, padId: 10, stopIds: [11, 10] });
  });

  it("then the model's files, in order", () => {
    const modelIds = [{ eos_token_id: [11] }, { eos_token_id: [10, 11], pad_token_id: [12] }];
    expect(findSpecialIds({ config: {}, modelIds }, ids)).toEqual({
      eosId: 11,
      padId: 12,
      stopIds: [11, 10],
    });
  });

  it('then the usual names', () => {
    expect(findSpecialIds({ config: {}, modelIds: [] }, ids)).toEqual({
      eosId: 10,
      padId: 12,
      stopIds: [10],
    });
  });

  it('pads with the end when there is no padding token', () => {
    const only = new Map([['</s>', 2]]);
    expect(findSpecialIds({ config: { eos_token: null }, modelIds: [] }, only)?.padId).toBe(2);
  });

  it('finds none where there is none', () => {
    expect(findSpecialIds({ config: {}, modelIds: [] }, new Map())).toBeUndefined();
  });
});
