import { describe, expect, it } from 'vitest';
import { ModelError } from '../errors.js';
import { parseModelConfig, toHfConfig } from './model-config.js';

const HF = {
  architectures: ['Qwen3ForCausalLM'],
  model_type: 'qwen3',
  hidden_size: 64,
  intermediate_size: 96,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 32,
  vocab_size: 300,
  rms_norm_eps: 1e-5,
  rope_theta: 50_000,
  tie_word_embeddings: true,
  max_position_embeddings: 512,
  eos_token_id: 1,
  pad_token_id: 0,
};

describe('parseModelConfig', () => {
  it('reads a config of transformers 4', () => {
    expect(parseModelConfig(HF)).toMatchObject({ hiddenSize: 64, headDim: 32, ropeTheta: 50_000, eosTokenId: 1, padTokenId: 0 });
  });

  it('reads a config of transformers 5, where rotary settings stand in an object', () => {
    const { rope_theta, ...rest } = HF;
    expect(parseModelConfig({ ...rest, rope_parameters: { rope_theta, rope_type: 'default' } }).ropeTheta).toBe(50_000);
  });

  it('comes back the same through toHfConfig', () => {
    const config = parseModelConfig(HF);
    expect(parseModelConfig(toHfConfig(config))).toEqual(config);
  });

  it('reads a Llama, whose heads share out the hidden size', () => {
    const { head_dim: _, max_position_embeddings: __, ...rest } = HF;
    const config = parseModelConfig({ ...rest, model_type: 'llama' });
    expect(config).toMatchObject({ architecture: 'llama', headDim: 16, maxPositionEmbeddings: 2048 });
    expect(toHfConfig(config)).toMatchObject({ architectures: ['LlamaForCausalLM'], model_type: 'llama' });
    expect(parseModelConfig(toHfConfig(config))).toEqual(config);
  });

  it('takes the first of several end tokens and lets padding default to it', () => {
    expect(parseModelConfig({ ...HF, eos_token_id: [7, 8], pad_token_id: null })).toMatchObject({ eosTokenId: 7, padTokenId: 7 });
  });

  it.each([
    [{ hidden_size: 'x' }, 'INVALID_CONFIG', 'hidden_size'],
    [{ hidden_size: undefined }, 'INVALID_CONFIG', 'hidden_size'],
    [{ num_key_value_heads: 3 }, 'INVALID_CONFIG', 'num_key_value_heads'],
    [{ eos_token_id: 300 }, 'INVALID_CONFIG', 'eos_token_id'],
    [{ head_dim: 33 }, 'INVALID_CONFIG', 'head_dim'],
    [{ model_type: 'mistral' }, 'UNSUPPORTED', 'model_type'],
    [{ mlp_bias: true }, 'UNSUPPORTED', 'mlp_bias'],
    [{ attention_bias: true }, 'UNSUPPORTED', 'attention_bias'],
    [{ rope_scaling: { rope_type: 'yarn' } }, 'UNSUPPORTED', 'rope_scaling'],
    [{ rope_scaling: { rope_type: 'llama3', factor: 32 } }, 'UNSUPPORTED', 'rope_scaling'],
    [{ rope_scaling: { type: 'linear', factor: 2 } }, 'UNSUPPORTED', 'rope_scaling'],
  ])('names the key in %j', (change, code, key) => {
    let error: unknown;
    try {
      parseModelConfig({ ...HF, ...change }, 'there/config.json');
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({ code, key, file: 'there/config.json' });
  });
});
