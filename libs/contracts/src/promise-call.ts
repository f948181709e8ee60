import { InterceptingCall, type CallOptions, type Interceptor, type ServiceError } from '@grpc/grpc-js';

/** How one call is made. */
export interface CallSettings {
  /** Cancels the call. Not set: it cannot be cancelled. */
  signal?: AbortSignal;
  /** When the call fails with DEADLINE_EXCEEDED, in milliseconds from now. Default 60000; streams have none. */
  timeoutMs?: number;
  /** Metadata that goes along, such as `traceparent`. Not set: none. */
  headers?: Readonly<Record<string, string>>;
}

const DEFAULT_TIMEOUT_MS = 60_000;

/** Makes a unary call of a generated client and waits for its answer. */
export function settle<T>(
  settings: CallSettings,
  start: (options: CallOptions, done: (error: ServiceError | null, value?: T) => void) => { cancel(): void },
): Promise<T> {
  const { signal, timeoutMs = DEFAULT_TIMEOUT_MS } = settings;
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      call.cancel();
    };
    const call = start(callOptions({ ...settings, timeoutMs }), (error, value) => {
      signal?.removeEventListener('abort', cancel);
      if (error !== null) reject(error);
      else resolve(value as T);
    });
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}

/** The settings as grpc-js takes them, the signal apart. */
export function callOptions({ timeoutMs, headers }: CallSettings): CallOptions {
  return {
    ...(timeoutMs === undefined ? {} : { deadline: Date.now() + timeoutMs }),
    ...(headers === undefined ? {} : { interceptors: [sendHeaders(headers)] }),
  };
}

/** An interceptor, so that no method needs a second form that takes metadata. */
function sendHeaders(headers: Readonly<Record<string, string>>): Interceptor {
  return (options, nextCall) =>
    new InterceptingCall(nextCall(options), {
      start: (metadata, listener, next) => {
        for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
        next(metadata, listener);
      },
    });
}
