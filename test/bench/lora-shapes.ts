import type { ModelConfig } from '@ordena/model';

/** The models that LoRA speed is measured on: real shapes, random weights. */
export const LORA_SHAPES: Readonly<Record<string, ModelConfig>> = {
  'qwen3-0.6b': {
    architecture: 'qwen3',
    hiddenSize: 1024,
    intermediateSize: 3072,
    numHiddenLayers: 28,
    numAttentionHeads: 16,
    numKeyValueHeads: 8,
    headDim: 128,
    vocabSize: 151_936,
    rmsNormEps: 1e-6,
    ropeTheta: 1_000_000,
    tieWordEmbeddings: true,
    maxPositionEmbeddings: 40_960,
    eosTokenId: 0,
    padTokenId: 0,
  },
  'smollm2-135m': {
    architecture: 'llama',
    hiddenSize: 576,
    intermediateSize: 1536,
    numHiddenLayers: 30,
    numAttentionHeads: 9,
    numKeyValueHeads: 3,
    headDim: 64,
    vocabSize: 49_152,
    rmsNormEps: 1e-5,
    ropeTheta: 100_000,
    tieWordEmbeddings: true,
    maxPositionEmbeddings: 8192,
    eosTokenId: 0,
    padTokenId: 0,
  },
};

export const LORA_BATCH = 8;
export const LORA_LENGTH = 112;
