import { randomWeights, saveModelFolder, type Model, type ModelConfig } from '@ordena/model';
import { trainBpe } from '@ordena/tokenization';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

const TEXTS = [
  'Necesito 20 cajas de guantes de nitrilo talla M a 8,50 euros la caja, entrega en C/ Mayor 4.',
  '{"producto":"guantes de nitrilo","cantidad":20,"unidad":"caja","precio_unitario":8.5,"moneda":"EUR"}',
  'Buenas, somos Hotel Miramar. Mándennos 5 bidones de cloro antes del 15 de marzo, urge.',
];

export const TINY_CONFIG: ModelConfig = {
  architecture: 'qwen3',
  hiddenSize: 64,
  intermediateSize: 96,
  numHiddenLayers: 2,
  numAttentionHeads: 4,
  numKeyValueHeads: 2,
  headDim: 32,
  vocabSize: 400,
  rmsNormEps: 1e-6,
  ropeTheta: 10_000,
  tieWordEmbeddings: true,
  maxPositionEmbeddings: 1024,
  eosTokenId: 0,
  padTokenId: 1,
};

/** A small model with random weights, wide enough for its choices to differ from text to text. */
export function tinyModel(seed = 1, config = TINY_CONFIG): Model {
  return { config, weights: randomWeights(config, seed, 0.3) };
}

/** A model folder with a tokenizer that has tokens across the grammar's borders. */
export async function tinyModelFolder(seed = 1): Promise<string> {
  const { path: dir } = await temporaryFolder();
  await saveModelFolder(dir, tinyModel(seed));
  await writeTokenizer(dir);
  return dir;
}

export async function writeTokenizer(dir: string): Promise<void> {
  const tokenizer = trainBpe({
    texts: TEXTS,
    vocabSize: TINY_CONFIG.vocabSize,
    specialTokens: ['<|endoftext|>', '<|pad|>'],
    addedTokens: [
      '{"producto":"',
      '","cantidad":',
      '{"items":[{"producto":"',
      ',"unidad":"',
      '},{"producto":"',
      '"}',
    ],
  });
  await writeFile(join(dir, 'tokenizer.json'), JSON.stringify(tokenizer));
}

/** Whole numbers from 0 up to `size`, the same for the same seed (Park and Miller). */
export function randomNumbers(seed: number): (size: number) => number {
  let state = seed;
  return (size) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % size;
  };
}
