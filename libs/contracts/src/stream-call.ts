import type { ClientDuplexStream, ClientReadableStream } from '@grpc/grpc-js';

import type { CallSettings } from './promise-call.js';

/** What is needed of a stream that requests are written to. */
interface WritableCall<Request> {
  write(request: Request): boolean;
  end(): unknown;
  once(event: 'drain' | 'close' | 'error', listener: () => void): unknown;
  removeListener(event: 'drain' | 'close' | 'error', listener: () => void): unknown;
  readonly destroyed: boolean;
}

/** Writes requests as fast as they are taken, and ends. Stops when the call is over. */
export async function writeRequests<Request>(
  call: WritableCall<Request>,
  requests: Iterable<Request> | AsyncIterable<Request>,
): Promise<void> {
  for await (const request of requests) {
    if (call.destroyed) return;
    if (!call.write(request)) await drained(call);
  }
  call.end();
}

/**
 * The answers of a streaming call, one at a time: the server feels it when nobody takes them.
 *
 * @param call the call, cancelled when the loop over it is left or the signal aborts.
 * @param requests what is sent meanwhile; not given for a call with one request.
 * @throws the call's `ServiceError`, or what `requests` throws.
 */
export async function* readAnswers<Request, Answer>(
  call: ClientReadableStream<Answer> | ClientDuplexStream<Request, Answer>,
  { signal }: Pick<CallSettings, 'signal'> = {},
  requests?: Iterable<Request> | AsyncIterable<Request>,
): AsyncGenerator<Answer, void, undefined> {
  let failure: { error: unknown } | undefined;
  const cancel = (): void => {
    call.cancel();
  };
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  if (requests !== undefined) {
    writeRequests(call as ClientDuplexStream<Request, Answer>, requests).catch((error: unknown) => {
      failure = { error };
      call.cancel();
    });
  }
  try {
    for await (const answer of call) yield answer as Answer;
  } catch (error) {
    throw failure === undefined ? error : failure.error;
  } finally {
    signal?.removeEventListener('abort', cancel);
    call.cancel();
  }
}

function drained<Request>(call: WritableCall<Request>): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      for (const event of ['drain', 'close', 'error'] as const) call.removeListener(event, go);
      resolve();
    };
    for (const event of ['drain', 'close', 'error'] as const) call.once(event, go);
  });
}
