import type { GrammarState, TextRange } from './automaton.js';

/** Where the value of a field stands. */
export interface FieldTrace {
  /** JSON pointer (RFC 6901), such as `/items/0/producto`. */
  readonly pointer: string;
  /** Bytes of the output that spell the value, closing quote included: from `from` up to `to`. */
  readonly from: number;
  readonly to: number;
  /** Where it was copied from; absent for values that are no copies. */
  readonly source: TextRange | undefined;
}

const BRACE = '{'.charCodeAt(0);
const QUOTE = '"'.charCodeAt(0);

/**
 * Walks a finished output again and tells where each field's value lies in it.
 *
 * @param start of the grammar that the output was made under.
 */
export function traceFields(start: GrammarState, output: Uint8Array): FieldTrace[] {
  const traces: FieldTrace[] = [];
  let state = start;
  let from = 0;
  // The first brace opens the order, each further one an item.
  let item = -2;
  output.forEach((byte, position) => {
    const next = state.next().get(byte);
    if (!next) throw new RangeError(`byte ${position} of the output is not in the grammar`);
    if (state.field === undefined && next.field !== undefined) from = position;
    if (state.field !== undefined && next.field === undefined) {
      const to = output[from] === QUOTE ? position + 1 : position;
      traces.push({ pointer: state.field.replace('*', String(item)), from, to, source: state.source?.() });
    }
    // Inside a value a brace is a character like any other.
    if (byte === BRACE && next.field === undefined) item++;
    state = next;
  });
  return traces;
}
