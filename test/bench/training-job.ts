import type { ModelConfig } from '@ordena/model';

/** The 15.7 M model that training speed is measured on: its shape, the batch, and the threads each side may use. */
export const BENCH_MODEL: ModelConfig = {
  architecture: 'qwen3',
  hiddenSize: 384,
  intermediateSize: 1024,
  numHiddenLayers: 8,
  numAttentionHeads: 6,
  numKeyValueHeads: 2,
  headDim: 64,
  vocabSize: 8192,
  rmsNormEps: 1e-6,
  ropeTheta: 10_000,
  tieWordEmbeddings: true,
  maxPositionEmbeddings: 512,
  eosTokenId: 0,
  padTokenId: 0,
};

export const BATCH = 16;
export const LENGTH = 128;
export const THREADS = 2;

/** Steps of a measured process: those before the clock starts, and those it counts. */
export interface StepCounts {
  readonly warmup: number;
  readonly steps: number;
}
