import {
  EMBEDDING,
  FINAL_NORM,
  HEAD,
  HEAD_IO,
  TRAINING_IO,
  buildHeadGraph,
  type ModelConfig,
} from '@ordena/model';
import { OnnxSession, Tensor, type SessionOptions, type TensorMap } from '@ordena/onnx';
import type { TrainingBatch } from './batch.js';
import type { FrozenWeights } from './frozen-weights.js';

const DEFAULT_ROWS = 128;

export interface LossHeadOptions {
  readonly config: ModelConfig;
  readonly base: FrozenWeights;
  readonly headRows?: number;
}

/** The loss over the vocabulary, in chunks of labelled rows, and its gradient at the last layer's output. */
export class LossHead {
  private constructor(
    private readonly options: LossHeadOptions,
    private readonly matrix: string,
    private readonly session: OnnxSession,
    private readonly feeds: TensorMap,
  ) {}

  static async create(options: LossHeadOptions, session: SessionOptions): Promise<LossHead> {
    const { config, base } = options;
    const matrix = config.tieWordEmbeddings ? EMBEDDING : HEAD;
    const model = buildHeadGraph(config, base.precision === 'int8' ? await base.matrix(matrix) : undefined);
    const norm = base.tensor(FINAL_NORM);
    const feeds: TensorMap = { [FINAL_NORM]: new Tensor('float32', norm.data, norm.dims) };
    if (base.precision === 'f32') {
      const { dims, data } = base.tensor(matrix);
      feeds[HEAD_IO.head] = new Tensor('float32', data, dims);
    }
    return new LossHead(options, matrix, await OnnxSession.create(model, 'head', session), feeds);
  }

  /**
   * @param hidden [N, H], the last layer's output.
   * @returns the weighted sum of losses and its gradient [N, H].
   */
  async run(hidden: Float32Array, batch: TrainingBatch): Promise<{ loss: number; gradient: Float32Array }> {
    const { config, base, headRows = DEFAULT_ROWS } = this.options;
    const width = config.hiddenSize;
    const rows = batch.feeds[TRAINING_IO.rows]?.data as BigInt64Array;
    const labels = batch.feeds[TRAINING_IO.labels]?.data as BigInt64Array;
    const weights = batch.feeds[TRAINING_IO.weights]?.data as Float32Array;
    const gradient = new Float32Array(hidden.length);
    let loss = 0;
    for (let begin = 0; begin < rows.length; begin += headRows) {
      const places = Array.from(rows.subarray(begin, begin + headRows), Number);
      const chunk = new Float32Array(places.length * width);
      places.forEach((row, i) => {
        chunk.set(hidden.subarray(row * width, (row + 1) * width), i * width);
      });
      const asked = labels.slice(begin, begin + headRows);
      const dims = [places.length, width];
      const outputs = await this.session.run({
        ...this.feeds,
        [HEAD_IO.hidden]: new Tensor('float32', chunk, dims),
        [HEAD_IO.labelRows]: new Tensor('float32', base.rows(this.matrix, Array.from(asked, Number)), dims),
        [TRAINING_IO.labels]: new Tensor('int64', asked, [places.length]),
        [TRAINING_IO.weights]: new Tensor('float32', weights.slice(begin, begin + headRows), [places.length]),
      });
      loss += outputs[TRAINING_IO.loss]?.data[0] as number;
      const part = outputs[HEAD_IO.hiddenGradient]?.data as Float32Array;
      places.forEach((row, i) => {
        gradient.set(part.subarray(i * width, (i + 1) * width), row * width);
      });
    }
    return { loss, gradient };
  }

  /** May be called twice. */
  async close(): Promise<void> {
    await this.session.close();
  }
}
