import { describe, expect, it } from 'vitest';
import { parseModelConfig } from '../config/model-config.js';
import { hfTensorName, inHfOrder } from './gguf-names.js';

const SHAPE = {
  hidden_size: 8,
  intermediate_size: 8,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  num_key_value_heads: 1,
  head_dim: 4,
  vocab_size: 8,
};
const Q = 'model.layers.0.self_attn.q_proj.weight';
const rows = { dims: [8, 1], data: Float32Array.from([0, 2, 1, 3, 10, 12, 11, 13]) };

describe('names of GGUF', () => {
  it.each([
    ['token_embd.weight', 'model.embed_tokens.weight'],
    ['output.weight', 'lm_head.weight'],
    ['blk.12.ffn_down.weight', 'model.layers.12.mlp.down_proj.weight'],
    ['blk.0.attn_q_norm.weight', 'model.layers.0.self_attn.q_norm.weight'],
    ['blk.0.attn_q.bias', undefined],
    ['blk.0.ffn_gate_exps.weight', undefined],
    ['constructor', undefined],
  ])('%s is %s', (name, expected) => {
    expect(hfTensorName(name)).toBe(expected);
  });

  it("puts Llama's interleaved query rows back head by head, and no others", () => {
    const llama = parseModelConfig({ ...SHAPE, model_type: 'llama' });
    const qwen3 = parseModelConfig({ ...SHAPE, model_type: 'qwen3' });
    expect([...inHfOrder(llama, Q, rows).data]).toEqual([0, 1, 2, 3, 10, 11, 12, 13]);
    expect(inHfOrder(llama, 'model.layers.0.self_attn.v_proj.weight', rows)).toBe(rows);
    expect(inHfOrder(qwen3, Q, rows)).toBe(rows);
  });
});
