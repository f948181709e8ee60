import { describe, expect, it } from 'vitest';
import { splitRecords } from './split-records.js';

const RECORDS = Array.from({ length: 100 }, (_, i) => i);

describe('splitRecords', () => {
  it('cuts 90 to 10 without losing or doubling a record', () => {
    const { train, validation } = splitRecords(RECORDS, { seed: 42, validationShare: 0.1 });
    expect(train).toHaveLength(90);
    expect(validation).toHaveLength(10);
    expect([...train, ...validation].toSorted((a, b) => a - b)).toEqual(RECORDS);
  });

  it('depends on the seed alone', () => {
    const options = { seed: 42, validationShare: 0.1 };
    expect(splitRecords(RECORDS, options)).toEqual(splitRecords(RECORDS, options));
    expect(splitRecords(RECORDS, { ...options, seed: 43 })).not.toEqual(splitRecords(RECORDS, options));
  });

  it.each([
    [0, 0.1, 0, 0],
    [1, 0.1, 1, 0],
    [2, 0.1, 1, 1],
    [3, 0, 3, 0],
    [3, 1, 0, 3],
  ])('of %i records with a share of %d: %i and %i', (n, validationShare, train, validation) => {
    const parts = splitRecords(RECORDS.slice(0, n), { seed: 1, validationShare });
    expect([parts.train.length, parts.validation.length]).toEqual([train, validation]);
  });
});
