import type { ModelConfig } from '@ordena/model';
import { describe, expect, it } from 'vitest';
import { LEAST_SLOTS, MOST_SLOTS, slotsFor } from './batch-size.js';

function config(numHiddenLayers: number, numKeyValueHeads: number, headDim: number): ModelConfig {
  return { numHiddenLayers, numKeyValueHeads, headDim } as ModelConfig;
}

describe('slotsFor', () => {
  it('keeps to the setting', () => {
    expect(slotsFor(config(28, 8, 128), 3)).toBe(3);
  });

  it('gives small models as many as a step can fill', () => {
    expect(slotsFor(config(30, 3, 64), undefined)).toBe(MOST_SLOTS);
  });

  it('gives larger ones what a gibibyte of cache holds', () => {
    expect(slotsFor(config(28, 4, 128), undefined)).toBe(18);
    expect(slotsFor(config(80, 8, 128), undefined)).toBe(LEAST_SLOTS);
  });
});
