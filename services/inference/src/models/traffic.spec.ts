import { describe, expect, it } from 'vitest';

import { checkTraffic, chooseRoute, NO_TRAFFIC } from './traffic.js';

/** Gives the numbers one after another. */
function numbers(...values: number[]): () => number {
  return () => values.shift() ?? 1;
}

describe('the route of a request', () => {
  it('is the base one unless something else is set', () => {
    expect(chooseRoute(NO_TRAFFIC, numbers(0, 0))).toEqual({ kind: 'base' });
  });

  it.each([
    [numbers(0.09), { kind: 'canary', model: 'candidate' }],
    [numbers(0.1, 0.49), { kind: 'base', compareWith: 'next' }],
    [numbers(0.1, 0.5), { kind: 'base' }],
  ])('follows the shares (%#)', (random, route) => {
    const traffic = { canaryShare: 0.1, canaryModel: 'candidate', shadowShare: 0.5, shadowModel: 'next' };
    expect(chooseRoute(traffic, random)).toEqual(route);
  });
});

describe('traffic that is asked for', () => {
  it('has defaults', () => {
    expect(checkTraffic({})).toEqual(NO_TRAFFIC);
    expect(checkTraffic({ canaryShare: 1, shadowModel: 'x' })).toEqual({
      ...NO_TRAFFIC,
      canaryShare: 1,
      shadowModel: 'x',
    });
  });

  it.each([-0.1, 1.1, NaN, Infinity])('is no share of %d', (shadowShare) => {
    const failure = expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      field: 'traffic.shadow_share',
    }) as Error;
    expect(() => checkTraffic({ shadowShare })).toThrow(failure);
  });
});
