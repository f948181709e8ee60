/** A regular expression over bytes, as data. Parts may be shared: nothing is ever changed. */
export type Expression =
  | { readonly kind: 'bytes'; readonly bytes: readonly number[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly options: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly inner: Expression; readonly min: number; readonly max: number }
  /** A part of the order's text, as a JSON string spells it, without the quotes. */
  | { readonly kind: 'copy' };

/** An inclusive range of code points. */
export type CodeRange = readonly [from: number, to: number];

const encoder = new TextEncoder();
const LAST_CODE = 0x10_ff_ff;
/** Code points are spelled in one byte, two, three or four up to these. Surrogates have no spelling. */
const SPELLED_ALIKE: readonly CodeRange[] = [
  [0, 0x7f],
  [0x80, 0x7_ff],
  [0x8_00, 0xd7_ff],
  [0xe0_00, 0xff_ff],
  [0x1_00_00, LAST_CODE],
];

export const NOTHING: Expression = { kind: 'sequence', parts: [] };
export const COPY: Expression = { kind: 'copy' };

export function literal(text: string): Expression {
  return sequence(...[...encoder.encode(text)].map((byte): Expression => ({ kind: 'bytes', bytes: [byte] })));
}

export function sequence(...parts: readonly Expression[]): Expression {
  const flat = parts.flatMap((part) => (part.kind === 'sequence' ? part.parts : [part]));
  return flat.length === 1 && flat[0] ? flat[0] : { kind: 'sequence', parts: flat };
}

export function choice(...options: readonly Expression[]): Expression {
  const [only, second] = options;
  return only && !second ? only : { kind: 'choice', options };
}

export function optional(inner: Expression): Expression {
  return choice(NOTHING, inner);
}

/** @param max may be `Infinity`. */
export function repeat(inner: Expression, min: number, max: number): Expression {
  return { kind: 'repeat', inner, min, max };
}

/** One byte from `from` to `to`, such as a digit: `oneOf('0', '9')`. */
export function oneOf(from: string, to: string): Expression {
  return { kind: 'bytes', bytes: span(from.charCodeAt(0), to.charCodeAt(0)) };
}

/** One character of some ranges, as a JSON string spells it: in UTF-8, escaped where JSON asks for it. */
export function character(ranges: readonly CodeRange[]): Expression {
  const escaped: Expression[] = [];
  const plain: CodeRange[] = [];
  for (const [from, to] of ranges) {
    let open = from;
    const must = [...span(0, 0x1f), 0x22, 0x5c].filter((code) => code >= from && code <= to);
    for (const code of must) {
      escaped.push(literal(JSON.stringify(String.fromCharCode(code)).slice(1, -1)));
      if (code > open) plain.push([open, code - 1]);
      open = code + 1;
    }
    if (open <= to) plain.push([open, to]);
  }
  return choice(...plain.flatMap(utf8), ...escaped);
}

/** All that a JSON string may hold. */
export const ANY_CHARACTER: Expression = character([[0, LAST_CODE]]);

/** The ranges of what is in none of the given ones. */
export function complement(ranges: readonly CodeRange[]): CodeRange[] {
  const left: CodeRange[] = [];
  let open = 0;
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (from > open) left.push([open, from - 1]);
    open = Math.max(open, to + 1);
  }
  if (open <= LAST_CODE) left.push([open, LAST_CODE]);
  return left;
}

/** The UTF-8 spellings of a range: a few sequences of byte ranges. */
function utf8([from, to]: CodeRange): Expression[] {
  return SPELLED_ALIKE.flatMap(([low, high]) => {
    const [start, end] = [Math.max(from, low), Math.min(to, high)];
    return start > end ? [] : between(bytesOf(start), bytesOf(end));
  });
}

function bytesOf(code: number): readonly number[] {
  return [...encoder.encode(String.fromCodePoint(code))];
}

/** All byte strings between two of the same length, where bytes behind the first are 0x80 … 0xBF. */
function between(from: readonly number[], to: readonly number[]): Expression[] {
  const [first = 0, ...fromRest] = from;
  const [last = 0, ...toRest] = to;
  const low = fromRest.map(() => 0x80);
  const high = fromRest.map(() => 0xbf);
  if (fromRest.length === 0) return [{ kind: 'bytes', bytes: span(first, last) }];
  const led = (a: number, b: number, rest: Expression[]): Expression =>
    sequence({ kind: 'bytes', bytes: span(a, b) }, choice(...rest));
  if (first === last) return [led(first, first, between(fromRest, toRest))];
  const wholeFirst = fromRest.every((byte) => byte === 0x80);
  const wholeLast = toRest.every((byte) => byte === 0xbf);
  const [a, b] = [wholeFirst ? first : first + 1, wholeLast ? last : last - 1];
  return [
    ...(wholeFirst ? [] : [led(first, first, between(fromRest, high))]),
    ...(a <= b ? [led(a, b, between(low, high))] : []),
    ...(wholeLast ? [] : [led(last, last, between(low, toRest))]),
  ];
}

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
