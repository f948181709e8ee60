import {
  FLOAT_BASE,
  Int8Base,
  LAYER_IO,
  TRAINING_IO,
  buildLayerGraphs,
  layerShapes,
  rotaryTables,
  type LayerGraphs,
  type LoraSettings,
  type ModelConfig,
  type TwoWayMatrix,
  type Weights,
} from '@ordena/model';
import type { RecomputePolicy } from '@ordena/autodiff';
import { OnnxSession, Tensor, type SessionOptions, type TensorMap } from '@ordena/onnx';
import type { TrainingBatch } from './batch.js';
import { dropoutMask } from './dropout.js';
import { TrainingError } from './errors.js';
import type { FrozenWeights } from './frozen-weights.js';
import { put, type BatchPlace, type GradientEngine } from './gradient-engine.js';
import { LossHead } from './loss-head.js';

export interface LayeredEngineOptions {
  readonly config: ModelConfig;
  readonly lora: LoraSettings;
  readonly base: FrozenWeights;
  /** The adapter's matrices; read at each run, so that the optimizer may change them in place. */
  readonly adapter: Weights;
  /** What the backward pass computes again instead of keeping it. Default `attention`. */
  readonly recompute?: RecomputePolicy;
  /** Labelled rows that go through the head at once. Default 128. */
  readonly headRows?: number;
  /** Longest row of a batch; default the model's own limit. */
  readonly maxLength?: number;
  readonly threads?: number;
  /** Of the dropout masks. Default 0. */
  readonly seed?: number;
}

/** One layer ready to run. */
interface Layer {
  readonly graphs: LayerGraphs;
  readonly forward: OnnxSession;
  readonly backward: OnnxSession;
  /** Everything it is fed that does not change with the batch. */
  readonly feeds: TensorMap;
  readonly prefix: string;
}

/**
 * LoRA over a frozen base, layer by layer: a session per layer and direction, which an int8 base needs (its matrices are
 * constants of the session), or one session per direction for all layers (float matrices are fed). Between the two
 * passes only what the backward halves ask for is kept.
 */
export class LayeredEngine implements GradientEngine {
  readonly trainable: readonly string[];

  private constructor(
    private readonly options: LayeredEngineOptions,
    private readonly layers: readonly Layer[],
    private readonly head: LossHead,
  ) {
    this.trainable = [...options.adapter.keys()];
  }

  /** @throws TrainingError MISSING_PARAMETER, SHAPE_MISMATCH when base or adapter do not fit the configuration. */
  static async create(options: LayeredEngineOptions): Promise<LayeredEngine> {
    const { config, base } = options;
    // Many sessions run in turn: none may keep memory of its own, nor leave threads spinning when the next one runs.
    const session: SessionOptions = {
      memoryArena: false,
      extra: { session: { force_spinning_stop: '1' } },
      ...(options.threads === undefined ? {} : { threads: options.threads }),
    };
    const tables = rotaryTables(config, options.maxLength ?? config.maxPositionEmbeddings);
    const rotary: TensorMap = {
      [LAYER_IO.cos]: new Tensor('float32', tables.cos, tables.shape),
      [LAYER_IO.sin]: new Tensor('float32', tables.sin, tables.shape),
    };
    const layers: Layer[] = [];
    // First of all: while it is made, the largest matrix lies in memory as floats.
    const head = await LossHead.create(options, session);
    try {
      for (let index = 0; index < config.numHiddenLayers; index++) {
        const prefix = `model.layers.${index}.`;
        // The first layer has no input gradient; all others of a float base are one pair of sessions.
        const like = base.precision === 'f32' && index > 1 ? layers[1] : undefined;
        const made = like ?? (await makeSessions(options, index, session));
        layers.push({ ...made, prefix, feeds: { ...rotary, ...feedsOf(made.graphs, prefix, options) } });
      }
      return new LayeredEngine(options, layers, head);
    } catch (error) {
      await closeLayers(layers);
      await head.close();
      throw error;
    }
  }

  async accumulate(
    batch: TrainingBatch,
    gradients: ReadonlyMap<string, Float32Array>,
    place: BatchPlace,
  ): Promise<number> {
    const { config, base } = this.options;
    const width = config.hiddenSize;
    const shared: TensorMap = {};
    for (const name of [TRAINING_IO.positions, TRAINING_IO.mask]) shared[name] = batch.feeds[name] as Tensor;
    const twice = this.options.recompute === 'everything';
    const saved: TensorMap[] = [];
    let x: Tensor = new Tensor('float32', base.rows('model.embed_tokens.weight', batch.ids), [
      batch.tokens,
      width,
    ]);
    for (const [index, layer] of this.layers.entries()) {
      const feeds = this.feedsFor(layer, index, x, shared, place);
      const outputs = await layer.forward.run(
        pick(feeds, layer.forward.inputNames),
        twice ? [LAYER_IO.y] : [LAYER_IO.y, ...layer.graphs.crossing],
      );
      const { [LAYER_IO.y]: y, ...crossing } = outputs;
      saved.push({ ...crossing, [LAYER_IO.x]: x });
      x = y as Tensor;
    }
    const { loss, gradient } = await this.head.run(x.data as Float32Array, batch);
    let dy: Tensor = new Tensor('float32', gradient, [batch.tokens, width]);
    for (let index = this.layers.length - 1; index >= 0; index--) {
      const layer = this.layers[index] as Layer;
      const kept = saved.pop() as TensorMap;
      const feeds = this.feedsFor(layer, index, kept[LAYER_IO.x] as Tensor, shared, place);
      const again = twice
        ? await layer.forward.run(pick(feeds, layer.forward.inputNames), layer.graphs.crossing)
        : {};
      const all = { ...feeds, ...kept, ...again, [LAYER_IO.yGradient]: dy };
      const outputs = await layer.backward.run(pick(all, layer.backward.inputNames));
      for (const name of layer.graphs.adapters) {
        const sum = gradients.get(layer.prefix + name);
        const part = outputs[TRAINING_IO.gradient + name];
        if (sum && part) put(sum, part.data as Float32Array, place.index === 0);
      }
      dy = outputs[LAYER_IO.xGradient] ?? dy;
    }
    return loss;
  }

  async close(): Promise<void> {
    await closeLayers(this.layers);
    await this.head.close();
  }

  private feedsFor(layer: Layer, index: number, x: Tensor, shared: TensorMap, place: BatchPlace): TensorMap {
    const { lora, seed = 0 } = this.options;
    const masks: TensorMap = {};
    layer.graphs.dropoutInputs.forEach(({ name, width }, i) => {
      masks[name] = dropoutMask(lora.dropout ?? 0, seed, place, index * 64 + i, x.dims[0] as number, width);
    });
    return { ...layer.feeds, ...shared, ...masks, [LAYER_IO.x]: x };
  }
}

async function makeSessions(
  options: LayeredEngineOptions,
  index: number,
  session: SessionOptions,
): Promise<Pick<Layer, 'graphs' | 'forward' | 'backward'>> {
  const { config, lora, base, recompute = 'attention' } = options;
  const matrices = new Map<string, TwoWayMatrix>();
  if (base.precision === 'int8') {
    for (const [name, shape] of layerShapes(config)) {
      if (shape.length !== 2) continue;
      matrices.set(name.replace(/\.weight$/, ''), await base.matrix(`model.layers.${index}.${name}`));
    }
  }
  const graphs = buildLayerGraphs(config, {
    lora,
    base: base.precision === 'int8' ? new Int8Base(matrices) : FLOAT_BASE,
    recompute,
    inputGradient: index > 0,
  });
  const forward = await OnnxSession.create(graphs.forward, `layer ${index} forward`, session);
  const backward = await OnnxSession.create(graphs.backward, `layer ${index} backward`, session);
  // The sessions have copies of their own; the model files would be as much memory again.
  return { graphs: { ...graphs, forward: new Uint8Array(), backward: new Uint8Array() }, forward, backward };
}

/** Tensors over the arrays of the base and the adapter, by the names of the layer's inputs. */
function feedsOf(
  graphs: LayerGraphs,
  prefix: string,
  { config, base, adapter }: LayeredEngineOptions,
): TensorMap {
  const shapes = layerShapes(config);
  const feeds: TensorMap = {};
  for (const name of graphs.fed) {
    const own = adapter.get(prefix + name);
    const { dims, data } = own ?? base.tensor(prefix + name);
    const expected = shapes.get(name);
    if (expected && expected.join() !== dims.join()) {
      throw new TrainingError(
        'SHAPE_MISMATCH',
        prefix + name,
        `has shape [${dims.join()}], expected [${expected.join()}]`,
      );
    }
    feeds[name] = new Tensor('float32', data, dims);
  }
  return feeds;
}

async function closeLayers(layers: readonly Layer[]): Promise<void> {
  for (const session of new Set(layers.flatMap(({ forward, backward }) => [forward, backward])))
    await session.close();
}

function pick(feeds: TensorMap, names: readonly string[]): TensorMap {
  return Object.fromEntries(names.map((name) => [name, feeds[name] as Tensor]));
}
