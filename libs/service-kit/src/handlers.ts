import type { handleUnaryCall, handleBidiStreamingCall, ServerDuplexStream } from '@grpc/grpc-js';
import { requestFault, toGrpcStatus } from '@ordena/contracts';

import { followCall, type CallContext } from './call-context.js';
import { toStatusDetails, type ErrorTable } from './error-table.js';
import type { Logger } from './logger.js';

/** What handlers share. */
export interface HandlerSettings {
  /** Where failures that are not the caller's are written. */
  logger: Logger;
  /** The service's own error classes. */
  errors: ErrorTable;
}

/** Status codes at or above which a failure is ours: UNKNOWN, INTERNAL, DATA_LOSS. */
const OURS = new Set([2, 13, 15]);

/**
 * A unary method from a promise: the request's strings are checked, deadline and cancellation arrive as a signal,
 * errors become statuses with details.
 */
export function unary<Request extends object, Response>(
  settings: HandlerSettings,
  handle: (request: Request, context: CallContext) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const { context, done } = followCall(call);
    const answer = async (): Promise<void> => {
      try {
        const fault = requestFault(call.request);
        if (fault !== undefined) throw fault;
        callback(null, await handle(call.request, context));
      } catch (error) {
        callback(failure(settings, context, error));
      } finally {
        done();
      }
    };
    void answer();
  };
}

/**
 * A bidirectional method where each request gets its own answer, sent when it is ready.
 *
 * @param handle answers one request; it must turn failures of the request into an answer. What it throws ends the
 * whole stream.
 * @param limit most requests in work at once: reading stops there, so that a caller feels the back-pressure.
 */
export function eachRequest<Request extends object, Response>(
  settings: HandlerSettings,
  handle: (request: Request, context: CallContext) => Promise<Response>,
  limit = 64,
): handleBidiStreamingCall<Request, Response> {
  return (call) => {
    const { context, done } = followCall(call);
    const answer = async (): Promise<void> => {
      try {
        await pump(call, (request) => handle(request, context), limit);
        call.end();
      } catch (error) {
        call.emit('error', failure(settings, context, error));
      } finally {
        done();
      }
    };
    void answer();
  };
}

async function pump<Request extends object, Response>(
  call: ServerDuplexStream<Request, Response>,
  handle: (request: Request) => Promise<Response>,
  limit: number,
): Promise<void> {
  const running = new Set<Promise<void>>();
  // Left alone at its end: the default would close the writing side too, with the answers still to come.
  for await (const message of call.iterator({ destroyOnReturn: false })) {
    const request = message as Request;
    const task = handle(request)
      .then((response) => {
        call.write(response);
      })
      .finally(() => {
        running.delete(task);
      });
    running.add(task);
    if (running.size >= limit) await Promise.race(running);
  }
  await Promise.all(running);
}

/** The status of a failed call; what is our own fault goes to the log. */
export function failure(
  settings: HandlerSettings,
  context: CallContext,
  error: unknown,
): ReturnType<typeof toGrpcStatus> {
  // Work that was told to stop may fail in its own words; the caller gets the reason it was stopped for.
  const cause: unknown = context.signal.aborted ? context.signal.reason : error;
  const details = toStatusDetails(cause, settings.errors);
  if (OURS.has(details.code)) settings.logger.error({ err: cause }, 'a call failed');
  return toGrpcStatus(details);
}
