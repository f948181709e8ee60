import { fusedMatMul, silu } from '@ordena/autodiff';
import {
  add,
  matMul,
  mul,
  reshape,
  reshapeTo,
  rotary,
  softmax,
  transpose,
  type GraphBuilder,
  type Value,
} from '@ordena/onnx';
import { ARCHITECTURES } from '../config/architectures.js';
import type { ModelConfig } from '../config/model-config.js';

/** What a layer is made of: how its weights enter the graph, and what all layers share. */
export interface LayerParts {
  /** `x Wᵀ`, plus the adapter's part where the projection has one, plus the residual where one is given. */
  readonly linear: (x: Value, module: string, residual?: Value) => Value;
  /** RMSNorm over the last axis by the named weight. */
  readonly norm: (x: Value, name: string) => Value;
  /** [B, S] int64. */
  readonly positions: Value;
  /** [B or 1, 1, G·S, S]. */
  readonly mask: Value;
  readonly cos: Value;
  readonly sin: Value;
  /** The numbers B and S as a tensor. */
  readonly rowsAndColumns: Value;
}

/**
 * One layer of Qwen3 (https://arxiv.org/abs/2505.09388) or Llama on whole sequences, without a KV cache: RMSNorm,
 * grouped-query attention (Qwen3: with normed queries and keys), rotary positions, SwiGLU. Tokens lie in a matrix
 * [N, H] wherever they can, so that every projection is one product.
 *
 * @param x [N, H], N = B·S.
 * @param prefix of its tensors' names, such as `model.layers.0.`.
 */
export function buildLayer(g: GraphBuilder, config: ModelConfig, parts: LayerParts, x: Value, prefix: string): Value {
  const { linear, norm } = parts;
  const attended = attention(g, config, parts, norm(x, `${prefix}input_layernorm`), `${prefix}self_attn`);
  const mid = linear(attended, `${prefix}self_attn.o_proj`, x);
  const h = norm(mid, `${prefix}post_attention_layernorm`);
  const gated = mul(g, silu(g, linear(h, `${prefix}mlp.gate_proj`)), linear(h, `${prefix}mlp.up_proj`));
  return linear(gated, `${prefix}mlp.down_proj`, mid);
}

function attention(g: GraphBuilder, config: ModelConfig, parts: LayerParts, x: Value, prefix: string): Value {
  const { numAttentionHeads: heads, numKeyValueHeads: kvHeads, headDim } = config;
  const { headNorms } = ARCHITECTURES[config.architecture];
  const groups = heads / kvHeads;
  const sequence = (value: Value, width: number): Value => {
    const inputs = [parts.rowsAndColumns, g.constant('int64', [1], [width])];
    return reshapeTo(g, value, g.op('Concat', inputs, { shape: [3] }, { axis: 0 }), ['B', 'S', width]);
  };
  const copyDims = (value: Value, target: readonly number[], shape: Value['shape']): Value =>
    reshapeTo(g, value, g.constant('int64', [target.length], target), shape);
  /** Norm over each head where the architecture has it, then rotation: [N, n·D] → [B, S, n·D]. */
  const place = (value: Value, count: number, normName: string): Value => {
    const normed = headNorms ? parts.norm(reshape(g, value, ['N', count, headDim]), normName) : value;
    return rotary(g, sequence(normed, count * headDim), parts.positions, parts.cos, parts.sin);
  };
  const keyLayout = (value: Value): Value =>
    transpose(g, copyDims(value, [0, 0, kvHeads, headDim], ['B', 'S', kvHeads, headDim]), [0, 2, 1, 3]);
  /** Queries of one group lie below each other, so that dK and dV add up over the group inside the product. */
  const queryLayout = (value: Value): Value => {
    const split = copyDims(value, [0, 0, kvHeads, groups, headDim], ['B', 'S', kvHeads, groups, headDim]);
    return copyDims(transpose(g, split, [0, 2, 3, 1, 4]), [0, kvHeads, -1, headDim], ['B', kvHeads, 'GS', headDim]);
  };
  const q = queryLayout(place(parts.linear(x, `${prefix}.q_proj`), heads, `${prefix}.q_norm`));
  const k = keyLayout(place(parts.linear(x, `${prefix}.k_proj`), kvHeads, `${prefix}.k_norm`));
  const v = keyLayout(sequence(parts.linear(x, `${prefix}.v_proj`), kvHeads * headDim));
  const scores = fusedMatMul(g, q, k, { transB: true, alpha: 1 / Math.sqrt(headDim) });
  const mixed = matMul(g, softmax(g, add(g, scores, parts.mask)), v);
  const split = copyDims(mixed, [0, kvHeads, groups, -1, headDim], ['B', kvHeads, groups, 'S', headDim]);
  return reshape(g, transpose(g, split, [0, 3, 1, 2, 4]), ['N', heads * headDim]);
}
