import { SHORT_ROW, type DecodeRow, type DecodeSession } from '@ordena/model';
import type { Plan, PlannedRow } from '../scheduling/plan.js';
import { groupRows, rowLength, runTokens } from './group-rows.js';
import type { Runner, TokensOf } from './runner.js';
import { StepCost } from './step-cost.js';

const LEAST_FIXED_SHARE = 0.2;

/** Runs plans on a decode session, whose last slot holds the prefix that all prompts share. */
export class DecodeRunner implements Runner {
  /** Of runs of short rows, in milliseconds. */
  private readonly cost = new StepCost();

  private constructor(
    private readonly session: DecodeSession,
    private readonly prefixSlot: number,
  ) {}

  /**
   * Computes the shared prefix once.
   *
   * @param session with one slot more than sequences are to run at once.
   */
  static async create(session: DecodeSession, prefix: readonly number[]): Promise<DecodeRunner> {
    const prefixSlot = session.slots - 1;
    if (prefix.length > 0) await session.append(prefixSlot, [{ tokens: prefix }]);
    return new DecodeRunner(session, prefixSlot);
  }

  async run(plan: Plan, tokensOf: TokensOf): Promise<Map<number, readonly Float32Array[]>> {
    for (const { slot, shared } of plan.admitted) this.session.copySlot(this.prefixSlot, slot, shared);
    // Behind the tokens that a row counts from may lie guesses of the last step that did not hold.
    for (const { slot, from } of plan.rows) this.session.truncate(slot, from);
    const logits = new Map<number, readonly Float32Array[]>();
    for (const group of groupRows(plan.rows, this.cost)) await this.runGroup(group, tokensOf, logits);
    return logits;
  }

  /** As many as leave a run's fixed cost a fifth of the whole: further ones make all slower and little faster. */
  worthwhileRows(): number {
    return Math.floor(this.cost.tokensAtFixedShare(LEAST_FIXED_SHARE));
  }

  async close(): Promise<void> {
    await this.session.close();
  }

  /** One run over the slots from the lowest to the highest of the group; slots between that are not in it rest. */
  private async runGroup(
    group: readonly PlannedRow[],
    tokensOf: TokensOf,
    into: Map<number, readonly Float32Array[]>,
  ): Promise<void> {
    const bySlot = new Map(group.map((row) => [row.slot, row]));
    const first = Math.min(...bySlot.keys());
    const rows: DecodeRow[] = [];
    for (let slot = first; slot <= Math.max(...bySlot.keys()); slot++) {
      const row = bySlot.get(slot);
      const tokens = row ? tokensOf(row.sequence, row.from, rowLength(row)) : [];
      rows.push({ tokens, logits: row ? wantedLogits(row) : 0 });
    }
    const start = performance.now();
    const logits = await this.session.append(first, rows);
    if (group.every((row) => rowLength(row) <= SHORT_ROW))
      this.cost.observe(runTokens(group), performance.now() - start);
    let next = 0;
    for (const row of [...group].sort((a, b) => a.slot - b.slot)) {
      if (row.sample) into.set(row.sequence, logits.slice(next, next + wantedLogits(row)));
      next += wantedLogits(row);
    }
  }
}

function wantedLogits(row: PlannedRow): number {
  return row.sample ? 1 + row.guessed : 0;
}
