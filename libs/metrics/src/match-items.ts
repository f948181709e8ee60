import { countPairs } from './f1.js';
import { flattenPairs } from './flatten-pairs.js';

/**
 * Puts the predicted items in the order in which they fit the expected ones best, so that an item left out or moved does
 * not make all that follow it wrong. Pairs of items are taken greedily by the number of fields they share.
 *
 * @returns the prediction with its items moved; the value itself when one of the two has no items.
 */
export function alignItems(expected: unknown, predicted: unknown): unknown {
  const wanted = itemsOf(expected);
  const given = itemsOf(predicted);
  if (!wanted || !given) return predicted;
  const placeOf = matchItems(wanted, given);
  let beyond = wanted.length;
  const items: Record<string, unknown> = {};
  given.forEach((item, from) => (items[String(placeOf.get(from) ?? beyond++)] = item));
  return { ...(predicted as object), items };
}

/** Which expected item each predicted one is: both by their place. Those that pair up with none are left out. */
export function matchItems(wanted: readonly unknown[], given: readonly unknown[]): Map<number, number> {
  const scored = given.flatMap((item, from) =>
    wanted.map((target, to) => ({
      from,
      to,
      shared: countPairs(flattenPairs(target), flattenPairs(item)).truePositives,
    })),
  );
  // Stable: among equals the earliest items pair up, as in the plain comparison.
  scored.sort((a, b) => b.shared - a.shared);
  const placeOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { from, to } of scored) {
    if (placeOf.has(from) || taken.has(to)) continue;
    placeOf.set(from, to);
    taken.add(to);
  }
  return placeOf;
}

export function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value !== 'object' || value === null || !('items' in value)) return undefined;
  return Array.isArray(value.items) ? value.items : undefined;
}
