import type { ModelConfig } from '../config/model-config.js';
import { listParameters } from '../training/parameters.js';
import type { LoraSettings } from '../training/trainable.js';
import type { Weights } from '../weights/types.js';

/**
 * An adapter to start from: A uniform in ±√(1/in) (Kaiming with a = √5, PEFT's default), B zero, so that the model
 * begins as its base.
 *
 * @param random uniform numbers in [0, 1).
 */
export function newAdapterWeights(config: ModelConfig, lora: LoraSettings, random: () => number): Weights {
  const weights: Weights = new Map();
  for (const { name, shape, trainable } of listParameters(config, { kind: 'lora', lora })) {
    if (!trainable) continue;
    const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
    const bound = Math.sqrt(1 / (shape[1] ?? 1));
    if (name.endsWith('lora_A.weight')) for (let i = 0; i < data.length; i++) data[i] = (2 * random() - 1) * bound;
    weights.set(name, { dims: shape, data });
  }
  return weights;
}
