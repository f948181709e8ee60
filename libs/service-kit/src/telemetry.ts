import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';

/**
 * Sends the spans of this process somewhere.
 *
 * @param name the service's name on every span.
 * @param endpoint OTLP over HTTP, without `/v1/traces`. Not set: spans are not even made, unless `processors` are given.
 * @param processors where else spans go; for tests and tools.
 * @returns how to stop, which sends what is left.
 */
export function startTelemetry(
  name: string,
  endpoint: string | undefined,
  processors: readonly SpanProcessor[] = [],
): { close(): Promise<void> } {
  if (endpoint === undefined && processors.length === 0) return { close: () => Promise.resolve() };
  const exporters =
    endpoint === undefined
      ? []
      : [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }))];
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': name }),
    spanProcessors: [...exporters, ...processors],
  });
  provider.register();
  let closing: Promise<void> | undefined;
  return { close: () => (closing ??= provider.shutdown()) };
}
