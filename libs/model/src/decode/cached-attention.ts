import { MICROSOFT, add, mul, reshape, rotary, transpose, type Dim, type GraphBuilder, type Value } from '@ordena/onnx';
import { ARCHITECTURES } from '../config/architectures.js';
import type { ModelConfig } from '../config/model-config.js';
import { rotaryTables } from '../training/rotary-tables.js';
import { layerTensor } from '../weights/tensor-names.js';
import type { WeightSource } from './linear.js';
import { norm } from './norms.js';

/**
 * Names of the inputs of attention, besides those of {@link pastName}. B rows of S tokens, T = S·B; C cached ones a row.
 * The S tokens of a row are multiplied as V vectors of one head or as a matrix of M rows: one of V and M is S, the
 * other 1.
 */
export const ATTENTION_INPUTS = {
  /** int64 [T, 1]. Tokens lie as [S, B]: the first of every row, then the second of every row. */
  positions: 'positions',
  /**
   * float32 [V, B, 1, 1, M, C+S], added to the scores: 0 where a token may look, very negative elsewhere. First the C
   * cached tokens, then the S new ones.
   */
  mask: 'mask',
  /** int64 [3]: M, V and B. */
  queryGrid: 'query_grid',
  /** int64 [3]: S, 1 and B. */
  keyGrid: 'key_grid',
  /** int64 [2]: C and S. */
  widths: 'widths',
} as const;

/** Rows of up to so many tokens are multiplied as vectors. */
export const SHORT_ROW = 4;

export type CachePart = 'key' | 'value';

/** Name of a cache input: float32 [1, B, kvHeads, 1, C, headDim], multiplied by {@link cachedScale}. */
export function pastName(layer: number, part: CachePart): string {
  return `past.${layer}.${part}`;
}

/** What the output `appended` is multiplied by on its way into the cache: keys hold the scale of the scores. */
export function cachedScale(part: CachePart, headDim: number): number {
  return part === 'key' ? scoreScale(headDim) : 1;
}

function scoreScale(headDim: number): number {
  return 1 / Math.sqrt(headDim);
}

/**
 * Grouped-query attention over cached and new tokens.
 *
 * The heads that share keys are a dimension over which the keys are broadcast, and so are the tokens of a short row: a
 * product of one vector with the keys goes a way of its own in ONNX Runtime, which needs no copy of the keys. For that
 * `alpha` has to be 1, so that cached keys hold the scale of the scores. New keys do not: on that way the sums would
 * depend on how many of them there are, and so an answer on its company. A product of many rows is cheaper as a matrix,
 * and rounds otherwise; which of the two it is depends on nothing but the longest row. Tokens lie as [S, B] because
 * `FusedMatMul` can take the first dimension as the rows of its matrices, without a transposition.
 */
export class CachedAttention {
  /** Keys and values of the new tokens, [T, 1, kvHeads·headDim] each, layer by layer. */
  readonly appended: Value[] = [];
  private readonly positions: Value;
  private readonly mask: Value;
  private readonly widths: Value;
  private readonly queryShape: Value;
  private readonly keyShape: Value;
  private readonly cos: Value;
  private readonly sin: Value;

  /** @param maxLength the highest position and one more. */
  constructor(
    private readonly g: GraphBuilder,
    private readonly config: ModelConfig,
    private readonly source: WeightSource,
    maxLength: number,
  ) {
    const { headDim, numAttentionHeads, numKeyValueHeads: kvHeads } = config;
    this.positions = g.input(ATTENTION_INPUTS.positions, 'int64', ['T', 1]);
    this.mask = g.input(ATTENTION_INPUTS.mask, 'float32', ['V', 'B', 1, 1, 'M', 'C+S']);
    this.widths = g.input(ATTENTION_INPUTS.widths, 'int64', [2]);
    const shapeOf = (name: string, heads: readonly number[]): Value =>
      g.op('Concat', [g.input(name, 'int64', [3]), g.constant('int64', [3], heads)], { shape: [6] }, { axis: 0 });
    this.queryShape = shapeOf(ATTENTION_INPUTS.queryGrid, [kvHeads, numAttentionHeads / kvHeads, headDim]);
    this.keyShape = shapeOf(ATTENTION_INPUTS.keyGrid, [kvHeads, 1, headDim]);
    const tables = rotaryTables(config, maxLength);
    this.cos = g.initializer('cos', 'float32', tables.shape, tables.cos);
    this.sin = g.initializer('sin', 'float32', tables.shape, tables.sin);
  }

  /** From the normed input [T, hidden] to the heads' output [T, heads·headDim]. */
  layer(x: Value, layer: number): Value {
    const { g, config } = this;
    const { headDim, numKeyValueHeads: kvHeads, numAttentionHeads } = config;
    const [q, k, v] = this.project(x, layer);
    this.appended.push(k, v);
    const past = (part: CachePart): Value =>
      g.input(pastName(layer, part), 'float32', [1, 'B', kvHeads, 1, 'C', headDim]);
    const group = numAttentionHeads / kvHeads;
    const queries = g.op('Reshape', [q, this.queryShape], { shape: ['M', 'V', 'B', kvHeads, group, headDim] });
    const keys = g.op('Reshape', [k, this.keyShape], { shape: ['S', 1, 'B', kvHeads, 1, headDim] });
    const values = g.op('Reshape', [v, this.keyShape], { shape: keys.shape });
    const [pastKeys, pastValues] = [past('key'), past('value')];

    const heads: readonly Dim[] = ['V', 'B', kvHeads, group];
    const cached = product(g, queries, pastKeys, [...heads, 'M', 'C'], { transBatchA: 1, transB: 1 });
    const fresh = product(g, queries, keys, [...heads, 'M', 'S'], {
      transBatchA: 1,
      transBatchB: 1,
      transB: 1,
      alpha: scoreScale(headDim),
    });
    const scores = g.op('Concat', [cached, fresh], { shape: [...heads, 'M', 'C+S'] }, { axis: -1 });
    const shares = g.op('Softmax', [add(g, scores, this.mask)], { shape: scores.shape }, { axis: -1 });
    const parts = [{ shape: cached.shape }, { shape: fresh.shape }];
    const [toCached, toFresh] = g.opMany('Split', [shares, this.widths], parts, { axis: -1 }) as [Value, Value];
    const output: readonly Dim[] = [...heads, 'M', headDim];
    const mixed = add(
      g,
      product(g, toCached, pastValues, output),
      product(g, toFresh, values, output, { transBatchB: 1 }),
    );
    const width = numAttentionHeads * headDim;
    return reshape(g, transpose(g, mixed, [4, 0, 1, 2, 3, 5]), ['T', width]);
  }

  /** Queries and keys, normed by head and turned by position, and values; [T, 1, …·headDim] each. */
  private project(x: Value, layer: number): [q: Value, k: Value, v: Value] {
    const { g, config, source } = this;
    const { headDim, numAttentionHeads, numKeyValueHeads } = config;
    const width = (numAttentionHeads + numKeyValueHeads) * headDim;
    const named = (part: string): string => layerTensor(layer, `self_attn.${part}_proj`);
    const groups = [[named('q'), named('k')], [named('v')]];
    const [qk, v] = source.linearsOfNormed(g, x, layerTensor(layer, 'input_layernorm'), groups) as [Value, Value];
    // To the rotation every token is a row of its own: a row must not be longer than its tables.
    const row = reshape(g, this.normHeads(qk, layer), ['T', 1, width]);
    const turned = rotary(g, row, this.positions, this.cos, this.sin);
    const widths = [numAttentionHeads * headDim, numKeyValueHeads * headDim];
    const outputs = widths.map((own) => ({ shape: ['T', 1, own] }));
    const [q, k] = g.opMany('Split', [turned, g.constant('int64', [2], widths)], outputs, { axis: -1 }) as [Value, Value];
    return [q, k, reshape(g, v, k.shape)];
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
    const split = reshape(g, qk, ['T', heads, headDim]);
    const gains = g.initializer(`head_norms.${layer}`, 'float32', [heads, headDim], weights);
    return mul(g, norm(g, split, ones, config.rmsNormEps), gains);
  }
}

/** Which operand is transposed: its last two dimensions, or (`Batch`) its first one taken as the rows of its matrices. */
interface ProductOptions {
  readonly transBatchA?: 1;
  readonly transBatchB?: 1;
  readonly transB?: 1;
  readonly alpha?: number;
}

/** A batch of matrix products, broadcast over its dimensions. */
function product(
  g: GraphBuilder,
  a: Value,
  b: Value,
  shape: readonly Dim[],
  { alpha = 1, ...transposed }: ProductOptions = {},
): Value {
  return g.op('FusedMatMul', [a, b], { shape }, { alpha: { float: alpha }, ...transposed }, MICROSOFT);
}
