import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { connectOrdena, OrdenaCallError, type OrdenaClient } from '@ordena/client';
import {
  canonicalizationServiceDefinition,
  type CanonicalizationServiceHandlers,
  type CanonicalizeRequest,
} from '@ordena/contracts';
import { serveCanonicalizer, type Canonicalizer } from '@ordena/service-inference';
import { createLogger, makeToken, startTelemetry, type GrpcServer } from '@ordena/service-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { eventually } from '../support/eventually.js';
import { ROOT, run, serve, type Served } from '../support/run-ordena.js';
import { serveSecured, type SecuredService } from '../support/secured-service.js';
import { SHORT, trainingWorld, type TrainingWorld } from '../support/training-world.js';

const TEXT = 'Necesito comprar 100 unidades de producto A, precio 50 pesos cada uno, envío urgente.';
const ORDER = { producto: 'A', cantidad: 100, precio_unitario: 50, urgente: true };
const BRIEF = { timeoutMs: 10_000 };

describe('the client and all services', () => {
  let world: TrainingWorld;
  let served: Served;
  let ordena: OrdenaClient;

  beforeAll(async () => {
    world = await trainingWorld();
    served = await serve([], { ...world.env, ORDENA_MAX_BATCH: '4', ORDENA_MAX_QUEUE: '8' });
    ordena = connectOrdena({ target: served.address });
  });

  afterAll(async () => {
    ordena.close();
    await served.stop();
    await world.remove();
  });

  it('reads an order, typed', async () => {
    const answer = await ordena.canonicalize({ text: TEXT, requestId: 'r-1' });
    expect(answer).toMatchObject({
      order: ORDER,
      purchaseOrder: { lines: [{ producto: 'A', cantidad: 100, precioUnitario: 50 }], urgente: true },
      orderJson: JSON.stringify(ORDER),
      requestId: 'r-1',
      outcome: 'OUTCOME_OK',
    });
    const product = answer.fields.find(({ pointer }) => pointer === '/producto');
    expect(product).toMatchObject({ value: 'A', status: 'exact' });
    expect(answer).toMatchObject({ calibrated: true, needsReview: false, reviews: [] });
    expect(TEXT.slice(product?.start, product?.end)).toBe('A');
    // What the loader adds is gone, and what is not set is not there.
    expect(JSON.stringify(answer)).not.toMatch(/"_|null/);
    expect(await ordena.canonicalize(TEXT)).not.toHaveProperty('requestId');
  });

  it('reads a batch, in which an order fails alone', async () => {
    const results = await ordena.canonicalizeBatch([{ text: TEXT, requestId: 'one' }, ' ', TEXT]);
    expect(results.map((result) => (result.ok ? result.answer.order : result.failure.reason))).toEqual([
      ORDER,
      'EMPTY_TEXT',
      ORDER,
    ]);
    expect(results[0]).toMatchObject({ index: 0, answer: { requestId: 'one' } });
    expect(results[1]).toMatchObject({ failure: { code: 'INVALID_ARGUMENT', status: 3 } });
  });

  it('reads a stream of 200 orders and gives them back in their order', async () => {
    const texts = Array.from({ length: 200 }, (_, index) => `Manden ${index + 2} cajas de cloro`);
    // One that fails stands where it was sent, not where it was answered.
    texts[100] = ' ';
    // The server's queue holds 8: no more than that is sent at once.
    const results = await collect(ordena.canonicalizeStream(texts, { window: 8 }));
    expect(results.map(({ index, request }) => [index, request.text])).toEqual([...texts.entries()]);
    expect(results.filter(({ ok }) => !ok).map(({ index }) => index)).toEqual([100]);
    for (const result of results)
      if (result.ok)
        expect(result.answer.order).toEqual({
          producto: 'cloro',
          cantidad: result.index + 2,
          unidad: 'caja',
        });
    const arrived = await collect(
      ordena.canonicalizeStream(texts.slice(0, 20), { window: 8, order: 'arrival' }),
    );
    expect(arrived.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...arrived.keys()]);
    for (const { index, request } of arrived) expect(request.text).toBe(texts[index]);
  });

  it('takes from the source of a stream only what its reader leaves room for', async () => {
    let taken = 0;
    const endless = function* () {
      for (;;) {
        taken++;
        yield TEXT;
      }
    };
    const stream = ordena.canonicalizeStream(endless(), { window: 4 });
    for (let read = 0; read < 5; read++) await stream.next();
    await new Promise((resolve) => setTimeout(resolve, 500));
    // Given back, on their way, and one that waits to be sent.
    expect(taken).toBe(5 + 4 + 1);
    await stream.return();
    expect(await ordena.canonicalize(TEXT)).toMatchObject({ order: ORDER });
  });

  it("throws what a stream's source throws", async () => {
    const broken = function* () {
      yield TEXT;
      throw new RangeError('the disk is gone');
    };
    await expect(collect(ordena.canonicalizeStream(broken()))).rejects.toThrow(RangeError);
  });

  it('says what is wrong with a request, and where', async () => {
    const failure = await failureOf(ordena.canonicalize({ text: TEXT, maxNewTokens: 100_000 }));
    expect(failure).toMatchObject({
      code: 'INVALID_ARGUMENT',
      status: status.INVALID_ARGUMENT,
      method: 'Canonicalize',
      attempts: 1,
      retriable: false,
      violations: [{ field: 'max_new_tokens' }],
    });
    expect(failure.message).toContain('max_new_tokens');
    const unknown = await failureOf(ordena.canonicalize({ text: TEXT, model: 'other' }));
    expect(unknown).toMatchObject({ code: 'NOT_FOUND', reason: 'NOT_FOUND', metadata: { field: 'model' } });
  });

  it('comes again when the queue is full, as soon as it was told to', async () => {
    const orders = Array.from({ length: 40 }, () => TEXT);
    const once = await Promise.allSettled(orders.map((text) => ordena.canonicalize(text, { retry: false })));
    const refusals = once.flatMap((call) => (call.status === 'rejected' ? [call.reason as unknown] : []));
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(OrdenaCallError);
      expect(refusal).toMatchObject({ code: 'RESOURCE_EXHAUSTED', retriable: true, attempts: 1 });
      expect((refusal as OrdenaCallError).retryAfterMs).toBeGreaterThan(0);
    }
    const patient = { retry: { attempts: 50 } };
    const answers = await Promise.all(orders.map((text) => ordena.canonicalize(text, patient)));
    expect(new Set(answers.map(({ orderJson }) => orderJson))).toEqual(new Set([JSON.stringify(ORDER)]));
  });

  it('does not ask again for what waiting does not help', async () => {
    const huge = 'x'.repeat(5 << 20);
    const failure = await failureOf(ordena.canonicalize(huge));
    expect(failure).toMatchObject({ code: 'RESOURCE_EXHAUSTED', attempts: 1, retriable: false });
  });

  it('loads, names and unloads models', async () => {
    const { base } = world;
    const { models } = await ordena.models.list();
    expect(models.map(({ version }) => version)).toEqual(['default', base]);
    expect(await ordena.models.load(base)).toMatchObject({ version: base, state: 'MODEL_STATE_READY' });
    const change = await ordena.models.setAlias('trial', base);
    expect(change).toMatchObject({ model: { aliases: ['trial'] } });
    expect(change).not.toHaveProperty('previousVersion');
    expect(await ordena.canonicalize({ text: TEXT, model: 'trial', maxNewTokens: 4 })).toMatchObject({
      model: base,
      orderJson: '{}',
    });
    expect(await failureOf(ordena.models.unload(base))).toMatchObject({ code: 'FAILED_PRECONDITION' });
    // What no alias points to any more is unloaded.
    expect(await ordena.models.deleteAlias('trial')).toBe(base);
    expect(await ordena.models.deleteAlias('trial')).toBeUndefined();
    await ordena.models.load(base);
    await ordena.models.unload(base);
    await ordena.models.setTraffic({ shadowShare: 0 });
    expect((await ordena.models.traffic()).traffic).toMatchObject({ canaryShare: 0, shadowShare: 0 });
  });

  it('starts, lists and watches a run', async () => {
    const bytes = await readFile(world.dataset);
    const upload = await ordena.training.upload('orders.jsonl', [
      bytes.subarray(0, 100),
      bytes.subarray(100),
    ]);
    expect(upload).toMatchObject({ orders: 12, sizeBytes: bytes.length });
    const run = await ordena.training.start({
      dataset: { uploadId: upload.uploadId },
      base: world.base,
      overrides: SHORT,
    });
    expect(run.state).toBe('RUN_STATE_QUEUED');
    const events = await collect(ordena.training.watch(run.runId));
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    const steps = events.flatMap((event) => (event.event === 'step' ? [event.step.loss] : []));
    expect(steps.length).toBeGreaterThan(0);
    const last = events.at(-1);
    expect(last?.event === 'promoted' && last.promoted.alias).toBe('candidate');
    expect(await ordena.training.get(run.runId)).toMatchObject({ state: 'RUN_STATE_SUCCEEDED' });
    const { runs } = await ordena.training.list({ states: ['RUN_STATE_SUCCEEDED'] });
    expect(runs.map(({ runId }) => runId)).toEqual([run.runId]);
    const tail = await collect(ordena.training.watch(run.runId, { afterSequence: events.length - 1 }));
    expect(tail.map(({ event }) => event)).toEqual(['promoted']);
    const over = await ordena.training.cancel(run.runId);
    expect(over.state).toBe('RUN_STATE_SUCCEEDED');
    expect(await failureOf(ordena.training.get('no-such-run'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('varies orders and makes rows of them', async () => {
    const order = { id: 'o-1', text: TEXT, orderJson: JSON.stringify(ORDER) };
    const variants = await ordena.augmentation.augment({ text: TEXT, settings: { factor: 3 } });
    expect(variants.length).toBeGreaterThan(0);
    const augmented = await collect(
      ordena.augmentation.augmentDataset([order], { settings: { factor: 2, seed: 7 } }),
    );
    expect(augmented.map(({ id }) => id)).toEqual(['o-1', 'o-1~1']);
    const ids = await ordena.tokenization.encode(TEXT);
    expect(await ordena.tokenization.decode(ids)).toBe(TEXT);
    const { row, target } = await ordena.tokenization.formatExample({ order });
    expect(target).toBe(order.orderJson);
    const rows = await collect(ordena.tokenization.tokenizeDataset([order, { ...order, id: 'o-2' }]));
    expect(rows).toEqual([row, { ...row, id: 'o-2' }]);
  });

  it('asks for health', async () => {
    expect(await ordena.health()).toBe('SERVING');
    expect(await ordena.health({ at: 'training', service: 'ordena.v1.TrainingService' })).toBe('SERVING');
    expect(await failureOf(ordena.health({ service: 'no.such.Service' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('runs the example of its README', async () => {
    const readme = await readFile(join(ROOT, 'libs/client/README.md'), 'utf8');
    const example = /```js\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const { code, stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', example], {
      env: { ORDENA_TARGET: served.address },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      "{ producto: 'cloro', cantidad: 20, unidad: 'caja', urgente: true }",
      '0 {"producto":"tornillos","cantidad":30}',
      '1 INVALID_ARGUMENT EMPTY_TEXT',
      '',
    ]);
  });
});

describe('the client and a service that knows its callers', () => {
  let secured: SecuredService;
  const clients: OrdenaClient[] = [];

  beforeAll(async () => {
    secured = await serveSecured();
  });

  afterAll(async () => {
    for (const client of clients) client.close();
    await secured.close();
  });

  const connect = async (token?: string): Promise<OrdenaClient> => {
    const [ca, cert, key] = await Promise.all(
      [secured.ca, secured.client.cert, secured.client.key].map((file) => readFile(file)),
    );
    const tls = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
    const client = connectOrdena({ target: secured.address, tls, ...(token === undefined ? {} : { token }) });
    clients.push(client);
    return client;
  };

  it('is let in with certificate and token', async () => {
    const ordena = await connect(secured.token);
    expect(await ordena.canonicalize(TEXT)).toMatchObject({ order: ORDER });
    const [result] = await collect(ordena.canonicalizeStream([TEXT]));
    expect(result?.ok).toBe(true);
  });

  it.each([
    ['no token', undefined],
    ['a wrong token', makeToken('stranger').token],
  ])('is told that it has %s', async (_name, token) => {
    const ordena = await connect(token);
    expect(await failureOf(ordena.canonicalize(TEXT, BRIEF))).toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'UNAUTHENTICATED',
    });
    // Health answers anybody.
    expect(await ordena.health()).toBe('SERVING');
  });

  it('does not trust a server that it does not know', async () => {
    const ordena = connectOrdena({ target: secured.address, tls: {}, retry: false });
    clients.push(ordena);
    expect(await failureOf(ordena.canonicalize(TEXT, BRIEF))).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('fails a call whose token is no token', async () => {
    const ordena = await connect('two words');
    const failure = await failureOf(ordena.canonicalize(TEXT, BRIEF));
    expect(failure.message).toContain('token');
  });
});

describe('a call that stops', () => {
  /** An engine that answers nothing, and tells when it is called and stopped. */
  class SilentEngine extends EventTarget implements Canonicalizer {
    canonicalize(_text: string, options?: { signal?: AbortSignal }): Promise<never> {
      this.dispatchEvent(new Event('call'));
      return new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => {
          this.dispatchEvent(new Event('stopped'));
          reject(new Error('stopped'));
        });
      });
    }
  }

  let engine: SilentEngine;
  let server: GrpcServer;
  let ordena: OrdenaClient;

  beforeEach(async () => {
    engine = new SilentEngine();
    server = await serveSilent(engine);
    ordena = connectOrdena({ target: `127.0.0.1:${server.port}` });
  });

  afterEach(async () => {
    ordena.close();
    await server.close();
  });

  const serveSilent = (silent: Canonicalizer, port = 0): Promise<GrpcServer> =>
    serveCanonicalizer(
      silent,
      'silent',
      { ORDENA_ADDR: `127.0.0.1:${port}`, ORDENA_SHUTDOWN_MS: 0 },
      createLogger('test', 'silent'),
    );

  it('is given up by its signal, here and there', async () => {
    const controller = new AbortController();
    const [called, stopped] = [once(engine, 'call'), once(engine, 'stopped')];
    const failure = failureOf(ordena.canonicalize(TEXT, { signal: controller.signal }));
    await called;
    const reason = new Error('the user went away');
    controller.abort(reason);
    expect(await failure).toMatchObject({ code: 'CANCELLED', cause: reason, retriable: false });
    await stopped;
    const before = await failureOf(ordena.canonicalize(TEXT, { signal: controller.signal }));
    expect(before).toMatchObject({ code: 'CANCELLED', cause: reason });
  });

  it('is given up by its signal in a stream', async () => {
    const controller = new AbortController();
    const [called, stopped] = [once(engine, 'call'), once(engine, 'stopped')];
    const failure = failureOf(collect(ordena.canonicalizeStream([TEXT], { signal: controller.signal })));
    await called;
    controller.abort();
    expect(await failure).toMatchObject({ code: 'CANCELLED' });
    await stopped;
  });

  it('ends at its deadline', async () => {
    const failure = await failureOf(ordena.canonicalize(TEXT, { timeoutMs: 150 }));
    expect(failure).toMatchObject({ code: 'DEADLINE_EXCEEDED', attempts: 1 });
  });

  it('ends when the client is closed, which may be done twice', async () => {
    const calls = [
      failureOf(ordena.canonicalize(TEXT)),
      failureOf(collect(ordena.canonicalizeStream([TEXT]))),
    ];
    await once(engine, 'call');
    await once(engine, 'call');
    ordena.close();
    ordena.close();
    for (const failure of await Promise.all(calls)) expect(failure).toMatchObject({ code: 'CLOSED' });
    expect(await failureOf(ordena.canonicalize(TEXT))).toMatchObject({ code: 'CLOSED' });
    expect(await failureOf(ordena.health())).toMatchObject({ code: 'CLOSED' });
  });

  it("bears its caller's trace to the service's span", async () => {
    const exporter = new InMemorySpanExporter();
    const telemetry = startTelemetry('test', undefined, [new SimpleSpanProcessor(exporter)]);
    const [trace, span] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
    const options = { traceparent: `00-${trace}-${span}-01`, timeoutMs: 100 };
    await failureOf(ordena.canonicalize(TEXT, options));
    await failureOf(collect(ordena.canonicalizeStream([TEXT], options)));
    const spans = await eventually(
      () => Promise.resolve(exporter.getFinishedSpans()),
      ({ length }) => length === 2,
    );
    await telemetry.close();
    expect(spans.map((made) => [made.spanContext().traceId, made.parentSpanContext?.spanId])).toEqual([
      [trace, span],
      [trace, span],
    ]);
  });

  it('is made again while the service is away, and not longer than it was told', async () => {
    const { port } = server;
    await server.close();
    const failure = await failureOf(ordena.canonicalize(TEXT, { retry: { attempts: 3, initialDelayMs: 1 } }));
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', attempts: 3, retriable: true });
    const order = { producto: 'sillas' };
    const quick: Canonicalizer = {
      canonicalize: () =>
        Promise.resolve({ json: JSON.stringify(order), order, outcome: 'ok', promptTokens: 1, newTokens: 1 }),
    };
    const answer = ordena.canonicalize('sillas', { retry: { attempts: 100, initialDelayMs: 200 } });
    server = await serveSilent(quick, port);
    expect((await answer).order).toEqual(order);
  });
});

describe('a service that breaks its contract', () => {
  const whole = (orderJson: string) => ({ orderJson, order: { lines: [] }, outcome: 'OUTCOME_OK' as const });
  const server = new Server();
  let ordena: OrdenaClient;

  beforeAll(async () => {
    const handlers: CanonicalizationServiceHandlers = {
      Canonicalize: ({ request: { text } }, done) => {
        if (text === 'value') done(null, { fields: [{ pointer: '/a', valueJson: '{}' }] });
        else done(null, whole(text));
      },
      CanonicalizeBatch: (_call, done) => {
        done(null, { results: [] });
      },
      CanonicalizeStream: (call) => {
        call.on('data', ({ text, requestId = '' }: CanonicalizeRequest) => {
          if (text === 'another') call.write({ requestId: '7', response: whole('{}') });
          else if (text === 'neither') call.write({ requestId });
        });
        call.on('end', () => {
          call.end();
        });
      },
    };
    server.addService(canonicalizationServiceDefinition(), handlers);
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    ordena = connectOrdena({ target: `127.0.0.1:${port}` });
  });

  afterAll(() => {
    ordena.close();
    server.forceShutdown();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an order that is no JSON', () => ordena.canonicalize('{')],
    ['an order that is none', () => ordena.canonicalize('{"pedido":1}')],
    ['a value that is none', () => ordena.canonicalize('value')],
    ['too few results', () => ordena.canonicalizeBatch(['a'])],
    ['the answer to another request', () => collect(ordena.canonicalizeStream(['another']))],
    ['a result without an answer', () => collect(ordena.canonicalizeStream(['neither']))],
    ['no answer', () => collect(ordena.canonicalizeStream(['nothing']))],
  ])('is found out: %s', async (_name, call) => {
    expect(await failureOf(call())).toMatchObject({ code: 'ANSWER_INVALID', retriable: false });
  });
});

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

async function failureOf(call: Promise<unknown>): Promise<OrdenaCallError> {
  const error: unknown = await call.then(
    () => new Error('the call did not fail'),
    (caught: unknown) => caught,
  );
  if (error instanceof OrdenaCallError) return error;
  throw error;
}
