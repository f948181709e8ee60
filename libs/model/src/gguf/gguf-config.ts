import { ARCHITECTURES, isArchitecture } from '../config/architectures.js';
import { parseModelConfig, type ModelConfig } from '../config/model-config.js';
import { ModelError } from '../errors.js';
import type { GgufHeader, GgufValue } from './gguf-header.js';

/** The extra tensor by which Llama 3.1 and later scale their rotary frequencies. */
const ROPE_FREQUENCIES = 'rope_freqs.weight';

/**
 * The configuration that a GGUF file's metadata describe.
 *
 * @throws ModelError INVALID_CONFIG that names the metadata key; UNSUPPORTED for another architecture or a variant that
 * the graphs do not compute.
 */
export function ggufConfig(header: GgufHeader, file: string): ModelConfig {
  const { metadata, tensors } = header;
  const architecture = metadata.get('general.architecture');
  const unsupported = (key: string, message: string): ModelError => new ModelError('UNSUPPORTED', { file, key }, message);
  if (typeof architecture !== 'string' || !isArchitecture(architecture)) {
    const known = Object.keys(ARCHITECTURES).join(' and ');
    throw unsupported('general.architecture', `${JSON.stringify(architecture)} is not supported: only ${known} are`);
  }
  const key = (name: string): string => `${architecture}.${name}`;
  const number = (name: string): number | undefined => numberAt(metadata, key(name), file);
  const needed = (name: string): number => {
    const value = number(name);
    if (value === undefined) throw new ModelError('INVALID_CONFIG', { file, key: key(name) }, 'is missing');
    return value;
  };

  const hiddenSize = needed('embedding_length');
  const heads = needed('attention.head_count');
  const headDim = number('attention.key_length') ?? hiddenSize / heads;
  if ((number('attention.value_length') ?? headDim) !== headDim) {
    throw unsupported(key('attention.value_length'), 'values of another width than keys are not supported');
  }
  if ((number('rope.dimension_count') ?? headDim) !== headDim) {
    throw unsupported(key('rope.dimension_count'), 'rotating a part of each head is not supported');
  }
  const scaling = metadata.get(key('rope.scaling.type')) ?? 'none';
  if (scaling !== 'none') throw unsupported(key('rope.scaling.type'), `rotary scaling "${String(scaling)}" is not supported`);
  if (tensors.some(({ name }) => name === ROPE_FREQUENCIES)) {
    throw unsupported(ROPE_FREQUENCIES, 'scaled rotary frequencies are not supported');
  }
  const embedding = tensors.find(({ name }) => name === 'token_embd.weight');
  if (!embedding) throw new ModelError('INVALID_WEIGHTS', { file, key: 'token_embd.weight' }, 'this tensor is missing');
  return parseModelConfig(
    {
      model_type: architecture,
      hidden_size: hiddenSize,
      intermediate_size: needed('feed_forward_length'),
      num_hidden_layers: needed('block_count'),
      num_attention_heads: heads,
      num_key_value_heads: number('attention.head_count_kv'),
      head_dim: headDim,
      vocab_size: embedding.dims[0],
      rms_norm_eps: single(needed('attention.layer_norm_rms_epsilon')),
      rope_theta: single(number('rope.freq_base') ?? 10_000),
      tie_word_embeddings: !tensors.some(({ name }) => name === 'output.weight'),
      max_position_embeddings: needed('context_length'),
      eos_token_id: numberAt(metadata, 'tokenizer.ggml.eos_token_id', file),
      pad_token_id: numberAt(metadata, 'tokenizer.ggml.padding_token_id', file),
    },
    file,
  );
}

function numberAt(metadata: ReadonlyMap<string, GgufValue>, key: string, file: string): number | undefined {
  const value = metadata.get(key);
  if (value === undefined || typeof value === 'number') return value;
  throw new ModelError('INVALID_CONFIG', { file, key }, 'must be one number');
}

/** The shortest decimal of a float32: 1e-5 instead of 9.999999747378752e-6. */
function single(value: number): number {
  return Number(value.toPrecision(7));
}
