import { describe, expect, it } from 'vitest';
import type { PlannedRow } from '../scheduling/plan.js';
import { groupRows as group } from './group-rows.js';
import { StepCost } from './step-cost.js';

/** Rows by [slot, known tokens, guesses]. */
function rows(...shapes: readonly [slot: number, count: number, guessed?: number][]): PlannedRow[] {
  return shapes.map(([slot, count, guessed = 0]) => ({
    sequence: slot,
    slot,
    from: 0,
    count,
    guessed,
    sample: true,
  }));
}

/** A run costs so much whatever its size, and 1 a token. */
function groupRows(rows: readonly PlannedRow[], fixed = 1000): PlannedRow[][] {
  const cost = new StepCost();
  for (let i = 0; i < 20; i++) for (const tokens of [1, 32]) cost.observe(tokens, fixed + tokens);
  return group(rows, cost);
}

function slots(groups: readonly (readonly PlannedRow[])[]): number[][] {
  return groups.map((group) => group.map((row) => row.slot));
}

describe('groupRows', () => {
  it('runs short rows together, wherever they lie', () => {
    expect(slots(groupRows(rows([0, 1], [5, 1, 3], [2, 4])))).toEqual([[0, 5, 2]]);
  });

  it('runs single tokens apart where padding them costs more than a run', () => {
    const mixed = rows([0, 1], [1, 1], [2, 1], [3, 1], [4, 1, 3]);
    expect(slots(groupRows(mixed, 20))).toEqual([[0, 1, 2, 3, 4]]);
    expect(slots(groupRows(mixed, 5))).toEqual([[0, 1, 2, 3], [4]]);
  });

  it('reads neighbouring prompts of similar length together', () => {
    expect(slots(groupRows(rows([2, 60], [1, 50], [3, 55])))).toEqual([[1, 2, 3]]);
  });

  it('does not pad a short prompt to a long one', () => {
    expect(slots(groupRows(rows([0, 10], [1, 100])))).toEqual([[0], [1]]);
  });

  it('does not run the slots that lie between two prompts', () => {
    expect(slots(groupRows(rows([0, 60], [3, 60])))).toEqual([[0], [3]]);
  });

  it('keeps short and long rows apart, guesses counted', () => {
    expect(slots(groupRows(rows([0, 1], [1, 3, 2], [2, 6])))).toEqual([[0], [1, 2]]);
  });

  it('has nothing to run without rows', () => {
    expect(groupRows([])).toEqual([]);
  });
});
