import type { ModelConfig } from '../config/model-config.js';

/** cos and sin of the rotary embedding for every position: [positions, headDim / 2] each. */
export interface RotaryTables {
  readonly shape: readonly [number, number];
  readonly cos: Float32Array;
  readonly sin: Float32Array;
}

/** @param positions how many; the model's own maximum when left out. */
export function rotaryTables(config: ModelConfig, positions = config.maxPositionEmbeddings): RotaryTables {
  const half = config.headDim / 2;
  const cos = new Float32Array(positions * half);
  const sin = new Float32Array(positions * half);
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < half; i++) {
      const angle = position / config.ropeTheta ** (i / half);
      cos[position * half + i] = Math.cos(angle);
      sin[position * half + i] = Math.sin(angle);
    }
  }
  return { shape: [positions, half], cos, sin };
}
