import { describe, expect, it } from 'vitest';
import { RestartPauses } from './restart-policy.js';

describe('pauses between deaths of a thread', () => {
  it('double from the second death in a row, up to the longest', () => {
    const pauses = new RestartPauses({ stableMs: 1000, firstPauseMs: 100, longestPauseMs: 500 });
    expect([0, 5, 999, 0, 0, 0].map((lived) => pauses.next(lived))).toEqual([0, 100, 200, 400, 500, 500]);
    expect(pauses.next(1000)).toBe(0);
    expect(pauses.next(0)).toBe(100);
  });
});
