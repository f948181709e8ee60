import { jsonPointer } from '@ordena/orders';
import { leaves } from './flatten-pairs.js';
import { itemsOf, matchItems } from './match-items.js';

/** Whether one value of a prediction is right. */
export interface JudgedField {
  /** JSON pointer (RFC 6901) into the prediction. */
  readonly pointer: string;
  readonly isRight: boolean;
}

/**
 * Judges each value of a prediction by itself: one of an item against the item that is meant, wherever it stands, so that
 * an item left out does not make all that follow it wrong. An order without `items` is one item too.
 */
export function judgeFields(expected: unknown, predicted: unknown): JudgedField[] {
  const given = itemsOf(predicted);
  const wanted = itemsOf(expected) ?? [expected];
  const meant = matchItems(wanted, given ?? [predicted]);
  return [...leaves(predicted, [])].map(([path, value]) => {
    const isOfItem = given !== undefined && path[0] === 'items';
    const [own, inside] = isOfItem ? [Number(path[1]), path.slice(2)] : [0, path];
    // Without items a value may be the order's or its only line's.
    const targets = isOfItem ? [] : [valueAt(expected, path)];
    if (isOfItem || given === undefined) targets.push(valueAt(wanted[meant.get(own) ?? -1], inside));
    return { pointer: jsonPointer(path), isRight: targets.includes(value) };
  });
}

function valueAt(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    from,
  );
}
