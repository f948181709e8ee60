/** Spellings that begin alike: what may come next, and whether one ends here. */
export interface Spelling {
  readonly next: ReadonlyMap<number, Spelling>;
  readonly isEnd: boolean;
}

class SpellingNode implements Spelling {
  readonly next = new Map<number, SpellingNode>();
  isEnd = false;
}

const encoder = new TextEncoder();

/** Numbers as JSON spells them, in bytes, as a tree. */
export function numberSpellings(values: readonly number[]): Spelling {
  const root = new SpellingNode();
  for (const value of values) {
    let node = root;
    for (const byte of encoder.encode(JSON.stringify(value))) {
      const next: SpellingNode = node.next.get(byte) ?? new SpellingNode();
      node.next.set(byte, next);
      node = next;
    }
    node.isEnd = true;
  }
  return root;
}
