import { fusedMatMul, silu } from '@ordena/autodiff';
import {
  add,
  gather,
  gemm,
  matMul,
  mul,
  reshape,
  reshapeTo,
  rmsNorm,
  rotary,
  shapeOf,
  softmax,
  transpose,
  type GraphBuilder,
  type Value,
} from '@ordena/onnx';
import { ARCHITECTURES } from '../config/architectures.js';
import type { ModelConfig } from '../config/model-config.js';
import type { ParameterInputs } from './parameters.js';
import { rotaryTables } from './rotary-tables.js';
import { loraNames, type TrainingMode } from './trainable.js';

/** What a full-sequence pass is fed besides the parameters. B rows of S tokens, G = query heads per key head. */
export interface SequenceInputs {
  /** [B, S] int64. */
  readonly ids: Value;
  /** [B, S] int64: the place of each token in its own order; restarts where orders are packed in one row. */
  readonly positions: Value;
  /** [B or 1, 1, G·S, S]: 0 where a query sees a key, a large negative number where it does not. */
  readonly mask: Value;
}

/** Result of {@link buildForward}. */
export interface ForwardValues {
  /** [N, H], N = B·S: the embedded tokens, where the gradient of the embedding is taken. */
  readonly embedded: Value;
  /** [N, H]: before the final norm. */
  readonly hidden: Value;
}

export function declareSequenceInputs(g: GraphBuilder): SequenceInputs {
  return {
    ids: g.input('input_ids', 'int64', ['B', 'S']),
    positions: g.input('position_ids', 'int64', ['B', 'S']),
    mask: g.input('attention_mask', 'float32', ['MB', 1, 'GS', 'S']),
  };
}

/**
 * The layers of Qwen3 (https://arxiv.org/abs/2505.09388) and Llama on whole sequences, without a KV cache: RMSNorm,
 * grouped-query attention (Qwen3: with normed queries and keys), rotary positions, SwiGLU. Tokens lie in a matrix
 * [N, H] wherever they can, so that every projection is one Gemm and residuals and adapters ride in its C.
 */
export function buildForward(
  g: GraphBuilder,
  config: ModelConfig,
  mode: TrainingMode,
  parameters: ParameterInputs,
  inputs: SequenceInputs,
): ForwardValues {
  const { numAttentionHeads: heads, numKeyValueHeads: kvHeads, headDim, rmsNormEps: epsilon } = config;
  const { headNorms } = ARCHITECTURES[config.architecture];
  const groups = heads / kvHeads;
  const tables = rotaryTables(config);
  const cos = g.initializer('rotary_cos', 'float32', tables.shape, tables.cos);
  const sin = g.initializer('rotary_sin', 'float32', tables.shape, tables.sin);
  const rowsAndColumns = shapeOf(g, inputs.ids);

  const linear = (x: Value, module: string, residual?: Value): Value => {
    const base = gemm(g, x, parameters.get(`${module}.weight`), { transB: true, c: residual });
    const { a, b } = loraNames(module);
    if (mode.kind !== 'lora' || !parameters.has(a)) return base;
    const kept = mode.lora.dropout ? mul(g, x, dropoutMask(g, module, x)) : x;
    const low = gemm(g, kept, parameters.get(a), { transB: true });
    return gemm(g, low, parameters.get(b), { transB: true, alpha: mode.lora.alpha / mode.lora.rank, c: base });
  };
  const norm = (x: Value, name: string): Value => rmsNorm(g, x, parameters.get(`${name}.weight`), epsilon)[0];
  const sequence = (x: Value, width: number): Value => {
    const shape = g.op('Concat', [rowsAndColumns, g.constant('int64', [1], [width])], { shape: [3] }, { axis: 0 });
    return reshapeTo(g, x, shape, ['B', 'S', width]);
  };
  const copyDims = (x: Value, target: readonly number[], shape: Value['shape']): Value =>
    reshapeTo(g, x, g.constant('int64', [target.length], target), shape);

  /** Norm over each head where the architecture has it, then rotation: [N, n·D] → [B, S, n·D]. */
  const place = (x: Value, count: number, normName: string): Value => {
    const normed = headNorms ? norm(reshape(g, x, ['N', count, headDim]), normName) : x;
    return rotary(g, sequence(normed, count * headDim), inputs.positions, cos, sin);
  };
  const keyLayout = (x: Value): Value =>
    transpose(g, copyDims(x, [0, 0, kvHeads, headDim], ['B', 'S', kvHeads, headDim]), [0, 2, 1, 3]);

  /** Queries of one group lie below each other, so that dK and dV add up over the group inside the product. */
  const queryLayout = (x: Value): Value => {
    const split = copyDims(x, [0, 0, kvHeads, groups, headDim], ['B', 'S', kvHeads, groups, headDim]);
    return copyDims(transpose(g, split, [0, 2, 3, 1, 4]), [0, kvHeads, -1, headDim], ['B', kvHeads, 'GS', headDim]);
  };
  const attention = (x: Value, prefix: string): Value => {
    const q = queryLayout(place(linear(x, `${prefix}.q_proj`), heads, `${prefix}.q_norm`));
    const k = keyLayout(place(linear(x, `${prefix}.k_proj`), kvHeads, `${prefix}.k_norm`));
    const v = keyLayout(sequence(linear(x, `${prefix}.v_proj`), kvHeads * headDim));
    const scores = fusedMatMul(g, q, k, { transB: true, alpha: 1 / Math.sqrt(headDim) });
    const mixed = matMul(g, softmax(g, add(g, scores, inputs.mask)), v);
    const split = copyDims(mixed, [0, kvHeads, groups, -1, headDim], ['B', kvHeads, groups, 'S', headDim]);
    return reshape(g, transpose(g, split, [0, 3, 1, 2, 4]), ['N', heads * headDim]);
  };

  const table = parameters.get('model.embed_tokens.weight');
  const embedded = reshape(g, gather(g, table, inputs.ids), ['N', config.hiddenSize]);
  let x = embedded;
  for (let layer = 0; layer < config.numHiddenLayers; layer++) {
    const prefix = `model.layers.${layer}`;
    const attended = attention(norm(x, `${prefix}.input_layernorm`), `${prefix}.self_attn`);
    x = linear(attended, `${prefix}.self_attn.o_proj`, x);
    const h = norm(x, `${prefix}.post_attention_layernorm`);
    const gated = mul(g, silu(g, linear(h, `${prefix}.mlp.gate_proj`)), linear(h, `${prefix}.mlp.up_proj`));
    x = linear(gated, `${prefix}.mlp.down_proj`, x);
  }
  return { embedded, hidden: x };
}

/** Name of the input that holds the dropout mask of an adapted projection: [N, in], entries 0 or 1/(1 − p). */
export function dropoutInput(module: string): string {
  return `dropout:${module}`;
}

/** The mask is fed, not drawn in the graph: a run that resumes must draw the same one again. */
function dropoutMask(g: GraphBuilder, module: string, x: Value): Value {
  return g.input(dropoutInput(module), 'float32', x.shape);
}
