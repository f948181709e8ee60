import type { GrammarState } from './automaton.js';
import { NONE, TokenTrie, type Vocabulary } from './token-trie.js';

/**
 * Which tokens may come next: those whose bytes the grammar takes, all of them, and the end token where the text may
 * end. A token may cross any number of the grammar's borders.
 */
export class TokenMask {
  private readonly trie: TokenTrie;
  /** Answers that hold for every text; weak, because the grammar owns its states. */
  private readonly known = new WeakMap<object, readonly number[]>();

  constructor(private readonly vocabulary: Vocabulary) {
    this.trie = new TokenTrie(vocabulary);
  }

  /** The allowed tokens, in no particular order. Empty only where the vocabulary cannot spell what must come. */
  allowed(state: GrammarState): readonly number[] {
    const seen = state.key && this.known.get(state.key);
    if (seen) return seen;
    const tokens: number[] = [];
    const dependsOnText = this.collect(state, this.trie.root, tokens);
    if (state.isEnd) tokens.push(this.vocabulary.eosId);
    if (state.key && !dependsOnText) this.known.set(state.key, tokens);
    return tokens;
  }

  /** @returns whether the answer depends on the text. */
  private collect(state: GrammarState, node: number, into: number[]): boolean {
    const { trie } = this;
    let dependsOnText = state.key === undefined;
    for (const [byte, next] of state.next()) {
      const child = trie.childOf(node, byte);
      if (child === NONE) continue;
      trie.tokensAt(child, into);
      if (trie.hasChildren(child) && this.collect(next, child, into)) dependsOnText = true;
    }
    return dependsOnText;
  }
}
