import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Looks again and again until something is so.
 *
 * @throws Error with the last look, after `withinMs` (default 60 s).
 */
export async function eventually<T>(
  look: () => Promise<T>,
  isSo: (seen: T) => boolean,
  withinMs = 60_000,
): Promise<T> {
  for (const giveUp = Date.now() + withinMs; ; await sleep(100)) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > giveUp) throw new Error(`not within ${withinMs} ms: ${JSON.stringify(seen)}`);
  }
}
