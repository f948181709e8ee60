import {
  ANY_CHARACTER,
  NOTHING,
  character,
  choice,
  complement,
  repeat,
  sequence,
  type CodeRange,
  type Expression,
} from './expression.js';

/** What a pattern allows, and how many characters that takes. */
export interface Pattern {
  readonly expression: Expression;
  readonly min: number;
  readonly max: number;
}

const DIGITS: readonly CodeRange[] = [[0x30, 0x39]];
const WORD: readonly CodeRange[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
/** What ECMAScript's `\s` takes. */
const SPACE: readonly CodeRange[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x16_80, 0x16_80],
  [0x20_00, 0x20_0a],
  [0x20_28, 0x20_29],
  [0x20_2f, 0x20_2f],
  [0x20_5f, 0x20_5f],
  [0x30_00, 0x30_00],
  [0xfe_ff, 0xfe_ff],
];
const LINE_ENDS: readonly CodeRange[] = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x20_28, 0x20_29],
];
const CLASSES: Readonly<Record<string, readonly CodeRange[]>> = {
  d: DIGITS,
  D: complement(DIGITS),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
};
const CONTROLS: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, f: 0x0c, v: 0x0b };
/** Escapes that stand for more than themselves and are in no table. */
const OTHER_ESCAPE = /[\p{L}\p{N}]/u;

/**
 * Reads a pattern of JSON Schema (ECMAScript's, with the `u` flag) as far as it is regular: literals, `.`, classes,
 * groups, `|`, `?`, `*`, `+`, `{m,n}`. `^` and `$` may stand at its ends only; where one is missing, anything may stand.
 *
 * @throws SyntaxError that says what is not understood.
 */
export function readPattern(source: string): Pattern {
  const reader = new PatternReader([...source]);
  return reader.read();
}

const EMPTY: Pattern = { expression: NOTHING, min: 0, max: 0 };
const ANYTHING: Pattern = { expression: repeat(ANY_CHARACTER, 0, Infinity), min: 0, max: Infinity };

function join(parts: readonly Pattern[]): Pattern {
  return {
    expression: sequence(...parts.map(({ expression }) => expression)),
    min: parts.reduce((sum, { min }) => sum + min, 0),
    max: parts.reduce((sum, { max }) => sum + max, 0),
  };
}

class PatternReader {
  private at = 0;

  constructor(private readonly source: readonly string[]) {}

  read(): Pattern {
    const anchored = this.take('^');
    const inner = this.alternatives(true);
    const ended = this.take('$');
    if (this.at < this.source.length) this.fail();
    if ((anchored || ended) && this.topLevelBar) this.fail('^ or $ beside |');
    return join([anchored ? EMPTY : ANYTHING, inner, ended ? EMPTY : ANYTHING]);
  }

  private topLevelBar = false;

  private alternatives(top: boolean): Pattern {
    const options = [this.alternative()];
    while (this.take('|')) {
      if (top) this.topLevelBar = true;
      options.push(this.alternative());
    }
    return {
      expression: choice(...options.map(({ expression }) => expression)),
      min: Math.min(...options.map(({ min }) => min)),
      max: Math.max(...options.map(({ max }) => max)),
    };
  }

  private alternative(): Pattern {
    const parts: Pattern[] = [];
    for (let next = this.peek(); next !== undefined && !'|)$'.includes(next); next = this.peek()) {
      parts.push(this.quantified(this.atom()));
    }
    return join(parts);
  }

  private quantified(atom: Pattern): Pattern {
    const bounds = this.quantifier();
    if (!bounds) return atom;
    const [min, max] = bounds;
    // A lazy one takes the same strings.
    this.take('?');
    return {
      expression: repeat(atom.expression, min, max),
      min: atom.min * min,
      max: atom.max === 0 ? 0 : atom.max * max,
    };
  }

  private quantifier(): readonly [number, number] | undefined {
    if (this.take('?')) return [0, 1];
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (!this.take('{')) return undefined;
    let inside = '';
    while (this.peek() !== '}' && this.peek() !== undefined) inside += this.next();
    this.take('}');
    const [, min, comma, max] = /^(\d{1,4})(,(\d{1,4})?)?$/.exec(inside) ?? this.fail(`{${inside}}`);
    const least = Number(min);
    const most = comma === undefined ? least : max === undefined ? Infinity : Number(max);
    return most < least ? this.fail(`{${inside}}`) : [least, most];
  }

  private atom(): Pattern {
    const next = this.next();
    switch (next) {
      case '(':
        return this.group();
      case '[':
        return one(this.characterClass());
      case '.':
        return one(complement(LINE_ENDS));
      case '\\':
        return one(this.escape());
      case '^':
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']':
        return this.fail(next);
      default:
        return one([[codeOf(next), codeOf(next)]]);
    }
  }

  private group(): Pattern {
    if (this.take('?') && !this.take(':')) this.fail('(?');
    const inner = this.alternatives(false);
    return this.take(')') ? inner : this.fail('(');
  }

  private characterClass(): readonly CodeRange[] {
    const negated = this.take('^');
    const ranges: CodeRange[] = [];
    while (!this.take(']')) {
      const from = this.classMember();
      const [single] = from;
      if (this.peek() === '-' && this.source[this.at + 1] !== ']') {
        this.next();
        const [to] = this.classMember();
        if (!single || !to || from.length > 1 || single[0] !== single[1] || to[1] < single[0]) this.fail('-');
        ranges.push([single[0], to[1]]);
      } else ranges.push(...from);
    }
    return negated ? complement(ranges) : ranges;
  }

  private classMember(): readonly CodeRange[] {
    const next = this.next();
    return next === '\\' ? this.escape() : [[codeOf(next), codeOf(next)]];
  }

  private escape(): readonly CodeRange[] {
    const next = this.next();
    const known = CLASSES[next];
    if (known) return known;
    const control = CONTROLS[next];
    if (control === undefined && OTHER_ESCAPE.test(next)) this.fail(`\\${next}`);
    const code = control ?? codeOf(next);
    return [[code, code]];
  }

  private peek(): string | undefined {
    return this.source[this.at];
  }

  private next(): string {
    return this.source[this.at++] ?? this.fail('the end');
  }

  private take(wanted: string): boolean {
    if (this.peek() !== wanted) return false;
    this.at++;
    return true;
  }

  private fail(what = this.peek() ?? 'the end'): never {
    throw new SyntaxError(`${what} is not understood here`);
  }
}

function one(ranges: readonly CodeRange[]): Pattern {
  return { expression: character(ranges), min: 1, max: 1 };
}

function codeOf(text: string): number {
  return text.codePointAt(0) ?? 0;
}
