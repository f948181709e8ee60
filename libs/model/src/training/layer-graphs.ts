import { RECOMPUTE_POLICIES, backward, cutTape, type RecomputePolicy } from '@ordena/autodiff';
import { GraphBuilder, rmsNorm, serializeModel, shapeOf, type Value } from '@ordena/onnx';
import type { ModelConfig } from '../config/model-config.js';
import { expectedTensors } from '../weights/tensor-names.js';
import { addAdapter, declareAttentionInputs, dropoutInput } from './forward.js';
import type { FrozenBase } from './frozen-base.js';
import { buildLayer } from './layer.js';
import { TRAINING_IO } from './training-io.js';
import { isAdapted, loraNames, type LoraSettings } from './trainable.js';

/** Names of a layer's inputs and outputs beside its weights, which go by their names without the layer's prefix. */
export const LAYER_IO = {
  x: 'x',
  y: 'y',
  yGradient: 'dy',
  xGradient: 'dx',
  cos: 'rotary_cos',
  sin: 'rotary_sin',
} as const;

/** A layer's two model files, and what they are fed. */
export interface LayerGraphs {
  readonly forward: Uint8Array;
  readonly backward: Uint8Array;
  /** Names by which the forward half hands values to the backward half. */
  readonly crossing: readonly string[];
  /** Weights that are fed: norms, adapters and, of a float base, its matrices. */
  readonly fed: readonly string[];
  /** The adapters' matrices; the backward half gives a `grad:NAME` of each. */
  readonly adapters: readonly string[];
  /** Masks to feed to both halves: N rows of `width` bytes, 1 where a value is kept. */
  readonly dropoutInputs: readonly { readonly name: string; readonly width: number }[];
}

export interface LayerGraphsOptions {
  readonly lora: LoraSettings;
  readonly base: FrozenBase;
  readonly recompute: RecomputePolicy;
  /** False for the first layer: nothing below it is trained. */
  readonly inputGradient: boolean;
}

/** Forward and backward of one LoRA layer over a frozen base. */
export function buildLayerGraphs(config: ModelConfig, options: LayerGraphsOptions): LayerGraphs {
  const { lora, base } = options;
  const g = new GraphBuilder('layer');
  const shapes = layerShapes(config);
  const x = g.input(LAYER_IO.x, 'float32', ['N', config.hiddenSize]);
  const attentionInputs = declareAttentionInputs(g);
  const table = (name: string): Value => g.input(name, 'float32', ['P', config.headDim / 2]);
  const adapters: Value[] = [];
  const adapter = (name: string, shape: readonly number[]): Value => {
    const value = g.input(name, 'float32', shape);
    adapters.push(value);
    return value;
  };
  const linear = (input: Value, module: string, residual?: Value): Value => {
    const [rows = 0, columns = 0] = shapes.get(`${module}.weight`) ?? [];
    const product = base.multiply(g, input, module, [rows, columns], residual);
    if (!isAdapted({ kind: 'lora', lora }, `.${module}`)) return product;
    const names = loraNames(module);
    const a = adapter(names.a, [lora.rank, columns]);
    return addAdapter(g, lora, module, input, a, adapter(names.b, [rows, lora.rank]), product);
  };
  const norm = (input: Value, name: string): Value => {
    const weight = g.input(`${name}.weight`, 'float32', shapes.get(`${name}.weight`) ?? []);
    return rmsNorm(g, input, weight, config.rmsNormEps)[0];
  };
  const parts = { linear, norm, ...attentionInputs, cos: table(LAYER_IO.cos), sin: table(LAYER_IO.sin) };
  const y = buildLayer(g, config, { ...parts, rowsAndColumns: shapeOf(g, attentionInputs.positions) }, x, '');
  g.output(LAYER_IO.y, y);
  const mark = g.nodes.length;
  const dy = g.input(LAYER_IO.yGradient, 'float32', y.shape);
  const targets = options.inputGradient ? [x, ...adapters] : adapters;
  const gradients = backward(g, new Map([[y, dy]]), targets, base.products);
  for (const [target, gradient] of gradients) {
    g.output(target === x ? LAYER_IO.xGradient : TRAINING_IO.gradient + target.name, gradient);
  }
  const { forward, backward: back, crossing } = cutTape(g, mark, RECOMPUTE_POLICIES[options.recompute], new Set(base.products.keys()));
  const own = new Set<string>([...shapes.keys(), ...adapters.map(({ name }) => name)]);
  return {
    forward: serializeModel(forward),
    backward: serializeModel(back),
    crossing: crossing.map(({ name }) => name),
    fed: g.inputs.map(({ name }) => name).filter((name) => own.has(name)),
    adapters: adapters.map(({ name }) => name),
    dropoutInputs: g.inputs
      .filter(({ name }) => name.startsWith(dropoutInput('')))
      .map(({ name, shape }) => ({ name, width: Number(shape[1]) })),
  };
}

/** The tensors of a layer by their names without its prefix. */
export function layerShapes(config: ModelConfig): Map<string, readonly number[]> {
  const prefix = 'model.layers.0.';
  return new Map(
    [...expectedTensors(config)]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, shape]) => [name.slice(prefix.length), shape]),
  );
}
