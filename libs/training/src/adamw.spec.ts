import { describe, expect, it } from 'vitest';
import { adamWStep, newMoments, sumOfSquares } from './adamw.js';

const SETTINGS = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1 };

describe('adamWStep', () => {
  it('moves each weight by the rate in its first step, whatever the gradient, and decays it', () => {
    const weight = Float32Array.of(1, -2, 3);
    adamWStep(weight, Float32Array.of(0.5, -40, 0), newMoments(3), SETTINGS, 0.01, 1, 1);
    // Bias correction makes the first update sign(g) · lr; decay takes lr · 0.1 of the weight.
    expect(weight[0]).toBeCloseTo(1 - 0.001 - 0.01, 6);
    expect(weight[1]).toBeCloseTo(-2 + 0.002 + 0.01, 6);
    expect(weight[2]).toBeCloseTo(3 - 0.003, 6);
  });

  it('scales the gradient before it enters the moments', () => {
    const scaled = newMoments(1);
    const plain = newMoments(1);
    adamWStep(Float32Array.of(1), Float32Array.of(8), scaled, SETTINGS, 0.01, 1, 0.25);
    adamWStep(Float32Array.of(1), Float32Array.of(2), plain, SETTINGS, 0.01, 1, 1);
    expect(scaled).toEqual(plain);
  });
});

it('sumOfSquares', () => {
  expect(sumOfSquares(Float32Array.of(3, -4))).toBe(25);
});
