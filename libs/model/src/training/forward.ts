import { gather, gemm, mul, reshape, rmsNorm, scale, shapeOf, type GraphBuilder, type Value } from '@ordena/onnx';
import type { ModelConfig } from '../config/model-config.js';
import { buildLayer } from './layer.js';
import type { ParameterInputs } from './parameters.js';
import { rotaryTables } from './rotary-tables.js';
import { loraNames, type LoraSettings, type TrainingMode } from './trainable.js';

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
  return { ids: g.input('input_ids', 'int64', ['B', 'S']), ...declareAttentionInputs(g) };
}

export function declareAttentionInputs(g: GraphBuilder): Omit<SequenceInputs, 'ids'> {
  return {
    positions: g.input('position_ids', 'int64', ['B', 'S']),
    mask: g.input('attention_mask', 'float32', ['MB', 1, 'GS', 'S']),
  };
}

/** The embedding and all layers in one graph; residuals and adapters ride in the C of each projection's Gemm. */
export function buildForward(
  g: GraphBuilder,
  config: ModelConfig,
  mode: TrainingMode,
  parameters: ParameterInputs,
  inputs: SequenceInputs,
): ForwardValues {
  const tables = rotaryTables(config);
  const parts = {
    linear: (x: Value, module: string, residual?: Value): Value => {
      const base = gemm(g, x, parameters.get(`${module}.weight`), { transB: true, c: residual });
      const { a, b } = loraNames(module);
      if (mode.kind !== 'lora' || !parameters.has(a)) return base;
      return addAdapter(g, mode.lora, module, x, parameters.get(a), parameters.get(b), base);
    },
    norm: (x: Value, name: string): Value =>
      rmsNorm(g, x, parameters.get(`${name}.weight`), config.rmsNormEps)[0],
    positions: inputs.positions,
    mask: inputs.mask,
    cos: g.initializer('rotary_cos', 'float32', tables.shape, tables.cos),
    sin: g.initializer('rotary_sin', 'float32', tables.shape, tables.sin),
    rowsAndColumns: shapeOf(g, inputs.ids),
  };
  const table = parameters.get('model.embed_tokens.weight');
  const embedded = reshape(g, gather(g, table, inputs.ids), ['N', config.hiddenSize]);
  let x = embedded;
  for (let layer = 0; layer < config.numHiddenLayers; layer++) {
    x = buildLayer(g, config, parts, x, `model.layers.${layer}.`);
  }
  return { embedded, hidden: x };
}

/** `base + (alpha / rank) · B A x`, with dropout on x where the settings ask for it. */
export function addAdapter(
  g: GraphBuilder,
  lora: LoraSettings,
  module: string,
  x: Value,
  a: Value,
  b: Value,
  base: Value,
): Value {
  const low = gemm(g, dropped(g, lora.dropout ?? 0, module, x), a, { transB: true });
  return gemm(g, low, b, { transB: true, alpha: lora.alpha / lora.rank, c: base });
}

/** Name of the input that holds the dropout mask of an adapted projection: [N, in] uint8, 1 where x is kept. */
export function dropoutInput(module: string): string {
  return `dropout:${module}`;
}

/** The mask is fed, not drawn in the graph: a run that resumes must draw the same one again. */
function dropped(g: GraphBuilder, share: number, module: string, x: Value): Value {
  if (share === 0) return x;
  const kept = g.input(dropoutInput(module), 'uint8', x.shape);
  const factor = g.op('Cast', [kept], { dtype: 'float32', shape: x.shape }, { to: 1 });
  return mul(g, x, scale(g, factor, 1 / (1 - share)));
}
