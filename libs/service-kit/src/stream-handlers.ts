import { setTimeout as sleep } from 'node:timers/promises';

import type {
  handleBidiStreamingCall,
  handleClientStreamingCall,
  handleServerStreamingCall,
  ServerDuplexStream,
  ServerReadableStream,
  ServerWritableStream,
} from '@grpc/grpc-js';
import { requestFault } from '@ordena/contracts';

import { followCall, type CallContext } from './call-context.js';
import { failure, type HandlerSettings } from './handlers.js';

/**
 * How long the break of a stream may take to be heard of once it has ended, in milliseconds. A caller on Node that
 * cancels ends its stream in good order first (`Http2Stream.close` calls `end`) and resets it in the next frame.
 */
const BREAK_MS = 100;

type Answers<Response> = AsyncIterable<Response>;

/**
 * A bidirectional method from a generator over the requests. Nothing is read that was not asked for, and nothing is
 * made that the caller has no room for: memory stays the same however long the stream.
 *
 * @param handle gets the requests in order, each with its strings checked; what it throws ends the stream.
 */
export function transformRequests<Request extends object, Response>(
  settings: HandlerSettings,
  handle: (requests: AsyncIterable<Request>, context: CallContext) => Answers<Response>,
): handleBidiStreamingCall<Request, Response> {
  return (call) => {
    send(settings, call, (context) => handle(checkedRequests(call), context));
  };
}

/** A method that answers one request with a stream, made no faster than it is read. */
export function streamAnswers<Request extends object, Response>(
  settings: HandlerSettings,
  handle: (request: Request, context: CallContext) => Answers<Response>,
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    send(settings, call, (context) => {
      const fault = requestFault(call.request);
      if (fault !== undefined) throw fault;
      return handle(call.request, context);
    });
  };
}

/**
 * A method that answers a stream of requests with one message.
 *
 * @param handle gets the requests in order; for it, a stream that breaks off throws the signal's reason.
 */
export function collectRequests<Request extends object, Response>(
  settings: HandlerSettings,
  handle: (requests: AsyncIterable<Request>, context: CallContext) => Promise<Response>,
): handleClientStreamingCall<Request, Response> {
  return (call, callback) => {
    const { context, done } = followCall(call);
    const answer = async (): Promise<void> => {
      try {
        callback(null, await handle(wholeRequests(call, context), context));
      } catch (error) {
        callback(failure(settings, context, error));
      } finally {
        done();
      }
    };
    void answer();
  };
}

function send<Request extends object, Response>(
  settings: HandlerSettings,
  call: ServerWritableStream<Request, Response> | ServerDuplexStream<Request, Response>,
  start: (context: CallContext) => Answers<Response>,
): void {
  const { context, done } = followCall(call);
  const answer = async (): Promise<void> => {
    try {
      for await (const response of start(context)) {
        context.signal.throwIfAborted();
        if (!call.write(response)) await drained(call, context.signal);
      }
      call.end();
    } catch (error) {
      call.emit('error', failure(settings, context, error));
    } finally {
      done();
    }
  };
  void answer();
}

async function* checkedRequests<Request extends object>(
  call: ServerReadableStream<Request, unknown> | ServerDuplexStream<Request, unknown>,
): AsyncGenerator<Request, void, undefined> {
  for await (const message of call.iterator({ destroyOnReturn: false })) {
    const fault = requestFault(message as Request);
    if (fault !== undefined) throw fault;
    yield message as Request;
  }
}

/** The same, and when they end, that they are all there were: what came of a stream that broke off must not pass for it. */
async function* wholeRequests<Request extends object>(
  call: ServerReadableStream<Request, unknown>,
  context: CallContext,
): AsyncGenerator<Request, void, undefined> {
  yield* checkedRequests(call);
  await sleep(BREAK_MS, undefined, { signal: context.signal }).catch(() => undefined);
  context.signal.throwIfAborted();
}

/** Until there is room again. @throws the signal's reason. */
function drained(
  call: {
    once(event: 'drain', listener: () => void): unknown;
    off(event: 'drain', listener: () => void): unknown;
  },
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = (): void => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const stop = (): void => {
      call.off('drain', go);
      reject(signal.reason as Error);
    };
    call.once('drain', go);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}
