import { SHORT_ROW } from '@ordena/model';
import type { PlannedRow } from '../scheduling/plan.js';
import type { StepCost } from './step-cost.js';

/** Most tokens that a run of long rows may take, padding and resting slots counted, for each one that is asked for. */
const MOST_WASTE = 1.25;

/** Tokens that a row runs, guesses counted. */
export function rowLength({ count, guessed }: PlannedRow): number {
  return count + guessed;
}

/**
 * Which rows of a plan run together: a run covers all slots from its first to its last, and pads to its longest row.
 * Short ones do, unless those of a single token are cheaper by themselves. Longer ones, which the session multiplies in
 * another way, do where they lie side by side and are about as long as each other.
 *
 * @param cost of a run of short rows by its tokens.
 */
export function groupRows(rows: readonly PlannedRow[], cost: StepCost): PlannedRow[][] {
  const groups = groupShort(
    rows.filter((row) => rowLength(row) <= SHORT_ROW),
    cost,
  );
  const long = rows.filter((row) => rowLength(row) > SHORT_ROW).sort((a, b) => a.slot - b.slot);
  let group: PlannedRow[] = [];
  for (const row of long) {
    if (group.length > 0 && waste([...group, row]) <= MOST_WASTE) group.push(row);
    else groups.push((group = [row]));
  }
  return groups;
}

/** Tokens that a run of these rows takes, padding and resting slots counted. */
export function runTokens(rows: readonly PlannedRow[]): number {
  const slots = rows.map((row) => row.slot);
  return (Math.max(...slots) - Math.min(...slots) + 1) * Math.max(...rows.map(rowLength));
}

function groupShort(rows: readonly PlannedRow[], cost: StepCost): PlannedRow[][] {
  const parts = [rows.filter((row) => rowLength(row) === 1), rows.filter((row) => rowLength(row) > 1)];
  const filled = parts.filter((part) => part.length > 0);
  if (filled.length < 2) return filled;
  const apart = filled.reduce((sum, part) => sum + cost.of(runTokens(part)), 0);
  return apart < cost.of(runTokens(rows)) ? filled : [[...rows]];
}

/** Tokens that a run takes for each one that is asked for. */
function waste(rows: readonly PlannedRow[]): number {
  return runTokens(rows) / rows.reduce((sum, row) => sum + rowLength(row), 0);
}
