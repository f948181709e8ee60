import type { Automaton, GrammarState } from './automaton.js';
import type { GrammarNode, NumberRule, SpanRule } from './grammar-node.js';

/** Most digits before and behind the point of a number. */
const DIGITS = { whole: 9, fraction: 4 };

const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
const POINT = '.'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
const NINE = '9'.charCodeAt(0);

/** First bytes of characters of several bytes, what may be second, and how many follow that (Unicode, table 3-7). */
const MULTIBYTE = [
  { first: [0xc2, 0xdf], second: [0x80, 0xbf], more: 0 },
  { first: [0xe0, 0xe0], second: [0xa0, 0xbf], more: 1 },
  { first: [0xe1, 0xec], second: [0x80, 0xbf], more: 1 },
  { first: [0xed, 0xed], second: [0x80, 0x9f], more: 1 },
  { first: [0xee, 0xef], second: [0x80, 0xbf], more: 1 },
  { first: [0xf0, 0xf0], second: [0x90, 0xbf], more: 2 },
  { first: [0xf1, 0xf3], second: [0x80, 0xbf], more: 2 },
  { first: [0xf4, 0xf4], second: [0x80, 0x8f], more: 2 },
] as const;

/**
 * A grammar whose strings and numbers are any, whatever the text says: what is left of the decoding when grounding is
 * switched off, to see what grounding costs and is worth. No text changes it, so one serves all.
 */
export class UngroundedAutomaton implements Automaton {
  readonly start: GrammarState;
  private readonly states = new Map<GrammarNode, GrammarState>();

  constructor(root: GrammarNode) {
    this.start = this.stateOf(root);
  }

  private stateOf(node: GrammarNode): GrammarState {
    const seen = this.states.get(node);
    if (seen) return seen;
    const state = this.newState(node);
    this.states.set(node, state);
    return state;
  }

  private newState(node: GrammarNode): GrammarState {
    if (node.span) return this.string(node.span);
    if (node.number) return this.number(node.number);
    const edges = (): Edges => [...node.edges].map(([byte, to]) => [byte, () => this.stateOf(to)]);
    return new LazyState(edges, node.isEnd);
  }

  /** Behind the opening quote: at least one character, then any up to the closing one. */
  private string({ after }: SpanRule): GrammarState {
    const inside: GrammarState = new LazyState(() => [...characters(), [QUOTE, () => this.stateOf(after)]]);
    const escaped = new LazyState(() => [...'"\\/bfnrt'].map((c) => [c.charCodeAt(0), () => inside]));
    const last = new LazyState(() => range(0x80, 0xbf, () => inside));
    const rest = [inside, last, new LazyState(() => range(0x80, 0xbf, () => last))];
    const multibyte: Edges = MULTIBYTE.flatMap(({ first, second, more }) => {
      const behindFirst = new LazyState(() => range(second[0], second[1], () => rest[more] ?? inside));
      return range(first[0], first[1], () => behindFirst);
    });
    const characters = (): Edges => [
      ...range(0x20, 0x7e, () => inside).filter(([byte]) => byte !== QUOTE && byte !== BACKSLASH),
      [BACKSLASH, () => escaped],
      ...multibyte,
    ];
    return new LazyState(characters);
  }

  private number({ after }: NumberRule): GrammarState {
    const afterwards = (): Edges =>
      [...this.stateOf(after).next()].map(([byte, state]) => [byte, () => state]);
    const fraction = (digits: number): GrammarState =>
      new LazyState(() => [
        ...(digits < DIGITS.fraction ? range(ZERO, NINE, () => fraction(digits + 1)) : []),
        ...(digits > 0 ? afterwards() : []),
      ]);
    const whole = (digits: number): GrammarState =>
      new LazyState(() => [
        ...(digits < DIGITS.whole ? range(ZERO, NINE, () => whole(digits + 1)) : []),
        [POINT, () => fraction(0)],
        ...afterwards(),
      ]);
    // A whole part that begins with 0 is 0.
    const zero = whole(DIGITS.whole);
    return new LazyState(() => [[ZERO, () => zero], ...range(ZERO + 1, NINE, () => whole(1))]);
  }
}

type Edges = readonly (readonly [number, () => GrammarState])[];

/** A state that is its own key, and works out what follows when it is first asked. */
class LazyState implements GrammarState {
  readonly key = this;
  private following: ReadonlyMap<number, GrammarState> | undefined;

  constructor(
    private readonly edges: () => Edges,
    readonly isEnd = false,
  ) {}

  next(): ReadonlyMap<number, GrammarState> {
    this.following ??= new Map(this.edges().map(([byte, state]) => [byte, state()]));
    return this.following;
  }
}

function range(from: number, to: number, state: () => GrammarState): [number, () => GrammarState][] {
  return Array.from({ length: to - from + 1 }, (_, i) => [from + i, state]);
}
