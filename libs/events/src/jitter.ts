/**
 * How long to wait before trying again: exponential with full jitter, at least half, so that many do not come back at
 * once (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 *
 * @param attempt attempts made so far, from 1.
 * @param firstMs longest wait after the first. Default 200.
 * @param mostMs longest wait of all. Default 10000.
 * @param random from 0 to 1, for tests.
 * @returns milliseconds.
 */
export function jittered(attempt: number, firstMs = 200, mostMs = 10_000, random = Math.random): number {
  const longest = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(longest * (0.5 + random() / 2));
}
