/**
 * The key–value pairs of an order, each as one string `key=value`.
 *
 * Nested keys are joined by `.`, list elements by their index: the second item's product is `items.1.producto`. Numbers
 * are compared by value (50 and 50.0 are one pair), strings to the letter. A value that is no object or list gives none.
 */
export function flattenPairs(value: unknown): string[] {
  return [...leaves(value, [])].map(([path, leaf]) => `${path.join('.')}=${JSON.stringify(leaf)}`);
}

/** The leaves of a JSON value with the keys that lead to them. */
export function* leaves(value: unknown, path: readonly string[]): Generator<[readonly string[], unknown]> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...path, key]);
  } else if (path.length > 0) {
    yield [path, value];
  }
}
