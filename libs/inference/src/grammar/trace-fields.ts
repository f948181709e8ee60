import type { GrammarState, TextRange } from './automaton.js';
import { jsonLeaves, type JsonLeaf } from './json-leaves.js';

/** Where the value of a field stands. */
export interface FieldTrace extends JsonLeaf {
  /** Where it was copied from; absent for values that are no copies. */
  readonly source: TextRange | undefined;
}

/**
 * Walks a finished output again and tells where each field's value lies in it.
 *
 * @param start of the grammar that the output was made under.
 */
export function traceFields(start: GrammarState, output: Uint8Array): FieldTrace[] {
  const states: GrammarState[] = [];
  let state = start;
  output.forEach((byte, position) => {
    states.push(state);
    const next = state.next().get(byte);
    if (!next) throw new RangeError(`byte ${position} of the output is not in the grammar`);
    state = next;
  });
  // A copy is whole in the state before its closing quote.
  return jsonLeaves(output).map((leaf) => ({ ...leaf, source: states[leaf.to - 1]?.source?.() }));
}
