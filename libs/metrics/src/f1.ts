/** Counts behind precision, recall and F1. */
export interface Counts {
  readonly truePositives: number;
  readonly predicted: number;
  readonly expected: number;
}

/** Compares two sets of pairs. */
export function countPairs(expected: readonly string[], predicted: readonly string[]): Counts {
  const wanted = new Set(expected);
  const given = new Set(predicted);
  const truePositives = [...given].filter((pair) => wanted.has(pair)).length;
  return { truePositives, predicted: given.size, expected: wanted.size };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    truePositives: a.truePositives + b.truePositives,
    predicted: a.predicted + b.predicted,
    expected: a.expected + b.expected,
  };
}

/** 2TP / (predicted + expected); 1 when both are empty. */
export function f1Of({ truePositives, predicted, expected }: Counts): number {
  return predicted + expected === 0 ? 1 : (2 * truePositives) / (predicted + expected);
}

export function precisionOf({ truePositives, predicted }: Counts): number {
  return predicted === 0 ? 0 : truePositives / predicted;
}

export function recallOf({ truePositives, expected }: Counts): number {
  return expected === 0 ? 0 : truePositives / expected;
}
