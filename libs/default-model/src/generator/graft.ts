import type { Draft } from './draft.js';
import type { Rng } from './rng.js';

/** Adds a sentence to a record. */
export function graft(draft: Draft, rng: Rng): Draft {
  rng.next();
  return draft;
}
