import type { EvidenceStatus, FieldKind } from '@ordena/orders';
import { fitLogistic, logistic } from './logistic.js';

/** What is known of a value before one has looked whether it is right. */
export interface FieldScores {
  /** What the value is made of. Not set: it is of no order, but of a schema of its own. */
  readonly kind?: FieldKind | undefined;
  readonly status: EvidenceStatus;
  /** Lowest and mean natural logarithm of the probabilities of its tokens. */
  readonly minLogProb: number;
  readonly meanLogProb: number;
}

/** A value that has been looked at. */
export interface JudgedScores extends FieldScores {
  readonly isRight: boolean;
  /** Number of its order: values of one order stand or fall together, so a split never parts them. */
  readonly order: number;
}

/** Weights of {@link FEATURES} for all values, and for the kinds that there were enough of. */
export interface Calibration {
  readonly all: readonly number[];
  readonly kinds: Readonly<Partial<Record<FieldKind, readonly number[]>>>;
}

/** What the weights stand for, in their order. */
export const FEATURES = ['one', 'logit of lowest', 'logit of mean', 'derived'] as const;

/** A probability nearer to 0 or 1 counts as so near. */
const NEAREST = 1e-4;
/** Fewer values of a kind than this are judged by the weights of all. */
const MIN_OF_KIND = 30;
/** How hard a kind is held to the weights of all. */
const STRENGTH = 2;

/** The probability that a value is right. */
export function calibrated({ all, kinds }: Calibration, scores: FieldScores): number {
  return logistic((scores.kind && kinds[scores.kind]) ?? all, featuresOf(scores));
}

/**
 * Platt's scaling (Platt 1999, "Probabilistic outputs for support vector machines") of the logits of a value's lowest and
 * mean token probability, and of whether the text has it at all; each kind of field its own weights, held to those of all.
 */
export function fitCalibration(samples: readonly JudgedScores[]): Calibration {
  const prior = FEATURES.map(() => 0);
  const all = fitLogistic(samples.map(toObservation), { prior, strength: 1e-3 });
  const kinds: Partial<Record<FieldKind, readonly number[]>> = {};
  for (const kind of new Set(samples.flatMap((sample) => sample.kind ?? []))) {
    const own = samples.filter((sample) => sample.kind === kind);
    if (own.length < MIN_OF_KIND) continue;
    kinds[kind] = fitLogistic(own.map(toObservation), { prior: all, strength: STRENGTH });
  }
  return { all, kinds };
}

/** Each sample's probability by a calibration that was fitted without its part of the orders. */
export function crossFit(samples: readonly JudgedScores[], parts = 2): number[] {
  const partOf = ({ order }: JudgedScores): number => order % parts;
  const calibrations = Array.from({ length: parts }, (_, part) =>
    fitCalibration(samples.filter((sample) => partOf(sample) !== part)),
  );
  return samples.map((sample) => {
    const calibration = calibrations[partOf(sample)];
    return calibration ? calibrated(calibration, sample) : 0;
  });
}

function toObservation(sample: JudgedScores): { features: number[]; outcome: boolean } {
  return { features: featuresOf(sample), outcome: sample.isRight };
}

function featuresOf({ minLogProb, meanLogProb, status }: FieldScores): number[] {
  return [1, logitOf(minLogProb), logitOf(meanLogProb), status === 'derived' ? 1 : 0];
}

function logitOf(logProb: number): number {
  const p = Math.min(1 - NEAREST, Math.max(NEAREST, Math.exp(logProb)));
  return Math.log(p / (1 - p));
}
