import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { status } from '@grpc/grpc-js';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { decodeEvent, MemoryEvents, type CloudEvent } from '@ordena/events';
import { serveCanonicalizer, type ReadOrder } from '@ordena/service-inference';
import {
  createStreamMetrics,
  DEFAULT_SETTINGS,
  GrpcOrderReader,
  RAW_TYPE,
  startOrderStream,
  TOPICS,
} from '@ordena/service-order-stream';
import { clientConfigShape, clientCredentials, createLogger, startTelemetry } from '@ordena/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { makeCertificates, type Certificates } from '../support/certificates.js';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const PARENT_ID = 'b7ad6b7169203331';

describe('the stream and an inference service that knows its callers', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let certificates: Certificates;
  let server: Awaited<ReturnType<typeof serveCanonicalizer>>;
  let variables: Record<string, string>;

  beforeAll(async () => {
    folder = await temporaryFolder();
    certificates = await makeCertificates(folder.path);
    const tokens = join(folder.path, 'tokens');
    const hash = createHash('sha256').update('the-token').digest('hex');
    await writeFile(tokens, `stream sha256:${hash}\n`);
    await writeFile(join(folder.path, 'token'), 'the-token\n');
    await writeFile(join(folder.path, 'wrong'), 'a-wrong-one\n');
    const config = {
      ORDENA_ADDR: '127.0.0.1:0',
      ORDENA_SHUTDOWN_MS: 0,
      ORDENA_TLS_CERT: certificates.server.cert,
      ORDENA_TLS_KEY: certificates.server.key,
      ORDENA_TLS_CLIENT_CA: certificates.ca,
      ORDENA_TOKENS: tokens,
    };
    const canonicalize = (text: string): Promise<ReadOrder> => {
      const order = { producto: text };
      const fields = [{ pointer: '/producto', value: text, confidence: 0.99 }];
      return Promise.resolve({
        json: JSON.stringify(order),
        order,
        outcome: 'ok',
        promptTokens: 1,
        newTokens: 1,
        fields,
      });
    };
    server = await serveCanonicalizer({ canonicalize }, 'stub', config, createLogger('test', 'silent'));
    variables = {
      ORDENA_CLIENT_TLS: 'true',
      ORDENA_CLIENT_TLS_CA: certificates.ca,
      ORDENA_CLIENT_TLS_CERT: certificates.client.cert,
      ORDENA_CLIENT_TLS_KEY: certificates.client.key,
      ORDENA_CLIENT_TOKEN_FILE: join(folder.path, 'token'),
    };
  });

  afterAll(async () => {
    await server.close();
    await folder.remove();
  });

  const readerWith = (given: Readonly<Record<string, string | undefined>>): GrpcOrderReader => {
    const config = z.object(clientConfigShape).parse(given);
    return new GrpcOrderReader(`127.0.0.1:${server.port}`, clientCredentials(config));
  };
  const ask = async (given: Readonly<Record<string, string | undefined>>): Promise<unknown> => {
    const reader = readerWith(given);
    try {
      const { signal } = new AbortController();
      return await reader.read({ id: 'a', text: 'sillas' }, { signal, timeoutMs: 5000 });
    } finally {
      reader.close();
    }
  };

  it('is let in with certificate and token, and not with less', async () => {
    expect(await ask(variables)).toMatchObject({ orderJson: '{"producto":"sillas"}' });
    const without = (...names: string[]): Record<string, string | undefined> => ({
      ...variables,
      ...Object.fromEntries(names.map((name) => [name, undefined])),
    });
    const unauthenticated = { status: status.UNAUTHENTICATED, reason: 'UNAUTHENTICATED' };
    await expect(ask(without('ORDENA_CLIENT_TOKEN_FILE'))).rejects.toMatchObject(unauthenticated);
    const wrong = { ...variables, ORDENA_CLIENT_TOKEN_FILE: join(folder.path, 'wrong') };
    await expect(ask(wrong)).rejects.toMatchObject(unauthenticated);
    const anonymous = without('ORDENA_CLIENT_TLS_CERT', 'ORDENA_CLIENT_TLS_KEY');
    await expect(ask(anonymous)).rejects.toMatchObject(unauthenticated);
    // The server's authority is not one that Node knows.
    await expect(ask(without('ORDENA_CLIENT_TLS_CA'))).rejects.toMatchObject({ status: status.UNAVAILABLE });
    await expect(ask({})).rejects.toMatchObject({ status: status.UNAVAILABLE });
  });

  it.each([
    ['ORDENA_CLIENT_TLS_KEY', { ORDENA_CLIENT_TLS_KEY: undefined }],
    ['ORDENA_CLIENT_TLS_CERT', { ORDENA_CLIENT_TLS_CERT: undefined }],
    ['ORDENA_CLIENT_TLS_CA', { ORDENA_CLIENT_TLS_CA: '/no/such/file' }],
    ['ORDENA_CLIENT_TLS', { ORDENA_CLIENT_TLS: 'false' }],
  ])('names %s when it is at fault', (field, more) => {
    const given = z.object(clientConfigShape).parse({ ...variables, ...more });
    expect(() => clientCredentials(given)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', field }),
    );
  });

  it("takes an order's trace from its headers through the service to the header of its result", async () => {
    const exporter = new InMemorySpanExporter();
    const telemetry = startTelemetry('test', undefined, [new SimpleSpanProcessor(exporter)]);
    const events = new MemoryEvents();
    const stream = await startOrderStream({
      events,
      reader: readerWith(variables),
      settings: DEFAULT_SETTINGS,
      group: 'g',
      metrics: createStreamMetrics(),
      partitions: 1,
    });
    const headers = { traceparent: `00-${TRACE_ID}-${PARENT_ID}-01`, tracestate: 'shop=7' };
    const event: CloudEvent = {
      specversion: '1.0',
      id: 'b',
      source: '/shop',
      type: RAW_TYPE,
      data: { text: 'mesas' },
    };
    await events.publishRecords(TOPICS.raw, [
      { key: null, value: Buffer.from('sillas'), headers },
      {
        key: null,
        value: Buffer.from(JSON.stringify(event)),
        headers: { ...headers, 'content-type': 'application/cloudevents+json' },
      },
    ]);
    const look = async () => {
      const records = [];
      for await (const record of events.scan(TOPICS.canonical)) records.push(record);
      return records;
    };
    const results = await eventually(look, ({ length }) => length === 2);
    await stream.close();
    await events.close();
    const spans = exporter.getFinishedSpans();
    await telemetry.close();

    const idsOf = (name: string) =>
      spans
        .filter((span) => span.name === name)
        .map((span) => [
          span.spanContext().traceId,
          span.parentSpanContext?.spanId,
          span.spanContext().spanId,
        ]);
    const attempts = idsOf('orders.raw process');
    expect(attempts.map(([trace, parent]) => [trace, parent])).toEqual([
      [TRACE_ID, PARENT_ID],
      [TRACE_ID, PARENT_ID],
    ]);
    const calls = idsOf('ordena.v1.CanonicalizationService/Canonicalize');
    expect(calls.map(([trace]) => trace)).toEqual([TRACE_ID, TRACE_ID]);
    expect(calls.map(([, parent]) => parent).sort()).toEqual(attempts.map(([, , span]) => span).sort());
    for (const { headers: out } of results) {
      const [, trace, span, flags] = out['traceparent']?.split('-') ?? [];
      expect([trace, flags]).toEqual([TRACE_ID, '01']);
      expect(attempts.map(([, , id]) => id)).toContain(span);
      expect(out['tracestate']).toBe('shop=7');
    }
    expect(results.map((record) => decodeEvent(record).traceparent)).toEqual(
      results.map((record) => record.headers['traceparent']),
    );
  });
});
