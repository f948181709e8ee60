/**
 * Sends one order to an inference service of its own and prints the spans of its trace as a tree.
 *
 *     node test/dist/bench/trace-order.js "Manden 20 cajas de cloro"
 */
import { connectOrdena } from '@ordena/client';
import { inferenceConfigSchema, startInferenceService } from '@ordena/service-inference';
import { createLogger, injectTrace, readConfig, startTelemetry, withSpan } from '@ordena/service-kit';
import { InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-node';

const text = process.argv[2] ?? 'Manden 20 cajas de cloro, urge';
const exporter = new InMemorySpanExporter();
const telemetry = startTelemetry('trace-order', undefined, [new SimpleSpanProcessor(exporter)]);
const config = readConfig(inferenceConfigSchema, { ...process.env, ORDENA_ADDR: '127.0.0.1:0' });
const service = await startInferenceService(config, createLogger('trace-order', 'warn'));
const target = `127.0.0.1:${String(service.port)}`;
const client = connectOrdena({ target, headers: () => injectTrace({}) });
await withSpan('client', () => client.canonicalize(text));
client.close();
await service.close();
print(exporter.getFinishedSpans(), undefined, '');
await telemetry.close();

function print(spans: readonly ReadableSpan[], parent: string | undefined, indent: string): void {
  for (const span of spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent)) {
    const [seconds, nanos] = span.duration;
    const ms = (seconds * 1e3 + nanos / 1e6).toFixed(1);
    const facts = Object.entries(span.attributes)
      .filter(([key]) => key.startsWith('ordena.') && key !== 'ordena.request_id')
      .map(([key, value]) => `${key.slice('ordena.'.length)}=${String(value)}`);
    process.stdout.write(`${indent}${span.name}  ${ms} ms  ${facts.join(' ')}`.trimEnd() + '\n');
    print(spans, span.spanContext().spanId, `${indent}  `);
  }
}
