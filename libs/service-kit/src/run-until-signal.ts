import { Closables, type Closable } from './closables.js';

/**
 * Waits for SIGTERM or SIGINT. A second signal ends the process at once.
 *
 * @param stop ends the wait like a signal would; for tests and embedding.
 */
export async function untilSignal(stop?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      process.off('SIGTERM', finish);
      process.off('SIGINT', finish);
      // From here on a signal has its default effect: a stop that hangs can be ended by a second one.
      resolve();
    };
    process.on('SIGTERM', finish);
    process.on('SIGINT', finish);
    if (stop?.aborted === true) finish();
    else stop?.addEventListener('abort', finish, { once: true });
  });
}

/**
 * Waits for SIGTERM or SIGINT, then closes what is given, last first. A second signal ends the process at once.
 *
 * @param closables what runs, in the order it was started.
 * @param stop ends the wait like a signal would; for tests and embedding.
 */
export async function runUntilSignal(closables: readonly Closable[], stop?: AbortSignal): Promise<void> {
  await untilSignal(stop);
  const all = new Closables();
  for (const closable of closables) all.add(closable);
  await all.close();
}
