/**
 * The reversible mapping of bytes to printable characters that byte-level BPE files use (from GPT-2's encoder): printable
 * Latin-1 stands for itself, the other bytes for U+0100 and up, in order.
 */
export const BYTE_TO_CHAR: readonly string[] = makeTable();

export const CHAR_TO_BYTE: ReadonlyMap<string, number> = new Map(
  BYTE_TO_CHAR.map((char, byte) => [char, byte]),
);

const encoder = new TextEncoder();

/** The UTF-8 bytes of `text`, a printable character each. */
export function toByteAlphabet(text: string): string {
  let out = '';
  for (const byte of encoder.encode(text)) out += BYTE_TO_CHAR[byte] ?? '';
  return out;
}

/** The bytes that a string of the alphabet stands for; `undefined` when it has a character outside of it. */
export function fromByteAlphabet(token: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const char of token) {
    const byte = CHAR_TO_BYTE.get(char);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

function makeTable(): string[] {
  const printable = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : next++));
}
