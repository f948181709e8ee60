/** Keys that the loader adds to say which of a group is set. */
type Marker = `_${string}`;

/**
 * A generated message type as a program wants it: without the loader's markers, not set instead of null, numbers as
 * numbers.
 */
export type Plain<T> = T extends Uint8Array
  ? T
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends { toNumber(): number }
      ? never
      : T extends object
        ? {
            [K in keyof T as K extends Marker ? never : null extends T[K] ? never : K]: PlainValue<T[K]>;
          } & { [K in keyof T as null extends T[K] ? K : never]?: PlainValue<NonNullable<T[K]>> }
        : T;

/** A 64-bit number or a double may be sent as text; nobody needs to. */
type PlainValue<T> = number extends T ? Exclude<Plain<T>, string> : Plain<T>;

/** A message as the loader gives it, made {@link Plain}. */
export function plain<T>(message: T): Plain<T> {
  return strip(message) as Plain<T>;
}

function strip(value: unknown): unknown {
  // Token ids come by the thousand: they are handed on as they are.
  if (Array.isArray(value)) return typeof value[0] === 'object' ? value.map(strip) : value;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, field]) => !key.startsWith('_') && field !== null && field !== undefined)
      .map(([key, field]) => [key, strip(field)]),
  );
}
