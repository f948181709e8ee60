import { describe, expect, it } from 'vitest';
import { isStale, type EpochReport } from './epoch-report.js';

const epochs = (...best: readonly boolean[]): EpochReport[] =>
  best.map((kept, i) => ({ epoch: i + 1, step: i, f1: 0, exactMatch: 0, best: kept }));

describe('isStale', () => {
  it.each([
    [epochs(true), 1, false],
    [epochs(true, false), 1, true],
    [epochs(true, false), 2, false],
    [epochs(true, false, true, false), 2, false],
    [epochs(true, false, false), 2, true],
    [epochs(true, false, false), undefined, false],
    [[], 1, false],
  ])('%#: a run that waits %s epochs', (reports, patience, stale) => {
    expect(isStale(reports, patience)).toBe(stale);
  });
});
