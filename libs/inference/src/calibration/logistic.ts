/** Steps of Newton's method at most; it takes some ten. */
const MAX_STEPS = 100;
const SMALL_STEP = 1e-9;

/** One observation: what is known, and whether it came true. */
export interface Observation {
  readonly features: readonly number[];
  readonly outcome: boolean;
}

/** How fast the weights may move away from where they start. */
export interface Ridge {
  /** Weights that nothing seen leaves as they are. */
  readonly prior: readonly number[];
  /** How much observations must weigh to move one by 1, in units of information. */
  readonly strength: number;
}

/** The probability that weights give. */
export function logistic(weights: readonly number[], features: readonly number[]): number {
  return 1 / (1 + Math.exp(-features.reduce((sum, feature, i) => sum + feature * (weights[i] ?? 0), 0)));
}

/**
 * Logistic regression by Newton's method, with a ridge penalty around a prior (Hastie, Tibshirani, Friedman: The
 * Elements of Statistical Learning, 4.4). With the logit of a probability as its feature it is Platt's scaling.
 */
export function fitLogistic(observations: readonly Observation[], { prior, strength }: Ridge): number[] {
  const weights = [...prior];
  for (let step = 0; step < MAX_STEPS; step++) {
    const gradient = weights.map((weight, i) => strength * (weight - (prior[i] ?? 0)));
    const hessian = weights.map((_, i) => weights.map((__, j) => (i === j ? strength : 0)));
    for (const { features, outcome } of observations) {
      const p = logistic(weights, features);
      features.forEach((a, i) => {
        gradient[i] = (gradient[i] ?? 0) + (p - Number(outcome)) * a;
        const row = hessian[i];
        if (row) features.forEach((b, j) => (row[j] = (row[j] ?? 0) + p * (1 - p) * a * b));
      });
    }
    const move = solve(hessian, gradient);
    move.forEach((by, i) => (weights[i] = (weights[i] ?? 0) - by));
    if (Math.max(...move.map(Math.abs)) < SMALL_STEP) break;
  }
  return weights;
}

/** Solves `matrix · x = right` for a positive definite matrix, by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const size = rows.length;
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let below = pivot + 1; below < size; below++) {
      const factor = at(below, pivot) / at(pivot, pivot);
      for (let column = pivot; column <= size; column++) {
        const row = rows[below];
        if (row) row[column] = at(below, column) - factor * at(pivot, column);
      }
    }
  }
  const x = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    let rest = at(row, size);
    for (let column = row + 1; column < size; column++) rest -= at(row, column) * (x[column] ?? 0);
    x[row] = rest / at(row, row);
  }
  return x;
}
