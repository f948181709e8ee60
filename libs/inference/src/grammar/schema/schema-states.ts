import type { Expression } from './expression.js';

/** What is still to come, as a list: first `head`, then `rest`. Equal lists are one object (see `ThreadPool`). */
export interface Thread {
  readonly id: number;
  readonly head: Expression;
  readonly rest: Thread | undefined;
}

/** A set of threads any of which may go on: a state that no text changes. */
export interface ThreadSet {
  /** What it was made of; absent ones stand for the end. */
  readonly threads: readonly (Thread | undefined)[];
  /** Whether the text may end here. */
  readonly isEnd: boolean;
  /** Where each byte leads, copies left aside. */
  readonly edges: ReadonlyMap<number, ThreadSet>;
  /** What follows the copies that may begin here. */
  readonly copies: readonly (Thread | undefined)[];
}

/** So many sets are remembered; beyond it all are forgotten and made again when they are met. */
const MAX_REMEMBERED = 20_000;

/**
 * The states of an expression, made as they are met: partial derivatives (V. Antimirov, 1996), so that an expression
 * needs no compilation beforehand and counted repetitions cost what is walked of them.
 */
export class ThreadPool {
  private firsts = new Map<Expression, Thread>();
  private furthers = new Map<Thread, Map<Expression, Thread>>();
  private sets = new Map<string, ThreadSet>();
  private readonly fewer = new Map<Expression, Expression>();
  private nextId = 0;

  constructor(private readonly root: Expression) {}

  get start(): ThreadSet {
    return this.setOf([this.thread(this.root, undefined)]);
  }

  /** @param threads absent ones stand for the end. */
  setOf(threads: readonly (Thread | undefined)[]): ThreadSet {
    const ids = [...new Set(threads.map((thread) => thread?.id ?? -1))].sort((a, b) => a - b);
    const key = ids.join(' ');
    const seen = this.sets.get(key);
    if (seen) return seen;
    if (this.sets.size >= MAX_REMEMBERED) this.forget();
    const set = this.newSet(threads);
    this.sets.set(key, set);
    return set;
  }

  private newSet(threads: readonly (Thread | undefined)[]): ThreadSet {
    const heads = new Map<number, { bytes: readonly number[]; rest: Thread | undefined }>();
    const copies: (Thread | undefined)[] = [];
    const visited = new Set<number>();
    let isEnd = false;
    const pending = [...threads];
    while (pending.length > 0) {
      const thread = pending.pop();
      if (!thread) {
        isEnd = true;
        continue;
      }
      if (visited.has(thread.id)) continue;
      visited.add(thread.id);
      const { head, rest } = thread;
      if (head.kind === 'bytes') heads.set(thread.id, { bytes: head.bytes, rest });
      else if (head.kind === 'copy') copies.push(rest);
      else pending.push(...this.unfold(head, rest));
    }
    let edges: ReadonlyMap<number, ThreadSet> | undefined;
    const follow = (): ReadonlyMap<number, ThreadSet> => this.edgesOf([...heads.values()]);
    return {
      threads,
      isEnd,
      copies,
      get edges() {
        return (edges ??= follow());
      },
    };
  }

  /** The threads that a thread stands for whose head takes no byte itself. */
  private unfold(
    head: Exclude<Expression, { kind: 'bytes' | 'copy' }>,
    rest: Thread | undefined,
  ): (Thread | undefined)[] {
    switch (head.kind) {
      case 'sequence':
        return [head.parts.reduceRight<Thread | undefined>((after, part) => this.thread(part, after), rest)];
      case 'choice':
        return head.options.map((option) => this.thread(option, rest));
      case 'repeat': {
        const again = head.max === 0 ? [] : [this.thread(head.inner, this.thread(this.oneLess(head), rest))];
        return head.min === 0 ? [rest, ...again] : again;
      }
    }
  }

  private oneLess(head: Extract<Expression, { kind: 'repeat' }>): Expression {
    const min = Math.max(0, head.min - 1);
    const max = head.max - 1;
    if (min === head.min && max === head.max) return head;
    const seen = this.fewer.get(head);
    if (seen) return seen;
    const fewer: Expression = { kind: 'repeat', inner: head.inner, min, max };
    this.fewer.set(head, fewer);
    return fewer;
  }

  private edgesOf(
    heads: readonly { bytes: readonly number[]; rest: Thread | undefined }[],
  ): ReadonlyMap<number, ThreadSet> {
    const byByte = new Map<number, (Thread | undefined)[]>();
    for (const { bytes, rest } of heads) {
      for (const byte of bytes) {
        const others = byByte.get(byte);
        if (others) others.push(rest);
        else byByte.set(byte, [rest]);
      }
    }
    return new Map([...byByte].map(([byte, rests]) => [byte, this.setOf(rests)]));
  }

  private thread(head: Expression, rest: Thread | undefined): Thread {
    let siblings = this.firsts;
    if (rest) {
      siblings = this.furthers.get(rest) ?? new Map<Expression, Thread>();
      this.furthers.set(rest, siblings);
    }
    const seen = siblings.get(head);
    if (seen) return seen;
    const thread = { id: this.nextId++, head, rest };
    siblings.set(head, thread);
    return thread;
  }

  private forget(): void {
    this.sets = new Map();
    this.firsts = new Map();
    this.furthers = new Map();
    this.fewer.clear();
  }
}
