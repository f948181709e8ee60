import { describe, expect, it } from 'vitest';

import { reviewLines, reviewSummary, type ReviewedAnswer } from './review-summary.js';

const order = { producto: 'sal' };
const answer = (confidence: number, isRight: boolean): ReviewedAnswer => ({
  expected: isRight ? order : { producto: 'té' },
  predicted: order,
  result: { outcome: 'ok', order, fields: [{ pointer: '/producto', value: 'sal', confidence }] },
});

describe('reviewSummary', () => {
  const answers = [
    answer(0.9, true),
    answer(0.9, false),
    answer(0.4, false),
    answer(0.4, true),
    answer(0.3, false),
    { expected: order, predicted: undefined, result: { outcome: 'truncated' as const } },
  ];

  it('counts wrong and flagged orders, and those that are both', () => {
    expect(reviewSummary(answers, 0.5)).toEqual({
      min_confidence: 0.5,
      n: 6,
      wrong: 4,
      flagged: 4,
      precision: 0.75,
      recall: 0.75,
      codes: { LOW_CONFIDENCE: { orders: 3, wrong: 2 }, TRUNCATED: { orders: 1, wrong: 1 } },
    });
  });

  it('has no bad word for nothing', () => {
    expect(reviewSummary([], 0.5)).toMatchObject({ precision: 1, recall: 1 });
  });

  it('reads as lines', () => {
    expect(reviewLines(reviewSummary(answers, 0.5))).toBe(
      [
        'review below 0.5: 4 of 6 orders, precision 0.750, recall 0.750 (4 wrong)',
        '  LOW_CONFIDENCE: 3 orders, 2 of them wrong',
        '  TRUNCATED: 1 orders, 1 of them wrong',
      ].join('\n'),
    );
  });
});
