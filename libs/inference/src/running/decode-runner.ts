import { SHORT_ROW, type DecodeRow, type DecodeSession } from '@ordena/model';
import type { Plan, PlannedRow } from '../scheduling/plan.js';
import type { Runner, TokensOf } from './runner.js';

/**
 * Runs plans on a decode session, whose last slot holds the prefix that all prompts share. Short rows share one run,
 * padded to the longest; longer ones, which the session multiplies in another way, fill a run by themselves.
 */
export class DecodeRunner implements Runner {
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

  async run(plan: Plan, tokensOf: TokensOf): Promise<Map<number, Float32Array>> {
    for (const { slot, shared } of plan.admitted) this.session.copySlot(this.prefixSlot, slot, shared);
    const logits = new Map<number, Float32Array>();
    const short = plan.rows.filter((row) => row.count <= SHORT_ROW);
    const long = plan.rows.filter((row) => row.count > SHORT_ROW);
    for (const group of [short, ...long.map((row) => [row])]) await this.runGroup(group, tokensOf, logits);
    return logits;
  }

  async close(): Promise<void> {
    await this.session.close();
  }

  /** One run over the slots from the lowest to the highest of the group; slots between that are not in it rest. */
  private async runGroup(
    group: readonly PlannedRow[],
    tokensOf: TokensOf,
    into: Map<number, Float32Array>,
  ): Promise<void> {
    if (group.length === 0) return;
    const bySlot = new Map(group.map((row) => [row.slot, row]));
    const first = Math.min(...bySlot.keys());
    const rows: DecodeRow[] = [];
    const sampled: number[] = [];
    for (let slot = first; slot <= Math.max(...bySlot.keys()); slot++) {
      const row = bySlot.get(slot);
      if (row?.sample) sampled.push(row.sequence);
      const tokens = row ? tokensOf(row.sequence, row.from, row.count) : [];
      rows.push({ tokens, logits: row?.sample ? 1 : 0 });
    }
    const logits = await this.session.append(first, rows);
    sampled.forEach((sequence, i) => {
      const row = logits[i];
      if (row) into.set(sequence, row);
    });
  }
}
