import { createRng } from '@ordena/orders';
import { describe, expect, it } from 'vitest';
import { calibrated, crossFit, fitCalibration, type JudgedScores } from './calibration.js';
import { expectedCalibrationError, reliability } from './calibration-error.js';
import { fitLogistic, logistic } from './logistic.js';

/** Values whose model is too sure: what it gives 0.9 is right as often as `truth` says. */
function samples(count: number, truth: (p: number) => number, seed = 1): JudgedScores[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, (_, order) => {
    const p = 0.05 + 0.9 * rng.next();
    const scores = { minLogProb: Math.log(p), meanLogProb: Math.log(p) };
    return { kind: 'number', status: 'exact', ...scores, order, isRight: rng.next() < truth(p) };
  });
}
const shifted = (p: number): number => logistic([-2, 1], [1, Math.log(p / (1 - p))]);
const forecasts = (
  of: readonly JudgedScores[],
  probability: (sample: JudgedScores, i: number) => number,
): { probability: number; isRight: boolean }[] =>
  of.map((sample, i) => ({ probability: probability(sample, i), isRight: sample.isRight }));

describe('fitLogistic', () => {
  it('finds the weights that made the data', () => {
    const rng = createRng(7);
    const observations = Array.from({ length: 4000 }, () => {
      const features = [1, rng.next() * 4 - 2];
      return { features, outcome: rng.next() < logistic([0.5, -1.5], features) };
    });
    const [bias, slope] = fitLogistic(observations, { prior: [0, 0], strength: 1e-6 });
    expect(bias).toBeCloseTo(0.5, 0);
    expect(slope).toBeCloseTo(-1.5, 0);
  });

  it('stays where the prior is when there is nothing to see, and finite when all is one way', () => {
    expect(fitLogistic([], { prior: [1, 2], strength: 1 })).toEqual([1, 2]);
    const allTrue = Array.from({ length: 9 }, () => ({ features: [1], outcome: true }));
    expect(fitLogistic(allTrue, { prior: [0], strength: 0.1 })[0]).toBeLessThan(10);
  });
});

describe('fitCalibration', () => {
  it('takes away a bias that the model has, on values that it was not fitted to', () => {
    const calibration = fitCalibration(samples(2000, shifted, 1));
    const fresh = samples(2000, shifted, 2);
    const before = expectedCalibrationError(forecasts(fresh, ({ minLogProb }) => Math.exp(minLogProb)));
    const after = expectedCalibrationError(forecasts(fresh, (sample) => calibrated(calibration, sample)));
    expect(before).toBeGreaterThan(0.15);
    expect(after).toBeLessThan(0.04);
  });

  it('judges a kind with few values by the weights of all', () => {
    const few = samples(10, () => 0).map((sample) => ({ ...sample, kind: 'currency' as const }));
    expect(Object.keys(fitCalibration([...samples(100, (p) => p), ...few]).kinds)).toEqual(['number']);
  });

  it('learns that what no text says is wrong', () => {
    const derived = samples(60, () => 0, 3).map((sample) => ({ ...sample, status: 'derived' as const }));
    const calibration = fitCalibration([...samples(300, (p) => p), ...derived]);
    const scores = { kind: 'number', minLogProb: -0.05, meanLogProb: -0.05 } as const;
    expect(calibrated(calibration, { ...scores, status: 'derived' })).toBeLessThan(0.2);
    expect(calibrated(calibration, { ...scores, status: 'exact' })).toBeGreaterThan(0.8);
  });
});

describe('crossFit', () => {
  it('never judges an order by what was fitted to it', () => {
    // Even orders are all right, odd ones all wrong: who sees both halves would tell 0.5 of each.
    const both = samples(400, () => 0).map((sample, order) => ({
      ...sample,
      order,
      isRight: order % 2 === 0,
    }));
    crossFit(both).forEach((probability, order) => {
      if (order % 2 === 0) expect(probability).toBeLessThan(0.1);
      else expect(probability).toBeGreaterThan(0.9);
    });
  });
});

describe('expectedCalibrationError', () => {
  it('weighs the gap of each bin by its size', () => {
    const given = [
      ...Array.from({ length: 3 }, () => ({ probability: 0.95, isRight: true })),
      { probability: 0.15, isRight: true },
    ];
    expect(expectedCalibrationError(given)).toBeCloseTo((3 * 0.05 + 0.85) / 4, 10);
    expect(reliability(given).map(({ from, count }) => [from, count])).toEqual([
      [0.1, 1],
      [0.9, 3],
    ]);
  });

  it('is 0 for nothing, and takes 1 into the last bin', () => {
    expect(expectedCalibrationError([])).toBe(0);
    expect(reliability([{ probability: 1, isRight: true }])[0]?.to).toBe(1);
  });
});
