import { setMaxListeners } from 'node:events';

import { ServiceError } from './errors.js';

/** The parts of a grpc-js server call that a context needs. */
export interface CancellableCall {
  on(event: 'cancelled', listener: () => void): unknown;
  getDeadline(): Date | number;
}

/** What a handler knows about the call it answers. */
export interface CallContext {
  /** Aborts when the caller cancels, goes away, or its deadline passes; the reason is a ServiceError that says which. */
  signal: AbortSignal;
}

/** setTimeout fires at once beyond this many milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Follows one call.
 *
 * @param call the server call.
 * @param now the time in milliseconds; for tests.
 * @returns its context, and `done`, to be called when the call is answered.
 */
export function followCall(
  call: CancellableCall,
  now = Date.now(),
): { context: CallContext; done: () => void } {
  const controller = new AbortController();
  // The orders of a batch all listen to the one signal; that is no leak.
  setMaxListeners(0, controller.signal);
  const abort = (code: 'CANCELLED' | 'DEADLINE_EXCEEDED', message: string): void => {
    controller.abort(new ServiceError(code, message));
  };
  const remaining = Number(call.getDeadline()) - now;
  const timer =
    remaining <= LONGEST_TIMER_MS
      ? setTimeout(
          () => {
            abort('DEADLINE_EXCEEDED', 'the deadline passed before the call was answered');
          },
          Math.max(0, remaining),
        )
      : undefined;
  call.on('cancelled', () => {
    const late = Number(call.getDeadline()) <= Date.now();
    if (late) abort('DEADLINE_EXCEEDED', 'the deadline passed before the call was answered');
    else abort('CANCELLED', 'the caller cancelled the call');
  });
  return {
    context: { signal: controller.signal },
    done: () => {
      clearTimeout(timer);
    },
  };
}
