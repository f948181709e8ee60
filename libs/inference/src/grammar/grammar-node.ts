/** Where a copied string stands in the grammar. */
export interface SpanRule {
  /** Where the closing quote leads. */
  readonly after: GrammarNode;
  /** A day as `YYYY-MM-DD` is allowed instead of a copy: its first node; its end has the closing quote as an edge. */
  readonly day: GrammarNode | undefined;
}

/** Where a number stands in the grammar. */
export interface NumberRule {
  /** What may follow the number. */
  readonly after: GrammarNode;
  /** The greatest value that is allowed. */
  readonly max: number;
}

/** A state of the part of a grammar that no text changes. */
export class GrammarNode {
  readonly edges = new Map<number, GrammarNode>();
  isEnd = false;
  /** Set on the node behind an opening quote whose string is a copy from the text. */
  span: SpanRule | undefined;
  /** Set on the node before a number that the text has to mention. */
  number: NumberRule | undefined;
}

const encoder = new TextEncoder();

/** Adds the path that spells `text`, ending in `to`. Paths that begin alike share their nodes. */
export function addLiteral(from: GrammarNode, text: string, to: GrammarNode): void {
  const bytes = encoder.encode(text);
  let at = from;
  bytes.forEach((byte, i) => {
    const last = i === bytes.length - 1;
    const seen = at.edges.get(byte);
    if (last && seen) throw new Error(`two literals spell ${text}`);
    const next = last ? to : (seen ?? new GrammarNode());
    at.edges.set(byte, next);
    at = next;
  });
}

/** Adds an edge for every character of `characters`. */
export function addEdges(from: GrammarNode, characters: string, to: GrammarNode): void {
  for (const byte of encoder.encode(characters)) from.edges.set(byte, to);
}
