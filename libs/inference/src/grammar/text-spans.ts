import type { TextRange } from './automaton.js';

const WORD = /[\p{L}\p{N}\p{M}]/u;
const SPACE = /\s/u;
/** What a part may end with, beside letters and digits: an abbreviation's period, inches, degrees, a closed bracket. */
const CLOSING = /[."'%)ºª²³″′”’»]|\p{S}/u;
const encoder = new TextEncoder();

/**
 * A text as the JSON strings that quote parts of it spell it: escaped, in UTF-8, with the places where a copied part
 * may begin and end. All positions are bytes of `escaped`.
 *
 * A part begins with a letter or digit at the beginning of a word and ends behind a word or one of a few marks, with no
 * bracket left open. (All verbatim values of the hand-written orders are of this kind.) A text without letters and
 * digits may be copied from any visible character on.
 */
export class TextSpans {
  readonly escaped: Uint8Array;
  /** First byte of a part to the positions behind it. */
  readonly starts: ReadonlyMap<number, Int32Array>;
  private readonly endAt: Uint8Array;
  /** How many brackets are open at a position; one that is never closed does not count. */
  private readonly depth: Int32Array;
  /** UTF-16 index of the character that begins at a position. */
  private readonly indices: Int32Array;

  constructor(readonly text: string) {
    const anyWord = WORD.test(text);
    const mayEnd = (character: string): boolean =>
      anyWord ? WORD.test(character) || CLOSING.test(character) : !SPACE.test(character);
    // A part that ran into what it cannot end with, at the end of the text, could not end any more.
    const all = [...text];
    const characters = all.slice(0, all.findLastIndex(mayEnd) + 1);
    const bytes = characters.map((character) => encoder.encode(JSON.stringify(character).slice(1, -1)));
    const size = bytes.reduce((sum, part) => sum + part.length, 0);
    this.escaped = new Uint8Array(size);
    this.endAt = new Uint8Array(size + 1);
    this.indices = new Int32Array(size + 1);
    const isWord = characters.map((character) => WORD.test(character));
    const isSpace = characters.map((character) => SPACE.test(character));
    const steps = bracketSteps(characters);
    this.depth = new Int32Array(size + 1);
    const starts = new Map<number, number[]>();
    let position = 0;
    let index = 0;
    let open = 0;
    characters.forEach((character, i) => {
      const part = bytes[i] ?? new Uint8Array();
      const begins = anyWord ? isWord[i] === true && isWord[i - 1] !== true : isSpace[i] !== true;
      const first = part[0];
      if (begins && first !== undefined) starts.set(first, [...(starts.get(first) ?? []), position + 1]);
      this.indices[position] = index;
      this.escaped.set(part, position);
      position += part.length;
      open += steps[i] ?? 0;
      this.depth[position] = open;
      index += character.length;
      const insideWord = isWord[i] === true && isWord[i + 1] === true;
      if (mayEnd(character) && !insideWord) this.endAt[position] = 1;
    });
    this.indices[size] = index;
    this.starts = new Map([...starts].map(([byte, positions]) => [byte, Int32Array.from(positions)]));
  }

  /** Whether a part of `length` bytes may end before this position. */
  isEnd(position: number, length: number): boolean {
    const open = (this.depth[position] ?? 0) > (this.depth[position - length] ?? 0);
    return this.endAt[position] === 1 && !open;
  }

  /** The part of the text between two positions. */
  range(from: number, to: number): TextRange {
    return { start: this.indices[from] ?? 0, end: this.indices[to] ?? this.text.length };
  }
}

/** +1 for a bracket that opens, −1 for the one that closes it, 0 for all else. */
function bracketSteps(characters: readonly string[]): Int8Array {
  const steps = new Int8Array(characters.length);
  const open: number[] = [];
  characters.forEach((character, i) => {
    if (character === '(') open.push(i);
    if (character !== ')') return;
    const opener = open.pop();
    if (opener === undefined) return;
    steps[opener] = 1;
    steps[i] = -1;
  });
  return steps;
}
