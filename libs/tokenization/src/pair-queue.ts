/** A pair of neighbouring symbols with its total count and the words it occurs in. */
export interface PairEntry {
  readonly pair: readonly [string, string];
  count: number;
  readonly words: Set<number>;
}

/** Counts of neighbouring pairs, kept up to date while words change. */
export class PairQueue {
  private readonly entries = new Map<string, PairEntry>();

  add(left: string, right: string, count: number, word: number): void {
    const key = `${left} ${right}`;
    let entry = this.entries.get(key);
    if (!entry) this.entries.set(key, (entry = { pair: [left, right], count: 0, words: new Set() }));
    entry.count += count;
    if (count > 0) entry.words.add(word);
    if (entry.count === 0) this.entries.delete(key);
  }

  /** The most frequent pair; among equals the first in code-unit order of "left right". */
  best(): PairEntry | undefined {
    let bestKey = '';
    let best: PairEntry | undefined;
    for (const [key, entry] of this.entries) {
      if (!best || entry.count > best.count || (entry.count === best.count && key < bestKey)) {
        best = entry;
        bestKey = key;
      }
    }
    return best && { ...best, words: new Set(best.words) };
  }
}
