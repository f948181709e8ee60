/**
 * A language over bytes, walked one byte at a time. States are values: walking on from one never changes it, so that
 * a mask may try every token from the same state.
 */
export interface GrammarState {
  /** Where each byte that may come next leads. An empty map and no end would be a dead end: there must be none. */
  next(): ReadonlyMap<number, GrammarState>;
  /** Whether the text may end here. */
  readonly isEnd: boolean;
  /**
   * Stands for the state in caches that outlive one text. Absent where what may follow depends on the text.
   */
  readonly key: object | undefined;
  /** The place in the order's text that a value was copied from, at the end of such a value. */
  source?(): TextRange | undefined;
}

/** A part of a text in UTF-16 code units: `text.slice(start, end)`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface Automaton {
  readonly start: GrammarState;
}

/** Walks over several bytes; undefined when one of them may not come. */
export function advance(state: GrammarState, bytes: Uint8Array): GrammarState | undefined {
  let at: GrammarState | undefined = state;
  for (const byte of bytes) {
    at = at.next().get(byte);
    if (!at) return undefined;
  }
  return at;
}
