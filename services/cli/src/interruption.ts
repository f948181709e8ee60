import { setMaxListeners } from 'node:events';

import { CliError } from './errors.js';

/**
 * Runs work that Ctrl-C or SIGTERM stops in good order. A second signal ends the process at once.
 *
 * @throws CliError `INTERRUPTED` when the work was stopped, whatever it made of it.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  // Many orders listen to the one signal; that is no leak.
  setMaxListeners(0, controller.signal);
  const stop = (): void => {
    release();
    controller.abort(new CliError('INTERRUPTED', 'stopped'));
  };
  const release = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    const result = await work(controller.signal);
    controller.signal.throwIfAborted();
    return result;
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    release();
  }
}
