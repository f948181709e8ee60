import {
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

/** Headers of a message: Kafka's, a CloudEvent's extensions, gRPC metadata as an object. */
export type TraceCarrier = Record<string, string>;

// W3C whatever others have registered: the header is part of our contracts.
const propagator = new W3CTraceContextPropagator();

/** The tracer of Ordena. Without a provider its spans cost nothing. */
export function tracer(): ReturnType<typeof trace.getTracer> {
  return trace.getTracer('ordena');
}

/** Writes the current span's `traceparent` (and `tracestate`) into a carrier; nothing outside a trace. @returns it. */
export function injectTrace<T extends TraceCarrier>(carrier: T): T {
  propagator.inject(context.active(), carrier, defaultTextMapSetter);
  return carrier;
}

/** The context that a carrier's `traceparent` names; the current one when it has none. */
export function extractTrace(carrier: Readonly<TraceCarrier>): Context {
  return propagator.extract(context.active(), carrier, defaultTextMapGetter);
}

/**
 * Runs work in a span below the one that a message's headers name.
 *
 * @param name of the span ("orders.raw process").
 * @returns what the work gives; its failure ends the span as an error.
 */
export function withExtractedTrace<T>(
  carrier: Readonly<TraceCarrier>,
  name: string,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return inSpan(name, SpanKind.CONSUMER, extractTrace(carrier), work);
}

/** Runs work in a span below the current one. */
export function withSpan<T>(name: string, work: (span: Span) => Promise<T>): Promise<T> {
  return inSpan(name, SpanKind.INTERNAL, context.active(), work);
}

function inSpan<T>(
  name: string,
  kind: SpanKind,
  parent: Context,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer().startActiveSpan(name, { kind }, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : '' });
      throw error;
    } finally {
      span.end();
    }
  });
}
