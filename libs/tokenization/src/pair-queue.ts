/** Symbols are numbered below this, so that a pair fits one exact number. */
const RADIX = 2 ** 21;

/** Two neighbouring symbols as one number; smaller for a smaller left, then a smaller right symbol. */
export type PairKey = number;

export function pairKey(left: number, right: number): PairKey {
  return left * RADIX + right;
}

export function pairOf(key: PairKey): [left: number, right: number] {
  return [Math.floor(key / RADIX), key % RADIX];
}

interface Candidate {
  readonly key: PairKey;
  readonly count: number;
}

/**
 * Counts of neighbouring pairs with the words they occur in, and the most frequent pair of all. The heap is lazy: it may
 * hold counts that have since fallen, which are put right when they come to the top.
 */
export class PairQueue {
  private readonly counts = new Map<PairKey, number>();
  private readonly words = new Map<PairKey, Set<number>>();
  private readonly grown = new Set<PairKey>();
  private readonly heap: Candidate[] = [];

  /** Adds `count`, perhaps negative, to a pair. A word is remembered even when the pair later leaves it. */
  add(key: PairKey, count: number, word: number): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + count);
    if (count <= 0) return;
    this.grown.add(key);
    const words = this.words.get(key);
    if (words) words.add(word);
    else this.words.set(key, new Set([word]));
  }

  /**
   * Takes the most frequent pair out of the queue (its count stays: the caller takes it away word by word), with the words that may hold it; among equals the smallest key. `undefined` when no
   * pair occurs `least` times.
   */
  take(least: number): { key: PairKey; words: ReadonlySet<number> } | undefined {
    for (const key of this.grown) this.push({ key, count: this.counts.get(key) ?? 0 });
    this.grown.clear();
    for (let top = this.pop(); top; top = this.pop()) {
      const count = this.counts.get(top.key) ?? 0;
      if (count !== top.count) {
        if (count >= least && count < top.count) this.push({ key: top.key, count });
        continue;
      }
      if (count < least) return undefined;
      const words = this.words.get(top.key) ?? new Set<number>();
      this.words.delete(top.key);
      return { key: top.key, words };
    }
    return undefined;
  }

  private push(item: Candidate): void {
    const { heap } = this;
    let at = heap.length;
    heap.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Candidate;
      if (!isBefore(item, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = item;
  }

  private pop(): Candidate | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || !last) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Candidate, heap[child] as Candidate))
        child++;
      if (!isBefore(heap[child] as Candidate, last)) break;
      heap[at] = heap[child] as Candidate;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

function isBefore(a: Candidate, b: Candidate): boolean {
  return a.count > b.count || (a.count === b.count && a.key < b.key);
}
