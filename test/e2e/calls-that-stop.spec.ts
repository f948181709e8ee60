import { once } from 'node:events';

import { status } from '@grpc/grpc-js';
import { CanonicalizationClient } from '@ordena/contracts';
import { serveCanonicalizer, type Canonicalizer } from '@ordena/service-inference';
import { createLogger, ServiceError, type GrpcServer } from '@ordena/service-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { failureOf } from '../support/grpc.js';

/** An engine that never answers, and tells what happens to its calls: how long a real one takes is not for a test. */
class SilentEngine implements Canonicalizer {
  readonly calls = new EventTarget();
  stopped: unknown;

  canonicalize(_text: string, options?: { signal?: AbortSignal }): Promise<never> {
    this.calls.dispatchEvent(new Event('call'));
    return new Promise((_resolve, reject) => {
      options?.signal?.addEventListener('abort', () => {
        this.stopped = options.signal?.reason;
        this.calls.dispatchEvent(new Event('stopped'));
        reject(new Error('stopped in my own words'));
      });
    });
  }
}

const logger = createLogger('test', 'silent');
const config = { ORDENA_ADDR: '127.0.0.1:0', ORDENA_SHUTDOWN_MS: 200 };

let engine: SilentEngine;
let server: GrpcServer;
let client: CanonicalizationClient;

beforeEach(async () => {
  engine = new SilentEngine();
  server = await serveCanonicalizer(engine, 'silent', config, logger);
  client = new CanonicalizationClient(`127.0.0.1:${String(server.port)}`);
});

afterEach(async () => {
  client.close();
  await server.close();
});

describe('a call that stops', () => {
  it('stops the work when the caller cancels', async () => {
    const controller = new AbortController();
    const called = once(engine.calls, 'call');
    const stopped = once(engine.calls, 'stopped');
    const failure = failureOf(client.canonicalize({ text: 'dos sillas' }, { signal: controller.signal }));
    await called;
    controller.abort();
    expect((await failure).code).toBe(status.CANCELLED);
    await stopped;
    expect(engine.stopped).toMatchObject({ code: 'CANCELLED' });
  });

  it('stops the work at the deadline', async () => {
    const stopped = once(engine.calls, 'stopped');
    const failure = await failureOf(client.canonicalize({ text: 'dos sillas' }, { timeoutMs: 150 }));
    expect(failure.code).toBe(status.DEADLINE_EXCEEDED);
    await stopped;
    // The caller's clock and the server's run out together; either may be first to tell.
    expect(['DEADLINE_EXCEEDED', 'CANCELLED']).toContain((engine.stopped as ServiceError).code);
  });

  it('is cut off when the server stops, after the grace period', async () => {
    const called = once(engine.calls, 'call');
    const stopped = once(engine.calls, 'stopped');
    const failure = failureOf(client.canonicalize({ text: 'dos sillas' }));
    await called;
    const started = performance.now();
    await Promise.all([server.close(), server.close()]);
    expect(performance.now() - started).toBeGreaterThanOrEqual(190);
    expect([status.UNAVAILABLE, status.CANCELLED]).toContain((await failure).code);
    await stopped;
  });
});

describe('an address that is taken', () => {
  it('is named', async () => {
    const taken = { ...config, ORDENA_ADDR: `127.0.0.1:${String(server.port)}` };
    const error: unknown = await serveCanonicalizer(engine, 'silent', taken, logger).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(ServiceError);
    expect((error as ServiceError).code).toBe('ADDRESS_UNAVAILABLE');
    expect((error as ServiceError).message).toContain(taken.ORDENA_ADDR);
  });
});
