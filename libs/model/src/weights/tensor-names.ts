import { ARCHITECTURES } from '../config/architectures.js';
import type { ModelConfig } from '../config/model-config.js';
import { ModelError } from '../errors.js';

export const EMBEDDING = 'model.embed_tokens.weight';
export const FINAL_NORM = 'model.norm.weight';
export const HEAD = 'lm_head.weight';

/** The name of a tensor of one layer, such as `layerTensor(0, 'self_attn.q_proj')`. */
export function layerTensor(layer: number, part: string): string {
  return `model.layers.${layer}.${part}.weight`;
}

/** Every tensor that a model of this shape has, with its dimensions. Matrices are [out, in]. */
export function expectedTensors(config: ModelConfig): Map<string, readonly number[]> {
  const { hiddenSize, intermediateSize, headDim, vocabSize } = config;
  const queries = config.numAttentionHeads * headDim;
  const keys = config.numKeyValueHeads * headDim;
  const headNorms: [string, readonly number[]][] = ARCHITECTURES[config.architecture].headNorms
    ? [
        ['self_attn.q_norm', [headDim]],
        ['self_attn.k_norm', [headDim]],
      ]
    : [];
  const tensors = new Map<string, readonly number[]>([[EMBEDDING, [vocabSize, hiddenSize]]]);
  for (let layer = 0; layer < config.numHiddenLayers; layer++) {
    const parts: [string, readonly number[]][] = [
      ['input_layernorm', [hiddenSize]],
      ['self_attn.q_proj', [queries, hiddenSize]],
      ['self_attn.k_proj', [keys, hiddenSize]],
      ['self_attn.v_proj', [keys, hiddenSize]],
      ...headNorms,
      ['self_attn.o_proj', [hiddenSize, queries]],
      ['post_attention_layernorm', [hiddenSize]],
      ['mlp.gate_proj', [intermediateSize, hiddenSize]],
      ['mlp.up_proj', [intermediateSize, hiddenSize]],
      ['mlp.down_proj', [hiddenSize, intermediateSize]],
    ];
    for (const [part, dims] of parts) tensors.set(layerTensor(layer, part), dims);
  }
  tensors.set(FINAL_NORM, [hiddenSize]);
  if (!config.tieWordEmbeddings) tensors.set(HEAD, [vocabSize, hiddenSize]);
  return tensors;
}

/**
 * Checks that the tensors at hand are just those of the model.
 *
 * @param file the file or folder to name in the error.
 * @throws ModelError INVALID_WEIGHTS that names the first missing, unknown or mis-shaped tensor.
 */
export function checkTensors(config: ModelConfig, found: ReadonlyMap<string, { dims: readonly number[] }>, file: string): void {
  const expected = expectedTensors(config);
  for (const [name, dims] of expected) {
    const tensor = found.get(name);
    if (!tensor) throw new ModelError('INVALID_WEIGHTS', { file, key: name }, 'this tensor is missing');
    if (tensor.dims.join() !== dims.join()) {
      const message = `has shape [${tensor.dims.join()}], config.json asks for [${dims.join()}]`;
      throw new ModelError('INVALID_WEIGHTS', { file, key: name }, message);
    }
  }
  for (const name of found.keys()) {
    if (!expected.has(name)) {
      throw new ModelError('INVALID_WEIGHTS', { file, key: name }, 'the model has no such tensor');
    }
  }
}
