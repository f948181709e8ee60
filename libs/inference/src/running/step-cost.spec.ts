import { describe, expect, it } from 'vitest';
import { StepCost } from './step-cost.js';

describe('StepCost', () => {
  it('guesses before it has seen a step, and more tokens cost more', () => {
    const cost = new StepCost();
    expect(cost.of(4)).toBeGreaterThan(cost.of(1));
    expect(cost.of(4)).toBeLessThan(4 * cost.of(1));
  });

  it('finds what steps cost whatever their size and what each token adds', () => {
    const cost = new StepCost();
    for (let i = 0; i < 50; i++) for (const tokens of [1, 4, 8]) cost.observe(tokens, 10 + 1.5 * tokens);
    expect(cost.of(1)).toBeCloseTo(11.5, 5);
    expect(cost.of(32)).toBeCloseTo(58, 5);
  });

  it('tells how many tokens a run has when its fixed cost is a fifth', () => {
    const cost = new StepCost();
    for (let i = 0; i < 50; i++) for (const tokens of [1, 4, 8]) cost.observe(tokens, 10 + 2 * tokens);
    expect(cost.tokensAtFixedShare(0.2)).toBeCloseTo(20, 5);
  });

  it('keeps to its guess of the ratio while all steps are alike', () => {
    const cost = new StepCost();
    for (let i = 0; i < 20; i++) cost.observe(1, 11);
    expect(cost.of(1)).toBeCloseTo(11, 6);
    expect(cost.of(4)).toBeCloseTo(14, 6);
  });

  it('follows a machine that has become slower', () => {
    const cost = new StepCost();
    for (let i = 0; i < 200; i++) cost.observe(1 + (i % 4), 5 + (i % 4));
    for (let i = 0; i < 400; i++) cost.observe(1 + (i % 4), 2 * (5 + (i % 4)));
    expect(cost.of(1)).toBeCloseTo(10, 1);
  });

  it('never says that a token costs less than nothing', () => {
    const cost = new StepCost();
    for (let i = 0; i < 50; i++) for (const tokens of [1, 4]) cost.observe(tokens, 10 - tokens);
    expect(cost.of(40)).toBeGreaterThan(0);
    expect(cost.of(40)).toBe(cost.of(1));
  });
});
