import type { ArchitectureName } from '../config/architectures.js';
import type { ModelConfig } from '../config/model-config.js';
import { EMBEDDING, FINAL_NORM, HEAD, layerTensor } from '../weights/tensor-names.js';
import type { WeightTensor } from '../weights/types.js';

const WHOLE: ReadonlyMap<string, string> = new Map(Object.entries({
  'token_embd.weight': EMBEDDING,
  'output_norm.weight': FINAL_NORM,
  'output.weight': HEAD,
}));

/** Parts of a layer, `blk.N.KEY.weight`, and what Hugging Face calls them. */
const PARTS: ReadonlyMap<string, string> = new Map(Object.entries({
  attn_norm: 'input_layernorm',
  attn_q: 'self_attn.q_proj',
  attn_k: 'self_attn.k_proj',
  attn_v: 'self_attn.v_proj',
  attn_q_norm: 'self_attn.q_norm',
  attn_k_norm: 'self_attn.k_norm',
  attn_output: 'self_attn.o_proj',
  ffn_norm: 'post_attention_layernorm',
  ffn_gate: 'mlp.gate_proj',
  ffn_up: 'mlp.up_proj',
  ffn_down: 'mlp.down_proj',
}));

/** The Hugging Face name of a tensor; undefined when it has none. */
export function hfTensorName(name: string): string | undefined {
  const whole = WHOLE.get(name);
  if (whole !== undefined) return whole;
  const [, layer, part = ''] = /^blk\.(\d+)\.(\w+)\.weight$/.exec(name) ?? [];
  const hfPart = PARTS.get(part);
  return layer === undefined || hfPart === undefined ? undefined : layerTensor(Number(layer), hfPart);
}

/**
 * llama.cpp turns neighbouring pairs of a head in its Llama graph, where Hugging Face turns the head's halves; so the
 * rows of queries and keys lie interleaved in these files.
 */
const INTERLEAVED: Readonly<Record<ArchitectureName, readonly string[]>> = {
  llama: ['self_attn.q_proj', 'self_attn.k_proj'],
  qwen3: [],
};

/** The tensor with its rows in Hugging Face's order. */
export function inHfOrder(config: ModelConfig, hfName: string, tensor: WeightTensor): WeightTensor {
  if (!INTERLEAVED[config.architecture].some((part) => hfName.endsWith(`${part}.weight`))) return tensor;
  const [rows = 0, columns = 0] = tensor.dims;
  const half = config.headDim / 2;
  const data = new Float32Array(tensor.data.length);
  for (let row = 0; row < rows; row++) {
    const head = row - (row % config.headDim);
    const within = row % config.headDim;
    const from = head + 2 * (within % half) + Math.floor(within / half);
    data.set(tensor.data.subarray(from * columns, (from + 1) * columns), row * columns);
  }
  return { dims: tensor.dims, data };
}
