import type { OutgoingRecord } from '@ordena/events';

import { readAttempts, writeAttempts } from './attempts-note.js';

/** A result on its way out. */
export interface Output {
  topic: string;
  record: OutgoingRecord;
}

/** What can be committed: everything before `offset` is done, and `outputs` are its results in the order of the offsets. */
export interface Ready {
  offset: number;
  metadata: string;
  outputs: Output[];
}

type State<T> =
  | { kind: 'waiting'; item: T }
  | { kind: 'running'; item: T }
  /** Failed; it may not begin again before its count is committed and its pause over. */
  | { kind: 'resting'; item: T }
  | { kind: 'done'; output: Output };

/**
 * The orders of one partition from its committed place on. They are worked on side by side and end in any order; results
 * come out in the order of the offsets only, so that a place can be committed below which everything is done, and so
 * that the results of one key keep its order. Pure: no clock, no I/O.
 */
export class PartitionWindow<T extends { offset: number }> {
  private readonly states = new Map<number, State<T>>();
  private readonly attempts: Map<number, number>;
  private place: number;
  private noted: string;

  /**
   * @param start the committed place and its note.
   * @param size orders that are begun and not committed, at most.
   */
  constructor(
    start: { offset: number; metadata: string },
    private readonly size: number,
  ) {
    this.place = start.offset;
    this.noted = start.metadata;
    this.attempts = readAttempts(start.offset, start.metadata);
  }

  /** Orders that were taken and are not committed. */
  get length(): number {
    return this.states.size;
  }

  /** Whether no order is being worked on. */
  get idle(): boolean {
    return [...this.states.values()].every(({ kind }) => kind !== 'running');
  }

  /** Takes orders, in the order of their offsets. */
  add(items: readonly T[]): void {
    for (const item of items) this.states.set(item.offset, { kind: 'waiting', item });
  }

  /** The next order to begin, which counts as begun from now on; undefined when none may begin. */
  begin(): T | undefined {
    let seen = 0;
    for (const [offset, state] of this.states) {
      if (++seen > this.size) return undefined;
      if (state.kind !== 'waiting') continue;
      this.states.set(offset, { kind: 'running', item: state.item });
      return state.item;
    }
    return undefined;
  }

  /** Failed attempts at an order so far, those before a restart included. */
  attemptsOf(offset: number): number {
    return this.attempts.get(offset) ?? 0;
  }

  /** An order has its result. */
  settle(offset: number, output: Output): void {
    if (this.states.has(offset)) this.states.set(offset, { kind: 'done', output });
  }

  /** An attempt failed: the order rests until {@link wake}. @param counts whether the attempt counts. */
  rest(offset: number, counts: boolean): void {
    const state = this.states.get(offset);
    if (state === undefined || state.kind === 'done') return;
    this.states.set(offset, { kind: 'resting', item: state.item });
    if (counts) this.attempts.set(offset, this.attemptsOf(offset) + 1);
  }

  /** The pause of an order is over. */
  wake(offset: number): void {
    const state = this.states.get(offset);
    if (state?.kind === 'resting') this.states.set(offset, { kind: 'waiting', item: state.item });
  }

  /** What a commit would hold now; undefined when there is nothing new. */
  ready(most = 500): Ready | undefined {
    const outputs: Output[] = [];
    let offset = this.place;
    for (const [at, state] of this.states) {
      if (state.kind !== 'done' || outputs.length >= most) break;
      outputs.push(state.output);
      offset = at + 1;
    }
    const metadata = writeAttempts(offset, this.attempts);
    return outputs.length === 0 && metadata === this.noted ? undefined : { offset, metadata, outputs };
  }

  /** A commit of {@link ready} went through. */
  committed({ offset, metadata }: Ready): void {
    for (const at of this.states.keys()) {
      if (at >= offset) break;
      this.states.delete(at);
      this.attempts.delete(at);
    }
    this.place = offset;
    this.noted = metadata;
  }
}
