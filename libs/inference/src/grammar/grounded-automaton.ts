import { numberMentions } from '@ordena/orders';
import type { Automaton, GrammarState, TextRange } from './automaton.js';
import type { GrammarNode, NumberRule } from './grammar-node.js';
import { numberSpellings, type Spelling } from './number-spellings.js';
import { NumberState } from './number-state.js';
import type { TextSpans } from './text-spans.js';

const QUOTE = '"'.charCodeAt(0);

/** A grammar whose copied strings are parts of one text, and whose numbers are those that the text mentions. */
export class GroundedAutomaton implements Automaton {
  readonly start: GrammarState;
  private readonly states = new Map<GrammarNode, GrammarState>();
  private readonly mentions: readonly number[];
  /** By greatest value. */
  private readonly spellings = new Map<number, Spelling>();

  constructor(
    root: GrammarNode,
    readonly spans: TextSpans,
  ) {
    this.mentions = numberMentions(spans.text);
    this.start = this.stateOf(root);
  }

  /** One state per node, so that its map of next states is made once. */
  stateOf(node: GrammarNode): GrammarState {
    const seen = this.states.get(node);
    if (seen) return seen;
    const state = this.newState(node);
    this.states.set(node, state);
    return state;
  }

  private newState(node: GrammarNode): GrammarState {
    if (node.span) return new SpanStart(this, node);
    if (!node.number) return new NodeState(this, node);
    return new NumberState((to) => this.stateOf(to), node.number, this.spellingsOf(node.number));
  }

  private spellingsOf({ max }: NumberRule): Spelling {
    const seen = this.spellings.get(max);
    if (seen) return seen;
    // 1 is always mentioned, so that there is a number to write.
    const spellings = numberSpellings(this.mentions.filter((value) => value <= max));
    this.spellings.set(max, spellings);
    return spellings;
  }
}

/** A state that no text changes. */
class NodeState implements GrammarState {
  private following: ReadonlyMap<number, GrammarState> | undefined;

  constructor(
    private readonly automaton: GroundedAutomaton,
    readonly key: GrammarNode,
  ) {}

  get isEnd(): boolean {
    return this.key.isEnd;
  }

  next(): ReadonlyMap<number, GrammarState> {
    this.following ??= new Map(
      [...this.key.edges].map(([byte, node]) => [byte, this.automaton.stateOf(node)]),
    );
    return this.following;
  }
}

/** Behind the opening quote: every place where a part may begin is still open. */
class SpanStart implements GrammarState {
  readonly isEnd = false;
  readonly key = undefined;
  private following: ReadonlyMap<number, GrammarState> | undefined;

  constructor(
    private readonly automaton: GroundedAutomaton,
    private readonly node: GrammarNode,
  ) {}

  next(): ReadonlyMap<number, GrammarState> {
    this.following ??= this.open();
    return this.following;
  }

  private open(): ReadonlyMap<number, GrammarState> {
    const { automaton, node } = this;
    const next = new Map<number, GrammarState>();
    for (const [byte, positions] of automaton.spans.starts) {
      next.set(byte, new InsideSpan(automaton, node, positions, 1, node.span?.day?.edges.get(byte)));
    }
    for (const [byte, day] of node.span?.day?.edges ?? []) {
      if (!next.has(byte)) next.set(byte, new InsideSpan(automaton, node, new Int32Array(), 1, day));
    }
    return next;
  }
}

/** Inside a copied string: the positions of the text where it may be, and how far it may be a day instead. */
class InsideSpan implements GrammarState {
  readonly isEnd = false;
  readonly key = undefined;
  private following: ReadonlyMap<number, GrammarState> | undefined;

  constructor(
    private readonly automaton: GroundedAutomaton,
    private readonly node: GrammarNode,
    private readonly positions: Int32Array,
    private readonly length: number,
    private readonly day: GrammarNode | undefined,
  ) {}

  source(): TextRange | undefined {
    const { spans } = this.automaton;
    const end = this.positions.find((position) => spans.isEnd(position, this.length));
    return end === undefined ? undefined : spans.range(end - this.length, end);
  }

  next(): ReadonlyMap<number, GrammarState> {
    this.following ??= this.follow();
    return this.following;
  }

  private follow(): ReadonlyMap<number, GrammarState> {
    const { automaton, node, day } = this;
    const { spans } = automaton;
    const byByte = new Map<number, number[]>();
    let mayClose = day?.edges.has(QUOTE) === true;
    for (const position of this.positions) {
      if (spans.isEnd(position, this.length)) mayClose = true;
      const byte = spans.escaped[position];
      if (byte === undefined) continue;
      const same = byByte.get(byte);
      if (same) same.push(position + 1);
      else byByte.set(byte, [position + 1]);
    }
    const next = new Map<number, GrammarState>();
    for (const [byte, positions] of byByte) next.set(byte, this.further(Int32Array.from(positions), byte));
    for (const byte of day?.edges.keys() ?? []) {
      if (byte !== QUOTE && !next.has(byte)) next.set(byte, this.further(new Int32Array(), byte));
    }
    // A quote of the text itself is escaped, so a bare one can only be the closing one; unless it is the escaped one's
    // second byte, where no part ends.
    if (mayClose && node.span) next.set(QUOTE, automaton.stateOf(node.span.after));
    return next;
  }

  private further(positions: Int32Array, byte: number): GrammarState {
    return new InsideSpan(this.automaton, this.node, positions, this.length + 1, this.day?.edges.get(byte));
  }
}
