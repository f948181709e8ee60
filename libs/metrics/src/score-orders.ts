import { addCounts, countPairs, f1Of, precisionOf, recallOf, type Counts } from './f1.js';
import { flattenPairs, leaves } from './flatten-pairs.js';
import { alignItems } from './match-items.js';

/** An order as annotated and as predicted. A prediction that is no JSON object could not be read: `undefined`, say. */
export interface ScoredPair {
  readonly expected: unknown;
  readonly predicted: unknown;
}

export interface FieldScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** How often the field stands in the annotations. */
  readonly support: number;
}

export interface ScoreReport {
  readonly n: number;
  /** The reference's: F1 over the set of flattened pairs of each order, averaged over orders. */
  readonly f1: number;
  /** Over the pairs of all orders together. */
  readonly microF1: number;
  /** Share of orders without a single wrong, missing or additional pair. */
  readonly exactMatch: number;
  /** Orders without a readable prediction; they count as empty. */
  readonly invalid: number;
  /** As `f1`, with the predicted items in the order that fits best. */
  readonly f1AnyItemOrder: number;
  /** By field name; a line's fields count for the field wherever it stands. */
  readonly fields: Readonly<Record<string, FieldScore>>;
}

const NOTHING: Counts = { truePositives: 0, predicted: 0, expected: 0 };

/** Scores predictions against annotations. */
export function scoreOrders(pairs: readonly ScoredPair[]): ScoreReport {
  let micro = NOTHING;
  let f1 = 0;
  let anyOrder = 0;
  let exact = 0;
  const fields = new Map<string, Counts>();
  let invalid = 0;
  for (const pair of pairs) {
    const { expected } = pair;
    const predicted = isObject(pair.predicted) ? pair.predicted : undefined;
    if (predicted === undefined) invalid++;
    const wanted = flattenPairs(expected);
    const counts = countPairs(wanted, flattenPairs(predicted));
    micro = addCounts(micro, counts);
    f1 += f1Of(counts);
    anyOrder += f1Of(countPairs(wanted, flattenPairs(alignItems(expected, predicted))));
    if (counts.truePositives === counts.expected && counts.predicted === counts.expected) exact++;
    countFields(fields, expected, predicted);
  }
  const n = pairs.length;
  const mean = (sum: number): number => (n === 0 ? 0 : sum / n);
  return {
    n,
    f1: mean(f1),
    microF1: n === 0 ? 0 : f1Of(micro),
    exactMatch: mean(exact),
    invalid,
    f1AnyItemOrder: mean(anyOrder),
    fields: Object.fromEntries([...fields].map(([field, counts]) => [field, fieldScore(counts)])),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function countFields(fields: Map<string, Counts>, expected: unknown, predicted: unknown): void {
  const wanted = pairsByField(expected);
  const given = pairsByField(predicted);
  for (const field of new Set([...wanted.keys(), ...given.keys()])) {
    const counts = countPairs(wanted.get(field) ?? [], given.get(field) ?? []);
    fields.set(field, addCounts(fields.get(field) ?? NOTHING, counts));
  }
}

function pairsByField(value: unknown): Map<string, string[]> {
  const byField = new Map<string, string[]>();
  for (const [path, leaf] of leaves(value, [])) {
    const field = path.at(-1) ?? '';
    const pairs = byField.get(field) ?? [];
    pairs.push(`${path.join('.')}=${JSON.stringify(leaf)}`);
    byField.set(field, pairs);
  }
  return byField;
}

function fieldScore(counts: Counts): FieldScore {
  return {
    precision: precisionOf(counts),
    recall: recallOf(counts),
    f1: f1Of(counts),
    support: counts.expected,
  };
}
