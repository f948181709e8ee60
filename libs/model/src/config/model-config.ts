import { z } from 'zod';
import { ModelError } from '../errors.js';
import { ARCHITECTURES, isArchitecture, type ArchitectureName } from './architectures.js';

/** The shape of a model. Sizes count elements, not bytes. */
export interface ModelConfig {
  readonly architecture: ArchitectureName;
  readonly hiddenSize: number;
  readonly intermediateSize: number;
  readonly numHiddenLayers: number;
  readonly numAttentionHeads: number;
  /** Divides `numAttentionHeads`: so many query heads share one key and value head. */
  readonly numKeyValueHeads: number;
  /** Even; `numAttentionHeads · headDim` need not be `hiddenSize`. */
  readonly headDim: number;
  readonly vocabSize: number;
  readonly rmsNormEps: number;
  readonly ropeTheta: number;
  /** The output head is the transposed embedding. */
  readonly tieWordEmbeddings: boolean;
  /** Longest sequence, prompt and answer together, in tokens. */
  readonly maxPositionEmbeddings: number;
  /** -1 when the model names none: it can be trained, not served. */
  readonly eosTokenId: number;
  /** `eosTokenId` when the model names none. */
  readonly padTokenId: number;
}

const size = z.number().int().positive();
const tokenId = z
  .union([z.number().int().nonnegative(), z.array(z.number().int().nonnegative()).nonempty()])
  .nullish()
  .transform((id) => (Array.isArray(id) ? id[0] : (id ?? undefined)));
const rope = z.looseObject({
  rope_theta: z.number().positive().optional(),
  rope_type: z.string().optional(),
  // The key's name of old.
  type: z.string().optional(),
});

/** The keys of a Hugging Face `config.json` that decide what the network computes; others are kept out of sight. */
const hfConfig = z.looseObject({
  architectures: z.array(z.string()).optional(),
  model_type: z.string(),
  hidden_size: size,
  intermediate_size: size,
  num_hidden_layers: size,
  num_attention_heads: size,
  num_key_value_heads: size.optional(),
  head_dim: size.nullish(),
  vocab_size: size,
  rms_norm_eps: z.number().positive().default(1e-6),
  rope_theta: z.number().positive().optional(),
  rope_scaling: rope.nullish(),
  rope_parameters: rope.nullish(),
  tie_word_embeddings: z.boolean().default(false),
  max_position_embeddings: size.optional(),
  eos_token_id: tokenId,
  pad_token_id: tokenId,
  hidden_act: z.string().default('silu'),
  attention_bias: z.boolean().default(false),
  mlp_bias: z.boolean().default(false),
  use_sliding_window: z.boolean().default(false),
});

const DEFAULT_ROPE_THETA = 10_000;

/**
 * Reads the parsed content of a Hugging Face `config.json`, as transformers 4 and 5 write it.
 *
 * @param file name of the file, for error messages.
 * @throws ModelError INVALID_CONFIG that names the key; UNSUPPORTED for another architecture or a variant that the
 * graphs do not compute.
 */
export function parseModelConfig(json: unknown, file = 'config.json'): ModelConfig {
  const parsed = hfConfig.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = issue?.path.join('.') ?? '';
    throw new ModelError('INVALID_CONFIG', { file, key }, issue?.message ?? 'not a model configuration', parsed.error);
  }
  const hf = parsed.data;
  const unsupported = (key: string, message: string): ModelError => new ModelError('UNSUPPORTED', { file, key }, message);
  const { model_type: name } = hf;
  if (!isArchitecture(name)) {
    throw unsupported('model_type', `"${name}" is not supported: only ${Object.keys(ARCHITECTURES).join(' and ')} are`);
  }
  const architecture = ARCHITECTURES[name];
  if (hf.hidden_act !== 'silu') throw unsupported('hidden_act', `"${hf.hidden_act}" is not supported: only silu is`);
  if (hf.attention_bias) throw unsupported('attention_bias', 'attention with biases is not supported');
  if (hf.mlp_bias) throw unsupported('mlp_bias', 'feed-forward layers with biases are not supported');
  if (hf.use_sliding_window) throw unsupported('use_sliding_window', 'a sliding window is not supported');
  for (const [key, value] of [['rope_scaling', hf.rope_scaling], ['rope_parameters', hf.rope_parameters]] as const) {
    const type = value?.rope_type ?? value?.type ?? 'default';
    if (type !== 'default') throw unsupported(key, `rotary scaling "${type}" is not supported`);
  }
  const eosTokenId = hf.eos_token_id ?? -1;
  const config: ModelConfig = {
    architecture: name,
    hiddenSize: hf.hidden_size,
    intermediateSize: hf.intermediate_size,
    numHiddenLayers: hf.num_hidden_layers,
    numAttentionHeads: hf.num_attention_heads,
    numKeyValueHeads: hf.num_key_value_heads ?? hf.num_attention_heads,
    headDim: hf.head_dim ?? architecture.defaultHeadDim(hf.hidden_size, hf.num_attention_heads),
    vocabSize: hf.vocab_size,
    rmsNormEps: hf.rms_norm_eps,
    ropeTheta: hf.rope_theta ?? hf.rope_parameters?.rope_theta ?? DEFAULT_ROPE_THETA,
    tieWordEmbeddings: hf.tie_word_embeddings,
    maxPositionEmbeddings: hf.max_position_embeddings ?? architecture.defaultMaxPositions,
    eosTokenId,
    padTokenId: hf.pad_token_id ?? eosTokenId,
  };
  checkSizes(config, file);
  return config;
}

function checkSizes(config: ModelConfig, file: string): void {
  const invalid = (key: string, message: string): ModelError => new ModelError('INVALID_CONFIG', { file, key }, message);
  if (config.numAttentionHeads % config.numKeyValueHeads !== 0) {
    const sizes = `${config.numKeyValueHeads} does not divide num_attention_heads ${config.numAttentionHeads}`;
    throw invalid('num_key_value_heads', sizes);
  }
  if (config.headDim % 2 !== 0) throw invalid('head_dim', `${config.headDim} is odd: rotary embedding needs pairs`);
  for (const [key, id] of [['eos_token_id', config.eosTokenId], ['pad_token_id', config.padTokenId]] as const) {
    if (id >= config.vocabSize) throw invalid(key, `${id} is not below vocab_size ${config.vocabSize}`);
  }
}

/** The content of a `config.json` that transformers loads. */
export function toHfConfig(config: ModelConfig): Record<string, unknown> {
  return {
    architectures: [ARCHITECTURES[config.architecture].hfClass],
    model_type: config.architecture,
    hidden_act: 'silu',
    hidden_size: config.hiddenSize,
    intermediate_size: config.intermediateSize,
    num_hidden_layers: config.numHiddenLayers,
    num_attention_heads: config.numAttentionHeads,
    num_key_value_heads: config.numKeyValueHeads,
    head_dim: config.headDim,
    vocab_size: config.vocabSize,
    rms_norm_eps: config.rmsNormEps,
    rope_theta: config.ropeTheta,
    attention_bias: false,
    attention_dropout: 0,
    tie_word_embeddings: config.tieWordEmbeddings,
    max_position_embeddings: config.maxPositionEmbeddings,
    ...(config.eosTokenId < 0 ? {} : { eos_token_id: config.eosTokenId }),
    ...(config.padTokenId < 0 ? {} : { pad_token_id: config.padTokenId }),
    torch_dtype: 'float32',
  };
}
