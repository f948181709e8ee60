import { GraphBuilder, MICROSOFT, add, matMul, mul, rotary, sigmoid, transpose, type Dim, type Value } from '@ordena/onnx';
import { ARCHITECTURES } from '../config/architectures.js';
import type { ModelConfig } from '../config/model-config.js';
import type { AnyModel } from '../quantize/quantized-folder.js';
import { rotaryTables } from '../training/rotary-tables.js';
import { EMBEDDING, FINAL_NORM, HEAD, layerTensor } from '../weights/tensor-names.js';
import { weightSource, type Int8Scales, type WeightSource } from './linear.js';

/** Names of the inputs of a decode graph, besides those of `pastNames`. B rows of S tokens; shorter rows are padded. */
export const DECODE_INPUTS = {
  /** int64 [B, S]. */
  ids: 'input_ids',
  /** int64 [B, S]. */
  positions: 'positions',
  /**
   * float32 [B, 1, S·G, C+S] added to the scores of each of the G query heads that share a key head: 0 where a token
   * may look, very negative elsewhere. First the C cached tokens, then the S new ones.
   */
  mask: 'mask',
  /** int64 [2]: C and S. */
  widths: 'widths',
  /** int64 [R]: which of the B·S tokens' logits are wanted. */
  selected: 'selected',
} as const;

export const DECODE_OUTPUTS = {
  /** float32 [R, vocabSize]. */
  logits: 'logits',
  /** int64 [R]: the token of the largest logit; only in graphs made `greedy`. */
  likeliest: 'likeliest',
  /** float32 [B·S, layers · 2 · kvHeads · headDim]: of each token, layer by layer, its keys then its values. */
  appended: 'appended',
} as const;

/** How a graph is made. */
export interface DecodeGraphOptions {
  /** How products of int8 weights are made. Default: by blocks, as the weights are stored. */
  readonly int8Scales?: Int8Scales | undefined;
  /** Whether it can choose the likeliest token itself. Default false. */
  readonly greedy?: boolean | undefined;
}

export type CachePart = 'key' | 'value';

/** Name of a cache input: float32 [B, kvHeads, C, headDim]. */
export function pastName(layer: number, part: CachePart): string {
  return `past.${layer}.${part}`;
}

/**
 * Builds the graph of one decoding step of a model: new tokens look at cached ones and at each other.
 *
 * The cache is only read. `GroupQueryAttention` could append to it in place, but ONNX Runtime's Node binding copies
 * every fetched output into a fresh buffer, the whole cache at each step; so attention is spelled out, and the new keys
 * and values come back as one small output for the caller to store.
 *
 * @param maxLength the highest position and one more.
 */
export function buildDecodeGraph(
  any: AnyModel,
  maxLength: number,
  { int8Scales, greedy = false }: DecodeGraphOptions = {},
): GraphBuilder {
  const { config } = any.model;
  const source = weightSource(any, int8Scales);
  const g = new GraphBuilder('decode');
  const ids = g.input(DECODE_INPUTS.ids, 'int64', ['B', 'S']);
  const attention = new CachedAttention(g, config, source, maxLength);
  const selected = g.input(DECODE_INPUTS.selected, 'int64', ['R']);

  const flatIds = g.op('Reshape', [ids, g.constant('int64', [1], [-1])], { shape: ['T'] });
  let residual = source.embed(g, flatIds, EMBEDDING);
  let normed = norm(g, residual, gainOf(g, source, layerTensor(0, 'input_layernorm')), config.rmsNormEps);
  for (let layer = 0; layer < config.numHiddenLayers; layer++) {
    const attended = source.linear(g, attention.layer(normed, layer), [layerTensor(layer, 'self_attn.o_proj')]);
    const middle = gainOf(g, source, layerTensor(layer, 'post_attention_layernorm'));
    [normed, residual] = addNorm(g, residual, attended, middle, config.rmsNormEps);
    const last = layer === config.numHiddenLayers - 1;
    const next = gainOf(g, source, last ? FINAL_NORM : layerTensor(layer + 1, 'input_layernorm'));
    [normed, residual] = addNorm(g, residual, feedForward(g, source, normed, layer), next, config.rmsNormEps);
  }
  const rows = g.op('Gather', [normed, selected], { shape: ['R', config.hiddenSize] }, { axis: 0 });
  const head = config.tieWordEmbeddings ? EMBEDDING : HEAD;
  const [logits] = source.linearsOfNormed(g, rows, FINAL_NORM, [[head]]) as [Value];
  g.output(DECODE_OUTPUTS.logits, logits);
  // ONNX Runtime runs every node, asked for or not.
  if (greedy) {
    const likeliest = g.op('ArgMax', [logits], { dtype: 'int64', shape: ['R'] }, { axis: 1, keepdims: 0 });
    g.output(DECODE_OUTPUTS.likeliest, likeliest);
  }
  g.output(DECODE_OUTPUTS.appended, g.op('Concat', attention.appended, { shape: ['T', 'A'] }, { axis: 1 }));
  return g;
}

/** SwiGLU: `(silu(x Gᵀ) · x Uᵀ) Dᵀ`. */
function feedForward(g: GraphBuilder, source: WeightSource, x: Value, layer: number): Value {
  const names = ['mlp.gate_proj', 'mlp.up_proj'].map((part) => [layerTensor(layer, part)]);
  const [gate, up] = source.linearsOfNormed(g, x, layerTensor(layer, 'post_attention_layernorm'), names) as [Value, Value];
  const hidden = mul(g, mul(g, gate, sigmoid(g, gate)), up);
  return source.linear(g, hidden, [layerTensor(layer, 'mlp.down_proj')]);
}

/** Grouped-query attention over cached and new tokens. */
class CachedAttention {
  /** Keys and values of the new tokens, [T, kvHeads·headDim] each, in the order of the output `appended`. */
  readonly appended: Value[] = [];
  private readonly positions: Value;
  private readonly mask: Value;
  private readonly widths: Value;
  private readonly cos: Value;
  private readonly sin: Value;

  constructor(
    private readonly g: GraphBuilder,
    private readonly config: ModelConfig,
    private readonly source: WeightSource,
    maxLength: number,
  ) {
    this.positions = g.input(DECODE_INPUTS.positions, 'int64', ['B', 'S']);
    this.mask = g.input(DECODE_INPUTS.mask, 'float32', ['B', 1, 'SG', 'C+S']);
    this.widths = g.input(DECODE_INPUTS.widths, 'int64', [2]);
    const { shape, cos, sin } = rotaryTables(config, maxLength);
    this.cos = g.initializer('cos', 'float32', shape, cos);
    this.sin = g.initializer('sin', 'float32', shape, sin);
  }

  /** From the normed input [T, hidden] to the heads' output [T, heads·headDim]. */
  layer(x: Value, layer: number): Value {
    const { g, config } = this;
    const { headDim, numKeyValueHeads: kvHeads } = config;
    const [q, k, v] = this.project(x, layer);
    this.appended.push(k, v);
    const past = ['B', kvHeads, 'C', headDim];
    const pastKeys = g.input(pastName(layer, 'key'), 'float32', past);
    const pastValues = g.input(pastName(layer, 'value'), 'float32', past);
    const queries = this.groupQueries(q);
    const newKeys = this.byHead(k);
    const newValues = this.byHead(v);
    const cached = this.scores(queries, pastKeys, 'C');
    const fresh = this.scores(queries, newKeys, 'S');
    const scores = g.op('Concat', [cached, fresh], { shape: this.mask.shape }, { axis: -1 });
    const shares = g.op('Softmax', [add(g, scores, this.mask)], { shape: scores.shape }, { axis: -1 });
    const parts = [{ shape: cached.shape }, { shape: fresh.shape }];
    const [toCached, toFresh] = g.opMany('Split', [shares, this.widths], parts, { axis: -1 }) as [Value, Value];
    return this.ungroup(add(g, matMul(g, toCached, pastValues), matMul(g, toFresh, newValues)));
  }

  /** Queries and keys, normed by head and turned by position, and values; [T, …·headDim] each. */
  private project(x: Value, layer: number): [q: Value, k: Value, v: Value] {
    const { g, config, source } = this;
    const { headDim, numAttentionHeads, numKeyValueHeads } = config;
    const heads = numAttentionHeads + numKeyValueHeads;
    const queryWidth = numAttentionHeads * headDim;
    const keyWidth = numKeyValueHeads * headDim;
    const named = (part: string): string => layerTensor(layer, `self_attn.${part}_proj`);
    const groups = [[named('q'), named('k')], [named('v')]];
    const [qk, v] = source.linearsOfNormed(g, x, layerTensor(layer, 'input_layernorm'), groups) as [Value, Value];

    // Rotary embedding wants rows and tokens apart; shapes are fed through the positions' own.
    const flat = this.reshapeLike(this.normHeads(qk, layer), heads * headDim);
    const turned = rotary(g, flat, this.positions, this.cos, this.sin);
    const back = this.reshape(turned, [-1, heads * headDim], ['T', heads * headDim]);
    const [q, k] = splitColumns(g, back, [queryWidth, keyWidth]);
    return [q, k, v];
  }

  /** The norms of query and key heads, where the architecture has them. */
  private normHeads(qk: Value, layer: number): Value {
    const { g, config, source } = this;
    if (!ARCHITECTURES[config.architecture].headNorms) return qk;
    const { headDim, numAttentionHeads, numKeyValueHeads } = config;
    const heads = numAttentionHeads + numKeyValueHeads;
    // One norm for the heads of queries and keys together; their weights differ, so they are applied behind it.
    const weights = new Float32Array(heads * headDim);
    const queryWeight = source.vector(layerTensor(layer, 'self_attn.q_norm'));
    const keyWeight = source.vector(layerTensor(layer, 'self_attn.k_norm'));
    for (let h = 0; h < heads; h++) weights.set(h < numAttentionHeads ? queryWeight : keyWeight, h * headDim);
    const ones = g.constant('float32', [headDim], new Array<number>(headDim).fill(1));
    const split = this.reshape(qk, [-1, heads, headDim], ['T', heads, headDim]);
    const normed = norm(g, split, ones, config.rmsNormEps);
    return mul(g, normed, g.initializer(`head_norms.${layer}`, 'float32', [heads, headDim], weights));
  }

  private rowsAndTokens: Value | undefined;

  /** [T, …] to [B, S, width]. */
  private reshapeLike(x: Value, width: number): Value {
    const { g } = this;
    this.rowsAndTokens ??= g.op('Shape', [this.positions], { dtype: 'int64', shape: [2] });
    const shape = g.op(
      'Concat',
      [this.rowsAndTokens, g.constant('int64', [1], [width])],
      { dtype: 'int64', shape: [3] },
      { axis: 0 },
    );
    return g.op('Reshape', [x, shape], { shape: ['B', 'S', width] });
  }

  /** [T, heads·headDim] to [B, kvHeads, S·G, headDim]: the queries that share a key head as rows of one matrix. */
  private groupQueries(q: Value): Value {
    const { numAttentionHeads, numKeyValueHeads: kvHeads, headDim } = this.config;
    const group = numAttentionHeads / kvHeads;
    const rows = this.reshapeLike(q, numAttentionHeads * headDim);
    const apart = this.reshape(rows, [0, 0, kvHeads, group * headDim], ['B', 'S', kvHeads, group * headDim]);
    const turned = transpose(this.g, apart, [0, 2, 1, 3]);
    return this.reshape(turned, [0, 0, -1, headDim], ['B', kvHeads, 'SG', headDim]);
  }

  /** The way back, to [T, heads·headDim]. */
  private ungroup(x: Value): Value {
    const { numAttentionHeads, numKeyValueHeads: kvHeads, headDim } = this.config;
    const group = numAttentionHeads / kvHeads;
    const rows = this.reshape(x, [0, 0, -1, group * headDim], ['B', kvHeads, 'S', group * headDim]);
    const width = numAttentionHeads * headDim;
    return this.reshape(transpose(this.g, rows, [0, 2, 1, 3]), [-1, width], ['T', width]);
  }

  /** [T, kvHeads·headDim] to [B, kvHeads, S, headDim]. */
  private byHead(x: Value): Value {
    const { numKeyValueHeads: kvHeads, headDim } = this.config;
    const rows = this.reshapeLike(x, kvHeads * headDim);
    const apart = this.reshape(rows, [0, 0, kvHeads, headDim], ['B', 'S', kvHeads, headDim]);
    return transpose(this.g, apart, [0, 2, 1, 3]);
  }

  /** `q kᵀ / √headDim`. */
  private scores(q: Value, k: Value, width: Dim): Value {
    const attributes = { transB: 1, alpha: { float: 1 / Math.sqrt(this.config.headDim) } };
    const shape = ['B', this.config.numKeyValueHeads, 'SG', width];
    return this.g.op('FusedMatMul', [q, k], { shape }, attributes, MICROSOFT);
  }

  /** Reshape where 0 keeps a dimension and -1 is inferred. */
  private reshape(x: Value, target: readonly number[], shape: readonly Dim[]): Value {
    return this.g.op('Reshape', [x, this.g.constant('int64', [target.length], target)], { shape });
  }
}

function gainOf(g: GraphBuilder, source: WeightSource, name: string): Value {
  const data = source.normGain(name);
  return g.initializer(name, 'float32', [data.length], data);
}

function norm(g: GraphBuilder, x: Value, weight: Value, epsilon: number): Value {
  const attributes = { axis: -1, epsilon: { float: epsilon }, stash_type: 1 };
  return g.op('SimplifiedLayerNormalization', [x, weight], { shape: x.shape }, attributes);
}

/** `x + y` and its RMSNorm. */
function addNorm(g: GraphBuilder, x: Value, y: Value, weight: Value, epsilon: number): [normed: Value, sum: Value] {
  const unused = { shape: [] };
  const outputs = [{ shape: x.shape }, unused, unused, { shape: x.shape }];
  const attributes = { epsilon: { float: epsilon } };
  const values = g.opMany('SkipSimplifiedLayerNormalization', [x, y, weight], outputs, attributes, MICROSOFT);
  const [normed, , , sum] = values as [Value, Value, Value, Value];
  return [normed, sum];
}

function splitColumns(g: GraphBuilder, x: Value, widths: readonly [number, number]): [Value, Value] {
  const outputs = widths.map((width) => ({ shape: [x.shape[0] ?? 'T', width] }));
  return g.opMany('Split', [x, g.constant('int64', [2], widths)], outputs, { axis: 1 }) as [Value, Value];
}
