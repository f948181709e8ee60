import type { Automaton, GrammarState, TextRange } from '../automaton.js';
import type { TextSpans } from '../text-spans.js';
import type { Thread, ThreadPool, ThreadSet } from './schema-states.js';

/** The places of the text where a copy may be, after so many of its bytes. */
interface Copying {
  readonly positions: readonly number[];
  readonly length: number;
  readonly after: Thread | undefined;
}

/** The language of a JSON Schema, whose verbatim strings are parts of one text. */
export class SchemaAutomaton implements Automaton {
  readonly start: GrammarState;
  private readonly states = new Map<ThreadSet, GrammarState>();

  /** @param pool the compiled schema's states; any number of texts share it. */
  constructor(
    readonly pool: ThreadPool,
    readonly spans: TextSpans,
  ) {
    this.start = this.stateOf(pool.start);
  }

  stateOf(set: ThreadSet): GrammarState {
    const seen = this.states.get(set);
    if (seen) return seen;
    const state = new SchemaState(this, set, []);
    this.states.set(set, state);
    return state;
  }
}

class SchemaState implements GrammarState {
  private following: ReadonlyMap<number, GrammarState> | undefined;

  constructor(
    private readonly automaton: SchemaAutomaton,
    private readonly set: ThreadSet,
    private readonly copying: readonly Copying[],
  ) {}

  get isEnd(): boolean {
    return this.set.isEnd;
  }

  get key(): object | undefined {
    return this.copying.length === 0 && this.set.copies.length === 0 ? this.set : undefined;
  }

  source(): TextRange | undefined {
    const { spans } = this.automaton;
    for (const { positions, length } of this.copying) {
      const end = positions.find((position) => spans.isEnd(position, length));
      if (end !== undefined) return spans.range(end - length, end);
    }
    return undefined;
  }

  next(): ReadonlyMap<number, GrammarState> {
    this.following ??= this.follow();
    return this.following;
  }

  private follow(): ReadonlyMap<number, GrammarState> {
    const { automaton } = this;
    const byByte = new Map<number, Copying[]>();
    const add = (byte: number, copying: Copying): void => {
      byByte.set(byte, [...(byByte.get(byte) ?? []), copying]);
    };
    for (const after of this.set.copies) {
      for (const [byte, positions] of automaton.spans.starts) {
        add(byte, { positions: [...positions], length: 1, after });
      }
    }
    for (const { positions, length, after } of this.copying) {
      for (const [byte, further] of this.further(positions)) {
        add(byte, { positions: further, length: length + 1, after });
      }
    }
    const next = new Map<number, GrammarState>();
    for (const [byte, set] of this.set.edges) {
      if (!byByte.has(byte)) next.set(byte, automaton.stateOf(set));
    }
    for (const [byte, copying] of byByte)
      next.set(byte, this.copyingState(this.set.edges.get(byte), copying));
    return next;
  }

  private further(positions: readonly number[]): Map<number, number[]> {
    const byByte = new Map<number, number[]>();
    for (const position of positions) {
      const byte = this.automaton.spans.escaped[position];
      if (byte === undefined) continue;
      const same = byByte.get(byte);
      if (same) same.push(position + 1);
      else byByte.set(byte, [position + 1]);
    }
    return byByte;
  }

  /** Inside copies, beside what may come without one; behind a copy that may be over, what follows it. */
  private copyingState(beside: ThreadSet | undefined, copying: readonly Copying[]): GrammarState {
    const { automaton } = this;
    const over = copying.filter(({ positions, length }) =>
      positions.some((position) => automaton.spans.isEnd(position, length)),
    );
    const threads = [...(beside?.threads ?? []), ...over.map(({ after }) => after)];
    return new SchemaState(automaton, automaton.pool.setOf(threads), copying);
  }
}
