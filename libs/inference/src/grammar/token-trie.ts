/** What a trie needs to know of a vocabulary. */
export interface Vocabulary {
  /** One more than the highest token id. */
  readonly size: number;
  /** The token that ends a sequence. */
  readonly eosId: number;
  /** The bytes of a token; none for tokens that stand for no text, such as padding. */
  bytes(id: number): Uint8Array;
}

/** No node, or no token. */
export const NONE = -1;

/**
 * A vocabulary as a tree of bytes. Nodes are numbers, the root is 0; a node's children are a chain of siblings. Flat
 * arrays, because vocabularies have up to some hundred thousand tokens.
 */
export class TokenTrie {
  readonly root = 0;
  private readonly byte: Uint8Array;
  private readonly child: Int32Array;
  private readonly sibling: Int32Array;
  private readonly token: Int32Array;
  /** Further tokens of the same bytes: an added token may spell what another one spells. */
  private readonly twins = new Map<number, number[]>();

  constructor(vocabulary: Vocabulary) {
    const entries: { id: number; bytes: Uint8Array }[] = [];
    for (let id = 0; id < vocabulary.size; id++) {
      const bytes = vocabulary.bytes(id);
      if (bytes.length > 0 && id !== vocabulary.eosId) entries.push({ id, bytes });
    }
    const capacity = 1 + entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
    this.byte = new Uint8Array(capacity);
    this.child = new Int32Array(capacity).fill(NONE);
    this.sibling = new Int32Array(capacity).fill(NONE);
    this.token = new Int32Array(capacity).fill(NONE);
    let count = 1;
    for (const { id, bytes } of entries) {
      let node = this.root;
      for (const byte of bytes) {
        let next = this.childOf(node, byte);
        if (next === NONE) {
          next = count++;
          this.byte[next] = byte;
          this.sibling[next] = this.child[node] ?? NONE;
          this.child[node] = next;
        }
        node = next;
      }
      if (this.token[node] === NONE) this.token[node] = id;
      else this.twins.set(node, [...(this.twins.get(node) ?? []), id]);
    }
  }

  /** The child of `node` under `byte`, or NONE. */
  childOf(node: number, byte: number): number {
    let at = this.child[node] ?? NONE;
    while (at !== NONE && this.byte[at] !== byte) at = this.sibling[at] ?? NONE;
    return at;
  }

  hasChildren(node: number): boolean {
    return this.child[node] !== NONE;
  }

  /** Adds the tokens that end at `node` to `into`. */
  tokensAt(node: number, into: number[]): void {
    const token = this.token[node] ?? NONE;
    if (token === NONE) return;
    into.push(token);
    const twins = this.twins.get(node);
    if (twins) into.push(...twins);
  }
}
