import { listParameters, type ModelConfig, type Weights } from '@ordena/model';
import { gaussianVector, hashString } from './gaussian.js';
import { layInductionCircuit } from './induction-layout.js';
import { initialEmbedding } from './initial-embedding.js';

const EMBEDDING_STD = 0.04;
/** Small, so that at first the stream holds the embedded words and not the noise of untrained layers. */
const RESIDUAL_SCALE = 0.1;

/**
 * Weights to start from: projections normal with variance 1/fan-in, those that write into the residual stream
 * smaller by √(2·layers), norms at 1; then an induction circuit in the first two layers.
 *
 * @param tokenTexts the text of each token, for the embedding.
 */
export function initialWeights(config: ModelConfig, tokenTexts: readonly string[], seed: number): Weights {
  const parameters: Weights = new Map();
  for (const { name, shape } of listParameters(config, { kind: 'full' })) {
    const length = shape.reduce((a, b) => a * b, 1);
    parameters.set(name, { dims: shape, data: initialise(name, shape, length) });
  }
  layInductionCircuit(config, parameters, seed);
  return parameters;

  function initialise(name: string, shape: readonly number[], length: number): Float32Array {
    if (shape.length === 1) return new Float32Array(length).fill(1);
    if (name === 'model.embed_tokens.weight') {
      return initialEmbedding(tokenTexts, config.hiddenSize, EMBEDDING_STD, seed);
    }
    const fanIn = shape[1] ?? 1;
    const writesResidual = name.endsWith('o_proj.weight') || name.endsWith('down_proj.weight');
    const std =
      Math.sqrt(1 / fanIn) * (writesResidual ? RESIDUAL_SCALE / Math.sqrt(2 * config.numHiddenLayers) : 1);
    return gaussianVector(hashString(name) ^ seed, length).map((x) => x * std);
  }
}
