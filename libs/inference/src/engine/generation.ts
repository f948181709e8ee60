import { EngineError } from '../errors.js';
import { advance, type Automaton, type GrammarState } from '../grammar/automaton.js';
import type { TokenMask } from '../grammar/token-mask.js';
import { traceFields } from '../grammar/trace-fields.js';
import { chooseGreedy } from '../sampling/greedy.js';
import type { Answer } from './answer-schema.js';
import type { FieldEvidence } from './result.js';

/** What was generated, without the counts that the engine adds. */
export interface GenerationResult extends Partial<Answer> {
  readonly json: string;
  readonly fields: readonly FieldEvidence[];
}

/** The answer of one sequence while it is made. */
export interface Generation {
  /** Takes the logits behind all tokens so far; gives the tokens to append, none at the end. */
  accept(logits: Float32Array): number[];
  /** How many tokens from the first on may come next; what is guessed beyond is wrong for certain. */
  possible(tokens: readonly number[]): number;
  readonly finished: boolean;
  /** The result, once finished; undefined when what was said is no order. */
  result(): GenerationResult | undefined;
}

interface Token {
  readonly bytes: Uint8Array;
  readonly logProb: number;
}

/** The bytes of a token id. */
export type BytesOf = (id: number) => Uint8Array;

/** Greedy decoding inside a grammar. Tokens that the grammar leaves no choice about are appended without asking. */
export class ConstrainedGeneration implements Generation {
  private state: GrammarState;
  private readonly tokens: Token[] = [];

  constructor(
    private readonly automaton: Automaton,
    private readonly mask: TokenMask,
    private readonly bytesOf: BytesOf,
    /** Whether tokens without an alternative are appended at once. */
    private readonly jumpForward: boolean,
    private readonly read: (json: string) => Answer | undefined,
  ) {
    this.state = automaton.start;
  }

  get finished(): boolean {
    return this.state.isEnd;
  }

  accept(logits: Float32Array): number[] {
    const { token, logProb } = chooseGreedy(logits, this.choices());
    const appended = [token];
    this.push(token, logProb);
    while (this.jumpForward) {
      if (this.finished) return appended;
      const [only, ...others] = this.choices();
      if (only === undefined || others.length > 0) return appended;
      this.push(only, 0);
      appended.push(only);
    }
    return appended;
  }

  possible(tokens: readonly number[]): number {
    let { state } = this;
    let count = 0;
    for (const token of tokens) {
      const next = advance(state, this.bytesOf(token));
      if (!next || next === state) break;
      state = next;
      count++;
    }
    return count;
  }

  result(): GenerationResult | undefined {
    if (!this.finished) return undefined;
    const output = Buffer.concat(this.tokens.map((token) => token.bytes));
    const json = output.toString('utf8');
    return { json, ...this.read(json), fields: this.evidence(output) };
  }

  private choices(): readonly number[] {
    const choices = this.mask.allowed(this.state);
    if (choices.length > 0) return choices;
    throw new EngineError('MODEL_UNFIT', 'the tokenizer cannot spell what the grammar asks for');
  }

  private push(token: number, logProb: number): void {
    const bytes = this.bytesOf(token);
    const next = advance(this.state, bytes);
    if (!next) throw new EngineError('INTERNAL', `token ${token} is not in the grammar`);
    this.state = next;
    this.tokens.push({ bytes, logProb });
  }

  private evidence(output: Uint8Array): FieldEvidence[] {
    const ends: number[] = [];
    let end = 0;
    for (const { bytes } of this.tokens) ends.push((end += bytes.length));
    const decoder = new TextDecoder();
    return traceFields(this.automaton.start, output).map(({ pointer, from, to, source }) => {
      const logProbs = this.tokens
        .filter(({ bytes }, i) => (ends[i] ?? 0) > from && (ends[i] ?? 0) - bytes.length < to)
        .map((token) => token.logProb);
      const minLogProb = Math.min(...logProbs);
      return {
        pointer,
        value: JSON.parse(decoder.decode(output.subarray(from, to))) as FieldEvidence['value'],
        ...source,
        confidence: Math.exp(minLogProb),
        meanLogProb: logProbs.reduce((sum, value) => sum + value, 0) / logProbs.length,
        minLogProb,
      };
    });
  }
}

/** Greedy decoding without a grammar, until an end token. */
export class FreeGeneration implements Generation {
  private readonly parts: Uint8Array[] = [];
  finished = false;

  constructor(
    private readonly endTokens: ReadonlySet<number>,
    private readonly bytesOf: BytesOf,
    private readonly read: (json: string) => Answer | undefined,
  ) {}

  accept(logits: Float32Array): number[] {
    const { token } = chooseGreedy(logits);
    if (this.endTokens.has(token)) {
      this.finished = true;
      return [];
    }
    this.parts.push(this.bytesOf(token));
    return [token];
  }

  possible(tokens: readonly number[]): number {
    return tokens.length;
  }

  /** From the first `{` to the last `}`, else `{}`: the reference's way, so a cut answer may hold an object, too. */
  result(): GenerationResult {
    const text = Buffer.concat(this.parts).toString('utf8');
    const json = /\{[^]*\}/.exec(text)?.[0] ?? '{}';
    return { json, ...this.read(json), fields: [] };
  }
}
