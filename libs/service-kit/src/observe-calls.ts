import { randomUUID } from 'node:crypto';

import {
  Metadata,
  ServerInterceptingCall,
  ServerListenerBuilder,
  status,
  type ServerInterceptor,
} from '@grpc/grpc-js';
import { context, SpanKind, SpanStatusCode, trace, type Context } from '@opentelemetry/api';

import type { Logger } from './logger.js';
import { callMetrics } from './metrics.js';
import { extractTrace, tracer } from './trace-context.js';

/** Metadata that names a call in logs; ours when the caller sends none. It comes back in the trailer. */
export const REQUEST_ID_KEY = 'x-request-id';

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** What is no reason for a line at the default level: it happens in numbers, and the metrics count it. */
const QUIET = new Set<number>([status.OK, status.CANCELLED, status.RESOURCE_EXHAUSTED]);

/** Follows every call: a span below the caller's, metrics, one log line. Nothing of what a request says is kept. */
export function observeCalls(logger: Logger): ServerInterceptor {
  return (method, call) => {
    const started = performance.now();
    const labels = { method: method.path.slice(1) };
    callMetrics.inFlight.inc(labels);
    let requestId = '';
    let within: Context = context.active();
    let ended = false;
    const end = (code: number, details: string): void => {
      if (ended) return;
      ended = true;
      const ms = performance.now() - started;
      const name = status[code] ?? 'UNKNOWN';
      callMetrics.inFlight.dec(labels);
      callMetrics.handled.inc({ ...labels, code: name });
      callMetrics.seconds.observe(labels, ms / 1000);
      const span = trace.getSpan(within);
      span?.setAttribute('rpc.grpc.status_code', code);
      if (code !== 0) span?.setStatus({ code: SpanStatusCode.ERROR, message: name });
      span?.end();
      const line = { method: labels.method, code: name, ms: Math.round(ms), requestId };
      if (QUIET.has(code)) logger.debug(line, 'call');
      else logger.info({ ...line, details: details.slice(0, 256) }, 'call');
    };
    const listener = new ServerListenerBuilder()
      .withOnReceiveMetadata((metadata, next) => {
        const given = String(metadata.get(REQUEST_ID_KEY)[0] ?? '');
        requestId = REQUEST_ID.test(given) ? given : randomUUID();
        const parent = extractTrace(textOf(metadata));
        const span = tracer().startSpan(
          labels.method,
          { kind: SpanKind.SERVER, attributes: { 'rpc.system': 'grpc', 'ordena.request_id': requestId } },
          parent,
        );
        within = trace.setSpan(parent, span);
        context.with(within, () => {
          next(metadata);
        });
      })
      .withOnReceiveMessage((message, next) => {
        context.with(within, () => {
          next(message);
        });
      })
      .withOnReceiveHalfClose((next) => {
        context.with(within, next);
      })
      .withOnCancel(() => {
        const late = Number(call.getDeadline()) <= Date.now();
        end(late ? status.DEADLINE_EXCEEDED : status.CANCELLED, 'the caller is gone');
      })
      .build();
    return new ServerInterceptingCall(call, {
      start: (next) => {
        next(listener);
      },
      sendStatus: (answer, next) => {
        const metadata = answer.metadata ?? new Metadata();
        metadata.set(REQUEST_ID_KEY, requestId);
        end(answer.code ?? status.UNKNOWN, answer.details ?? '');
        next({ ...answer, metadata });
      },
    });
  };
}

function textOf(metadata: Metadata): Record<string, string> {
  const parent = metadata.get('traceparent')[0];
  const state = metadata.get('tracestate')[0];
  return {
    ...(typeof parent === 'string' ? { traceparent: parent } : {}),
    ...(typeof state === 'string' ? { tracestate: state } : {}),
  };
}
