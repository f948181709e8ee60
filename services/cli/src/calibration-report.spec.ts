import type { ExplainedResult } from '@ordena/inference';
import { parseOrder } from '@ordena/orders';
import { describe, expect, it } from 'vitest';

import { calibrationReport, calibrationText, judgedScores, type KnownAnswer } from './calibration-report.js';

/** Orders whose model gives 0.9 to everything, while only every second is right. */
const answers = Array.from({ length: 80 }, (_, i): KnownAnswer => {
  const order = parseOrder({ producto: 'sal', cantidad: 2 });
  const score = { status: 'exact', minLogProb: Math.log(0.9), meanLogProb: Math.log(0.9) } as const;
  const result: ExplainedResult = {
    json: '',
    value: order,
    order,
    outcome: 'ok',
    promptTokens: 1,
    newTokens: 1,
    timings: { queueMs: 0, prefillMs: 0, decodeMs: 0, decodeSteps: 0 },
    fields: [
      { pointer: '/producto', value: 'sal', ...score },
      { pointer: '/cantidad', value: 2, ...score },
    ],
    flags: [],
    calibrated: false,
  };
  return { expected: Math.floor(i / 2) % 2 === 0 ? order : { producto: 'té', cantidad: 3 }, result };
});

describe('calibrationReport', () => {
  const report = calibrationReport(answers, judgedScores(answers));

  it('measures how far confidence and truth lie apart, before and after', () => {
    expect(report).toMatchObject({ orders: 80, fields: 160, right: 0.5 });
    expect(report.ece.whole.before).toBeCloseTo(0.4, 3);
    expect(report.ece.half.before).toBeCloseTo(0.4, 3);
    expect(report.ece.whole.after).toBeLessThan(0.02);
    expect(report.ece.half.after).toBeLessThan(0.02);
  });

  it('asks for review by the calibrated confidence', () => {
    const flagged = report.review.map(({ min_confidence, flagged: count }) => [min_confidence, count]);
    expect(flagged).toContainEqual([0.3, 0]);
    expect(flagged).toContainEqual([0.7, 80]);
  });

  it('leaves out answers that there are none of, and values without scores', () => {
    const [first] = answers;
    const bare = first?.result && {
      ...first.result,
      fields: [{ pointer: '/producto', value: 'sal', status: 'exact' as const }],
    };
    expect(
      judgedScores([
        { expected: {}, result: undefined },
        { expected: {}, result: bare },
      ]),
    ).toEqual([]);
  });

  it('reads as tables', () => {
    expect(calibrationText(report)).toMatch(/^80 orders, 160 values, 50\.0 % of them right\n\nexpected/);
  });
});
