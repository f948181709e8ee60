import { EngineError } from '../errors.js';
import { UNKNOWN_CHANCE, guessLength, learnChance, leastChance } from './guessing.js';
import type { AdmittedRow, Plan, PlannedRow, StepResult } from './plan.js';
import { SlotPool } from './slot-pool.js';

export interface SchedulerOptions {
  /** How many sequences run at once. */
  readonly slots: number;
  /** How many may wait for a slot; one more is turned away. */
  readonly maxQueue: number;
  /** A step takes no further row once it has so many tokens. */
  readonly tokenBudget: number;
  /** Longest piece that a prompt is read in, so that running sequences go on meanwhile. */
  readonly piece: number;
  /** Longest row whose end may be guessed, guesses included. Default 1: nothing is guessed. */
  readonly widestGuess?: number;
  /** How many sequences are expected to run at once, by which a guess has to pay. Default: as many as there are slots. */
  readonly crowd?: number;
}

/** How many tokens behind the known ones somebody has a guess at, at most `most`. */
export type GuessesOf = (sequence: number, most: number) => number;

/** What the scheduler has to know of a new sequence. */
export interface NewSequence {
  readonly id: number;
  /** Tokens of the prompt. */
  readonly length: number;
  /** How many of them the shared prefix covers; less than `length`. */
  readonly shared: number;
}

interface Running {
  readonly id: number;
  readonly slot: number;
  /** Tokens that are known. */
  length: number;
  /** Tokens that are in the cache. */
  computed: number;
  /** Tokens that the step at hand runs behind the known ones. */
  guessed: number;
  /** Probability that a guess holds when those before it do. */
  chance: number;
}

/**
 * Decides which sequence runs how many tokens in a step. Knows lengths and slots, not tokens or models:
 * `schedule()` gives a plan, somebody runs it, `update()` takes what came of it.
 */
export class Scheduler {
  private readonly waiting: NewSequence[] = [];
  private readonly running = new Map<number, Running>();
  private readonly slots: SlotPool;

  private readonly leastChance: number;
  private readonly widestGuess: number;

  constructor(private readonly options: SchedulerOptions) {
    this.slots = new SlotPool(options.slots);
    this.leastChance = leastChance(options.crowd ?? options.slots);
    // Where none would be run, nobody need look for one.
    this.widestGuess = this.leastChance > 1 ? 1 : (options.widestGuess ?? 1);
  }

  get numWaiting(): number {
    return this.waiting.length;
  }

  get numRunning(): number {
    return this.running.size;
  }

  /** @throws EngineError RESOURCE_EXHAUSTED when the queue is full. */
  add(sequence: NewSequence): void {
    if (this.waiting.length >= this.options.maxQueue) {
      const message = `${this.waiting.length} requests are waiting already: try again a little later`;
      throw new EngineError('RESOURCE_EXHAUSTED', message);
    }
    this.waiting.push(sequence);
  }

  /**
   * The next step; undefined when there is nothing to run.
   *
   * @param guessesOf asked for sequences whose next token is to be chosen. Default: there are none.
   * @param mostRunning no sequence gets a slot while so many run. Default: as many as there are slots.
   */
  schedule(guessesOf: GuessesOf = () => 0, mostRunning = Infinity): Plan | undefined {
    const admitted = this.admit(mostRunning);
    // Those that are about to choose a token go first: they take one token each and hold a slot.
    const rows: PlannedRow[] = [];
    let budget = this.options.tokenBudget;
    const byNeed = [...this.running.values()].sort((a, b) => pending(a) - pending(b));
    for (const sequence of byNeed) {
      // A sequence is cut where its own length says, never where its company leaves room: sums over another cut round
      // otherwise, and the answer would depend on who else was asking.
      const count = Math.min(pending(sequence), this.options.piece);
      if (count < 1 || budget < 1) continue;
      budget -= count;
      const sample = count === pending(sequence);
      const most = sample ? this.widestGuess - count : 0;
      const guessed =
        most > 0 ? guessLength(sequence.chance, guessesOf(sequence.id, most), this.leastChance) : 0;
      rows.push({
        sequence: sequence.id,
        slot: sequence.slot,
        from: sequence.computed,
        count,
        guessed,
        sample,
      });
      sequence.guessed = guessed;
      sequence.computed += count;
    }
    return rows.length === 0 ? undefined : { admitted, rows };
  }

  /** Takes the outcome of every row whose next token was to be chosen. */
  update(results: readonly StepResult[]): void {
    for (const { sequence, appended, tried, held, finished } of results) {
      const running = this.running.get(sequence);
      if (!running) continue;
      running.chance = learnChance(running.chance, tried, held);
      running.length += appended;
      // The cache holds these already.
      running.computed += Math.min(held, running.guessed);
      if (finished) this.remove(sequence);
    }
  }

  /** Forgets a sequence, waiting or running, and frees its slot. */
  remove(id: number): void {
    const running = this.running.get(id);
    if (running) {
      this.running.delete(id);
      this.slots.release(running.slot);
      return;
    }
    const index = this.waiting.findIndex((sequence) => sequence.id === id);
    if (index >= 0) this.waiting.splice(index, 1);
  }

  private admit(mostRunning: number): AdmittedRow[] {
    const admitted: AdmittedRow[] = [];
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const slot = this.running.size < mostRunning ? this.slots.acquire() : undefined;
      if (slot === undefined) break;
      this.waiting.shift();
      const { id, length, shared } = next;
      this.running.set(id, { id, slot, length, computed: shared, guessed: 0, chance: UNKNOWN_CHANCE });
      admitted.push({ sequence: next.id, slot, shared: next.shared });
    }
    return admitted;
  }
}

function pending(sequence: Running): number {
  return sequence.length - sequence.computed;
}
