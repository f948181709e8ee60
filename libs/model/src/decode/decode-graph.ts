import { GraphBuilder, mul, sigmoid, type Value } from '@ordena/onnx';
import type { AnyModel } from '../quantize/quantized-folder.js';
import { EMBEDDING, FINAL_NORM, HEAD, layerTensor } from '../weights/tensor-names.js';
import { ATTENTION_INPUTS, CachedAttention } from './cached-attention.js';
import { weightSource, type Int8Scales, type WeightSource } from './linear.js';
import { addNorm, norm } from './norms.js';

/** Names of the inputs of a decode graph, besides those of the cache. B rows of S tokens; shorter rows are padded. */
export const DECODE_INPUTS = {
  ...ATTENTION_INPUTS,
  /** int64 [T], in the order of the positions. */
  ids: 'input_ids',
  /** int64 [R]: which of the T tokens' logits are wanted. */
  selected: 'selected',
} as const;

export const DECODE_OUTPUTS = {
  /** float32 [R, vocabSize]. */
  logits: 'logits',
  /** int64 [R]: the token of the largest logit; only in graphs made `greedy`. */
  likeliest: 'likeliest',
  /** float32 [T, 1, layers · 2 · kvHeads · headDim]: of each token, layer by layer, its keys then its values. */
  appended: 'appended',
} as const;

/** How a graph is made. */
export interface DecodeGraphOptions {
  /** How products of int8 weights are made. Default: by blocks, as the weights are stored. */
  readonly int8Scales?: Int8Scales | undefined;
  /** Whether it can choose the likeliest token itself. Default false. */
  readonly greedy?: boolean | undefined;
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
  const ids = g.input(DECODE_INPUTS.ids, 'int64', ['T']);
  const attention = new CachedAttention(g, config, source, maxLength);
  const selected = g.input(DECODE_INPUTS.selected, 'int64', ['R']);

  let residual = source.embed(g, ids, EMBEDDING);
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
  g.output(DECODE_OUTPUTS.appended, g.op('Concat', attention.appended, { shape: ['T', 1, 'A'] }, { axis: 2 }));
  return g;
}

/** SwiGLU: `(silu(x Gᵀ) · x Uᵀ) Dᵀ`. */
function feedForward(g: GraphBuilder, source: WeightSource, x: Value, layer: number): Value {
  const names = ['mlp.gate_proj', 'mlp.up_proj'].map((part) => [layerTensor(layer, part)]);
  const [gate, up] = source.linearsOfNormed(g, x, layerTensor(layer, 'post_attention_layernorm'), names) as [Value, Value];
  const hidden = mul(g, mul(g, gate, sigmoid(g, gate)), up);
  return source.linear(g, hidden, [layerTensor(layer, 'mlp.down_proj')]);
}

function gainOf(g: GraphBuilder, source: WeightSource, name: string): Value {
  const data = source.normGain(name);
  return g.initializer(name, 'float32', [data.length], data);
}
