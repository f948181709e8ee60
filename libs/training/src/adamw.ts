/** Settings of AdamW (https://arxiv.org/abs/1711.05101), with PyTorch's names and defaults. */
export interface AdamWSettings {
  /** Default 0.9. */
  readonly beta1: number;
  /** Default 0.999. */
  readonly beta2: number;
  /** Default 1e-8. */
  readonly epsilon: number;
  /** Decoupled decay per step is lr · weightDecay. */
  readonly weightDecay: number;
}

/** The two moments of one parameter; they are all that AdamW keeps. */
export interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

export function newMoments(length: number): Moments {
  return { first: new Float32Array(length), second: new Float32Array(length) };
}

/**
 * One AdamW step on one parameter, in place. A plain loop: it beats an elementwise ONNX graph, which would pass over
 * the memory once per operator.
 *
 * @param step 1 for the first step (the bias correction needs it).
 * @param gradientScale what the gradient is multiplied by first: clipping, and 1/accumulated batches.
 */
export function adamWStep(
  weight: Float32Array,
  gradient: Float32Array,
  moments: Moments,
  settings: AdamWSettings,
  learningRate: number,
  step: number,
  gradientScale: number,
): void {
  const { beta1, beta2, epsilon } = settings;
  const { first, second } = moments;
  const decay = 1 - learningRate * settings.weightDecay;
  const correction2 = Math.sqrt(1 - beta2 ** step);
  const stepSize = learningRate / (1 - beta1 ** step);
  const rest1 = 1 - beta1;
  const rest2 = 1 - beta2;
  for (let i = 0; i < weight.length; i++) {
    const g = (gradient[i] as number) * gradientScale;
    const m = beta1 * (first[i] as number) + rest1 * g;
    const v = beta2 * (second[i] as number) + rest2 * g * g;
    first[i] = m;
    second[i] = v;
    weight[i] = (weight[i] as number) * decay - (stepSize * m) / (Math.sqrt(v) / correction2 + epsilon);
  }
}

/** Sum of squares of a gradient; the square root of the total over all parameters is the global norm. */
export function sumOfSquares(gradient: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < gradient.length; i++) sum += (gradient[i] as number) ** 2;
  return sum;
}
