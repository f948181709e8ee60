import { isUtf8 } from 'node:buffer';

/**
 * Where a byte string stops being UTF-8.
 *
 * @returns the offset in bytes of the first sequence that is not UTF-8, or -1 when all of it is.
 */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  if (isUtf8(bytes)) return -1;
  let low = 0;
  let high = bytes.length;
  // Invariant: the first fault lies in [low, high). A cut inside a character looks like a fault, so the decoder is
  // told that more may follow.
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) low = middle;
    else high = middle;
  }
  return characterStart(bytes, low);
}

function isUtf8Prefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The last whole character's end at or before `offset`: a broken sequence is reported where it starts. */
function characterStart(bytes: Uint8Array, offset: number): number {
  let start = offset;
  while (!isUtf8(bytes.subarray(0, start))) start -= 1;
  return start;
}
