import {
  EMBEDDING,
  TRAINING_IO,
  buildTrainingGraph,
  type ModelConfig,
  type TrainingGraph,
  type Weights,
  type WeightTensor,
} from '@ordena/model';
import { OnnxSession, Tensor, type TensorMap } from '@ordena/onnx';
import type { TrainingBatch } from './batch.js';
import { TrainingError } from './errors.js';
import { put, type BatchPlace, type GradientEngine } from './gradient-engine.js';

/** Training of all weights, for small models: forward and backward are one graph. */
export class WholeEngine implements GradientEngine {
  readonly trainable: readonly string[];
  private readonly feeds: TensorMap = {};
  /** Where the first batch of a step writes its gradients: into the sums themselves. */
  private direct: Record<string, Tensor | null> | undefined;
  /** Where further batches write theirs, to be added; made when a step first has several. */
  private aside: Record<string, Tensor | null> | undefined;

  private constructor(
    private readonly parameters: Weights,
    private readonly session: OnnxSession,
    private readonly graph: TrainingGraph,
  ) {
    this.trainable = graph.parameters.filter((p) => p.trainable).map(({ name }) => name);
    for (const [name, { dims, data }] of parameters) this.feeds[name] = new Tensor('float32', data, dims);
  }

  /** @throws TrainingError MISSING_PARAMETER, SHAPE_MISMATCH when the parameters do not fit the configuration. */
  static async create(config: ModelConfig, parameters: Weights, threads?: number): Promise<WholeEngine> {
    const graph = buildTrainingGraph(config, { kind: 'full' });
    for (const { name, shape } of graph.parameters) {
      const { dims } = parameterOf(parameters, name);
      if (dims.join() !== shape.join()) {
        throw new TrainingError(
          'SHAPE_MISMATCH',
          name,
          `has shape [${dims.join()}], expected [${shape.join()}]`,
        );
      }
    }
    const session = await OnnxSession.create(
      graph.model,
      'training graph',
      threads === undefined ? {} : { threads },
    );
    return new WholeEngine(parameters, session, graph);
  }

  async accumulate(
    batch: TrainingBatch,
    gradients: ReadonlyMap<string, Float32Array>,
    { index }: BatchPlace,
  ): Promise<number> {
    const { gradients: given } = this.graph;
    if (index === 0) for (const [name, sum] of gradients) if (!given.includes(name)) sum.fill(0);
    const outputs = await this.session.run(
      { ...this.feeds, ...batch.feeds },
      index === 0 ? this.directInto(gradients) : this.asideFetches(),
    );
    if (index > 0) {
      for (const name of given) {
        const part = this.aside?.[TRAINING_IO.gradient + name]?.data as Float32Array;
        put(sumOf(gradients, name), part, false);
      }
    }
    const rows = outputs[TRAINING_IO.embeddedGradient]?.data as Float32Array | undefined;
    if (rows) addRows(sumOf(gradients, EMBEDDING), batch.ids, rows);
    return outputs[TRAINING_IO.loss]?.data[0] as number;
  }

  async close(): Promise<void> {
    await this.session.close();
  }

  private directInto(gradients: ReadonlyMap<string, Float32Array>): Record<string, Tensor | null> {
    this.direct ??= this.makeFetches((name) => sumOf(gradients, name));
    return this.direct;
  }

  private asideFetches(): Record<string, Tensor | null> {
    this.aside ??= this.makeFetches(
      (name) => new Float32Array(parameterOf(this.parameters, name).data.length),
    );
    return this.aside;
  }

  private makeFetches(into: (name: string) => Float32Array): Record<string, Tensor | null> {
    const fetches: Record<string, Tensor | null> = { [TRAINING_IO.loss]: null };
    for (const name of this.graph.gradients) {
      const { dims } = parameterOf(this.parameters, name);
      fetches[TRAINING_IO.gradient + name] = new Tensor('float32', into(name), dims);
    }
    const { outputNames } = this.session;
    if (outputNames.includes(TRAINING_IO.embeddedGradient)) fetches[TRAINING_IO.embeddedGradient] = null;
    return fetches;
  }
}

/** Adds each row of `rows` to the row of `table` that its token id names. In order, so that sums repeat bit for bit. */
function addRows(table: Float32Array, ids: Int32Array, rows: Float32Array): void {
  const width = rows.length / ids.length;
  ids.forEach((id, r) => {
    const to = id * width;
    const from = r * width;
    for (let i = 0; i < width; i++) table[to + i] = (table[to + i] as number) + (rows[from + i] as number);
  });
}

function sumOf(gradients: ReadonlyMap<string, Float32Array>, name: string): Float32Array {
  const sum = gradients.get(name);
  if (!sum) throw new TrainingError('MISSING_PARAMETER', name, 'is not trained');
  return sum;
}

function parameterOf(parameters: Weights, name: string): WeightTensor {
  const parameter = parameters.get(name);
  if (!parameter) throw new TrainingError('MISSING_PARAMETER', name, 'is not among the weights');
  return parameter;
}
