import { describe, expect, it } from 'vitest';

import { buildSummary, summaryTable } from './evaluation-summary.js';

const run = { seconds: 0.5, loadSeconds: 0.1, model: 'default', mode: 'constrained' };

describe('buildSummary', () => {
  const summary = buildSummary(
    [
      { expected: { producto: 'A', cantidad: 2 }, predicted: { producto: 'A', cantidad: 3 } },
      { expected: { producto: 'B' }, predicted: undefined },
    ],
    run,
  );

  it('has the fixed names', () => {
    expect(summary).toMatchObject({
      n: 2,
      f1: 0.25,
      exact_match: 0,
      invalid: 1,
      seconds: 0.5,
      orders_per_s: 4,
      model: 'default',
    });
    expect(summary.micro_f1).toBeCloseTo(0.4, 4);
    expect(summary.fields['cantidad']).toEqual({ precision: 0, recall: 0, f1: 0, support: 1 });
  });

  it('reads as a table', () => {
    expect(summaryTable(summary)).toMatch(/^field\s+precision.*\n(.*\n)+.*2 orders in 0\.5 s \(4\/s\)/);
  });
});
