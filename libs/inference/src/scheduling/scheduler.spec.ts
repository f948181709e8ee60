import { describe, expect, it } from 'vitest';
import { EngineError } from '../errors.js';
import type { Plan } from './plan.js';
import { Scheduler, type SchedulerOptions } from './scheduler.js';

function create(options: Partial<SchedulerOptions> = {}): Scheduler {
  return new Scheduler({ slots: 2, maxQueue: 4, tokenBudget: 100, piece: 100, ...options });
}

/** Every sampled row gets one token. */
function goOn(scheduler: Scheduler, plan: Plan | undefined, finished: readonly number[] = []): void {
  const sampled = plan?.rows.filter((row) => row.sample) ?? [];
  scheduler.update(
    sampled.map(({ sequence }) => ({
      sequence,
      appended: 1,
      tried: 0,
      held: 0,
      finished: finished.includes(sequence),
    })),
  );
}

describe('Scheduler', () => {
  it('has nothing to plan without sequences', () => {
    expect(create().schedule()).toBeUndefined();
  });

  it('reads a prompt behind its shared prefix, then goes on token by token', () => {
    const scheduler = create();
    scheduler.add({ id: 7, length: 30, shared: 10 });
    const first = scheduler.schedule();
    expect(first).toEqual({
      admitted: [{ sequence: 7, slot: 0, shared: 10 }],
      rows: [{ sequence: 7, slot: 0, from: 10, count: 20, guessed: 0, sample: true }],
    });
    goOn(scheduler, first);
    expect(scheduler.schedule()).toEqual({
      admitted: [],
      rows: [{ sequence: 7, slot: 0, from: 30, count: 1, guessed: 0, sample: true }],
    });
  });

  it('runs forced tokens together with the chosen one', () => {
    const scheduler = create();
    scheduler.add({ id: 1, length: 5, shared: 0 });
    scheduler.schedule();
    scheduler.update([{ sequence: 1, appended: 4, tried: 0, held: 0, finished: false }]);
    expect(scheduler.schedule()?.rows).toEqual([
      { sequence: 1, slot: 0, from: 5, count: 4, guessed: 0, sample: true },
    ]);
  });

  it('reads long prompts in pieces while running sequences go on', () => {
    const scheduler = create({ piece: 7 });
    scheduler.add({ id: 1, length: 3, shared: 0 });
    goOn(scheduler, scheduler.schedule());
    scheduler.add({ id: 2, length: 17, shared: 0 });
    const counts: number[][] = [];
    for (let step = 0; step < 4; step++) {
      const plan = scheduler.schedule();
      counts.push([1, 2].map((id) => plan?.rows.find((row) => row.sequence === id)?.count ?? 0));
      expect(plan?.rows.find((row) => row.sequence === 2)?.sample).toBe(step >= 2);
      goOn(scheduler, plan);
    }
    expect(counts).toEqual([
      [1, 7],
      [1, 7],
      [1, 3],
      [1, 1],
    ]);
  });

  it('cuts a prompt in the same places whoever else is there', () => {
    const cuts = (others: number): number[] => {
      const scheduler = create({ slots: 9, maxQueue: 9, tokenBudget: 20, piece: 8 });
      scheduler.add({ id: 99, length: 30, shared: 3 });
      for (let id = 0; id < others; id++) scheduler.add({ id, length: 5 + id, shared: 0 });
      const counts: number[] = [];
      for (let step = 0; step < 20; step++) {
        const plan = scheduler.schedule();
        counts.push(...(plan?.rows.filter((row) => row.sequence === 99).map((row) => row.count) ?? []));
        goOn(scheduler, plan);
      }
      return counts.slice(0, 6);
    };
    expect(cuts(0)).toEqual([8, 8, 8, 3, 1, 1]);
    expect(cuts(3)).toEqual(cuts(0));
    expect(cuts(8)).toEqual(cuts(0));
  });

  it('lets sequences in as slots come free, first come first served', () => {
    const scheduler = create();
    for (const id of [1, 2, 3, 4]) scheduler.add({ id, length: 2, shared: 0 });
    expect(scheduler.schedule()?.admitted.map((row) => row.sequence)).toEqual([1, 2]);
    scheduler.update([{ sequence: 2, appended: 1, tried: 0, held: 0, finished: true }]);
    const plan = scheduler.schedule();
    expect(plan?.admitted).toEqual([{ sequence: 3, slot: 1, shared: 0 }]);
    expect(scheduler.numWaiting).toBe(1);
  });

  it('turns away what the queue cannot hold', () => {
    const scheduler = create({ maxQueue: 1 });
    scheduler.add({ id: 1, length: 2, shared: 0 });
    expect(() => scheduler.add({ id: 2, length: 2, shared: 0 })).toThrow(EngineError);
    scheduler.schedule();
    expect(() => scheduler.add({ id: 2, length: 2, shared: 0 })).not.toThrow();
  });

  it('frees the slot of a removed sequence at once, and its place in the queue', () => {
    const scheduler = create({ slots: 1 });
    for (const id of [1, 2, 3]) scheduler.add({ id, length: 2, shared: 0 });
    scheduler.schedule();
    scheduler.remove(2);
    scheduler.remove(1);
    scheduler.remove(99);
    expect(scheduler.schedule()?.admitted).toEqual([{ sequence: 3, slot: 0, shared: 0 }]);
    // What came of a step that a removed sequence was in is ignored.
    scheduler.update([{ sequence: 1, appended: 1, tried: 0, held: 0, finished: true }]);
    expect(scheduler.numRunning).toBe(1);
  });

  it('loses no slot and starves nobody over a random thousand', () => {
    const scheduler = create({ slots: 3, maxQueue: 1000, tokenBudget: 16, piece: 8 });
    const left = new Map<number, number>();
    for (let id = 0; id < 1000; id++) {
      scheduler.add({ id, length: 2 + (id % 37), shared: id % 2 });
      left.set(id, 1 + (id % 11));
    }
    scheduler.remove(500);
    left.delete(500);
    let steps = 0;
    for (let plan = scheduler.schedule(); plan; plan = scheduler.schedule()) {
      expect(plan.rows.reduce((sum, row) => sum + row.count, 0)).toBeLessThan(16 + 8);
      expect(new Set(plan.rows.map((row) => row.slot)).size).toBe(plan.rows.length);
      scheduler.update(
        plan.rows
          .filter((row) => row.sample)
          .map(({ sequence }) => {
            const rest = (left.get(sequence) ?? 0) - 1;
            left.set(sequence, rest);
            return { sequence, appended: 1, tried: 0, held: 0, finished: rest === 0 };
          }),
      );
      if (++steps > 20_000) throw new Error('the schedule does not end');
    }
    expect([...left.values()].every((rest) => rest === 0)).toBe(true);
    expect(scheduler.numRunning + scheduler.numWaiting).toBe(0);
  });

  it('gives no slot while as many run as pay', () => {
    const scheduler = create({ slots: 4 });
    for (const id of [1, 2, 3]) scheduler.add({ id, length: 3, shared: 0 });
    const first = scheduler.schedule(undefined, 2);
    expect(first?.admitted.map(({ sequence }) => sequence)).toEqual([1, 2]);
    goOn(scheduler, first, [1]);
    expect(scheduler.schedule(undefined, 2)?.admitted.map(({ sequence }) => sequence)).toEqual([3]);
  });

  it('guesses behind the known tokens, and goes on behind those that held', () => {
    const scheduler = create({ widestGuess: 4 });
    scheduler.add({ id: 1, length: 9, shared: 0 });
    goOn(
      scheduler,
      scheduler.schedule(() => 3),
    );
    const plan = scheduler.schedule((_, most) => most);
    expect(plan?.rows).toEqual([{ sequence: 1, slot: 0, from: 9, count: 1, guessed: 1, sample: true }]);
    scheduler.update([{ sequence: 1, appended: 2, tried: 1, held: 1, finished: false }]);
    expect(scheduler.schedule()?.rows).toEqual([
      { sequence: 1, slot: 0, from: 11, count: 1, guessed: 0, sample: true },
    ]);
  });

  it('asks for no guesses while a prompt is read, nor without room for them', () => {
    const scheduler = create({ piece: 5, widestGuess: 4 });
    scheduler.add({ id: 1, length: 9, shared: 0 });
    const asked: number[] = [];
    const guesses = (_: number, most: number): number => asked.push(most);
    scheduler.schedule(guesses);
    expect(asked).toEqual([]);
    expect(scheduler.schedule(guesses)?.rows[0]).toMatchObject({
      from: 5,
      count: 4,
      guessed: 0,
      sample: true,
    });
    expect(asked).toEqual([]);
  });

  it('asks for no guesses in a crowd that none would pay in', () => {
    const scheduler = create({ widestGuess: 4, crowd: 8 });
    scheduler.add({ id: 1, length: 3, shared: 0 });
    goOn(scheduler, scheduler.schedule());
    const asked: number[] = [];
    scheduler.schedule((_, most) => asked.push(most));
    expect(asked).toEqual([]);
  });

  it('stops guessing for a sequence whose guesses fail, until they would have held', () => {
    const scheduler = create({ widestGuess: 4 });
    scheduler.add({ id: 1, length: 9, shared: 0 });
    goOn(scheduler, scheduler.schedule());
    const guessed: number[] = [];
    for (let step = 0; step < 40; step++) {
      const plan = scheduler.schedule((_, most) => most);
      guessed.push(plan?.rows[0]?.guessed ?? -1);
      scheduler.update([{ sequence: 1, appended: 1, tried: 1, held: 0, finished: false }]);
    }
    expect(guessed[0]).toBeGreaterThan(0);
    expect(guessed.at(-1)).toBe(0);
    for (let step = 0; step < 20; step++) {
      const ran = scheduler.schedule((_, most) => most)?.rows[0]?.guessed ?? 0;
      const [appended, right] = [ran + 1, Math.min(3, ran + 1)];
      scheduler.update([{ sequence: 1, appended, tried: right, held: right, finished: false }]);
    }
    expect(scheduler.schedule((_, most) => most)?.rows[0]?.guessed).toBe(3);
  });
});
