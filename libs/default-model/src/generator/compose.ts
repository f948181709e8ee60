import type { Draft } from './draft.js';
import { mark, parseMarks } from './draft.js';
import type { Pools } from './harvest.js';
import { countedGoods } from './lexicon/products.js';
import type { Rng } from './rng.js';

/** An order made from grammar. */
export function compose(_pools: Pools, rng: Rng): Draft {
  const n = rng.int(2, 90);
  return { pieces: parseMarks(`Necesito ${mark('cantidad', 0, String(n))} ${mark('producto', 0, countedGoods(rng, true))}`), lines: [{ cantidad: n }], head: {} };
}
