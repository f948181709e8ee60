import { describe, expect, it } from 'vitest';

import { isFinal, mayMove, RUN_MOVES, RUN_STATES } from './run-states.js';

describe('run states', () => {
  it('every state but the last ones can fail and be cancelled', () => {
    for (const state of RUN_STATES.filter((name) => !isFinal(name))) {
      expect(RUN_MOVES[state]).toEqual(expect.arrayContaining(['failed', 'cancelled']));
    }
  });

  it('the ends are ends', () => {
    expect(RUN_STATES.filter(isFinal)).toEqual(['succeeded', 'failed', 'cancelled']);
  });

  it.each([
    ['queued', 'preparing', true],
    ['queued', 'training', false],
    ['training', 'evaluating', true],
    ['evaluating', 'training', true],
    ['preparing', 'exporting', false],
    ['exporting', 'succeeded', true],
    ['training', 'succeeded', false],
    ['succeeded', 'queued', false],
    ['failed', 'queued', false],
    ['training', 'training', true],
  ] as const)('%s to %s: %s', (from, to, legal) => {
    expect(mayMove(from, to)).toBe(legal);
  });

  it('a run that died in any stage can begin anew', () => {
    for (const state of ['preparing', 'training', 'evaluating', 'exporting'] as const) {
      expect(mayMove(state, 'queued')).toBe(true);
    }
  });
});
