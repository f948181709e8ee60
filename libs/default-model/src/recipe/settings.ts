import type { ModelConfig } from '@ordena/model';
import type { SampleOrigin } from '../generator/index.js';

/** Everything that decides what the default model becomes. A change here needs a new training run. */
export interface RecipeSettings {
  readonly seed: number;
  /** Pieces of the tokenizer, special and added tokens included. */
  readonly vocabSize: number;
  readonly hiddenSize: number;
  readonly intermediateSize: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headDim: number;
  /** Optimizer steps of the whole run. */
  readonly steps: number;
  /** Padded tokens per optimizer step, at most. */
  readonly tokensPerStep: number;
  readonly learningRate: number;
  readonly warmupShare: number;
  readonly weightDecay: number;
  /** Shares of hand-written, swapped and composed orders among the training samples. */
  readonly mix: Readonly<Record<SampleOrigin, number>>;
  /** Generated texts that the tokenizer is trained on, beside the hand-written ones. */
  readonly tokenizerTexts: number;
  readonly checkpointEverySteps: number;
}

export const DEFAULT_RECIPE: RecipeSettings = {
  seed: 20_26,
  vocabSize: 4096,
  hiddenSize: 256,
  intermediateSize: 768,
  layers: 8,
  heads: 4,
  keyValueHeads: 2,
  headDim: 64,
  steps: 3200,
  tokensPerStep: 2048,
  learningRate: 1.5e-3,
  warmupShare: 0.03,
  weightDecay: 0.05,
  mix: { hand: 0.2, swap: 0.45, compose: 0.35 },
  tokenizerTexts: 12_000,
  checkpointEverySteps: 200,
};

/** The model's configuration under these settings. Token ids 0 and 1 are the end and the padding. */
export function recipeModelConfig(settings: RecipeSettings): ModelConfig {
  return {
    architecture: 'qwen3',
    hiddenSize: settings.hiddenSize,
    intermediateSize: settings.intermediateSize,
    numHiddenLayers: settings.layers,
    numAttentionHeads: settings.heads,
    numKeyValueHeads: settings.keyValueHeads,
    headDim: settings.headDim,
    vocabSize: settings.vocabSize,
    rmsNormEps: 1e-6,
    ropeTheta: 10_000,
    tieWordEmbeddings: true,
    maxPositionEmbeddings: 1024,
    eosTokenId: 0,
    padTokenId: 1,
  };
}
