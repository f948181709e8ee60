import type { CallOptions, ServiceError } from '@grpc/grpc-js';

/** How one call is made. */
export interface CallSettings {
  /** Cancels the call. Not set: it cannot be cancelled. */
  signal?: AbortSignal;
  /** When the call fails with DEADLINE_EXCEEDED, in milliseconds from now. Default 60000. */
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 60_000;

/** Makes a unary call of a generated client and waits for its answer. */
export function settle<T>(
  { signal, timeoutMs = DEFAULT_TIMEOUT_MS }: CallSettings,
  start: (options: CallOptions, done: (error: ServiceError | null, value?: T) => void) => { cancel(): void },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      call.cancel();
    };
    const call = start({ deadline: Date.now() + timeoutMs }, (error, value) => {
      signal?.removeEventListener('abort', cancel);
      if (error !== null) reject(error);
      else resolve(value as T);
    });
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}
