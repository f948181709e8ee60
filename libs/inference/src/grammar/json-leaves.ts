import { jsonPointer } from '@ordena/orders';
/** A scalar of a JSON text. */
export interface JsonLeaf {
  /** JSON pointer (RFC 6901), such as `/items/0/producto`. */
  readonly pointer: string;
  /** Bytes that spell it, quotes included: from `from` up to `to`. */
  readonly from: number;
  readonly to: number;
}

const [QUOTE, BACKSLASH, COLON, COMMA] = [...'"\\:,'].map((mark) => mark.charCodeAt(0));
const [OPEN, CLOSE, BRACE, END] = [...'[]{}'].map((mark) => mark.charCodeAt(0));
const decoder = new TextDecoder();

/** The scalars of a JSON text without white space, in their order, with the places where they stand. */
export function jsonLeaves(json: Uint8Array): JsonLeaf[] {
  const leaves: JsonLeaf[] = [];
  /** Keys and item numbers that lead to where we are. */
  const path: (string | number)[] = [];
  let key: string | undefined;
  let at = 0;
  while (at < json.length) {
    const byte = json[at];
    const last = path.length - 1;
    if (byte === OPEN || byte === BRACE) path.push(byte === OPEN ? 0 : '');
    else if (byte === CLOSE || byte === END) path.pop();
    else if (byte === COMMA) path[last] = typeof path[last] === 'number' ? path[last] + 1 : '';
    else if (byte === COLON) path[last] = key ?? '';
    else {
      const end = byte === QUOTE ? stringEnd(json, at) : plainEnd(json, at);
      if (json[end] === COLON) key = JSON.parse(decoder.decode(json.subarray(at, end))) as string;
      else leaves.push({ pointer: jsonPointer(path), from: at, to: end });
      at = end;
      continue;
    }
    at++;
  }
  return leaves;
}

function stringEnd(json: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}

function plainEnd(json: Uint8Array, from: number): number {
  let at = from;
  while (at < json.length && json[at] !== COMMA && json[at] !== CLOSE && json[at] !== END) at++;
  return at;
}
