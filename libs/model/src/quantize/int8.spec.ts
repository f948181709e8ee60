import { describe, expect, it } from 'vitest';
import { parseModelConfig } from '../config/model-config.js';
import { randomWeights } from '../weights/random-weights.js';
import { dequantizeMatrix, quantizeMatrix } from './int8.js';

const CONFIG = parseModelConfig({
  model_type: 'qwen3', hidden_size: 64, intermediate_size: 128, num_hidden_layers: 1, num_attention_heads: 2,
  num_key_value_heads: 1, head_dim: 32, vocab_size: 50, tie_word_embeddings: true, eos_token_id: 0,
});

describe('quantizeMatrix', () => {
  it('stays within half a step of every value', () => {
    for (const [name, tensor] of randomWeights(CONFIG, 1)) {
      if (tensor.dims.length !== 2) continue;
      const quantized = quantizeMatrix(name, tensor, 32);
      const back = dequantizeMatrix(quantized);
      expect(back.dims).toEqual(tensor.dims);
      back.data.forEach((value, i) => {
        // The scale is rounded to half precision, so the largest value may lie a little beyond the last code.
        const step = quantized.scales[Math.floor(i / 32)] ?? 0;
        expect(Math.abs(value - (tensor.data[i] ?? NaN))).toBeLessThanOrEqual(step * 0.57);
      });
    }
  });

  it('keeps zero exactly and gives an empty block code 128', () => {
    const { codes, scales } = quantizeMatrix('m', { dims: [1, 32], data: new Float32Array(32) }, 32);
    expect(scales[0]).toBe(0);
    expect(codes.every((code) => code === 128)).toBe(true);
  });

  it('refuses rows that blocks do not fill', () => {
    expect(() => quantizeMatrix('m', { dims: [1, 40], data: new Float32Array(40) }, 32)).toThrow(/m.*blocks of 32/);
  });
});
