import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { toGrpcStatus, type CallSettings } from '@ordena/contracts';
import { describe, expect, it } from 'vitest';

import { Calls, type CallDefaults } from './calls.js';
import { DEFAULT_RETRY } from './retry.js';

const DEFAULTS: CallDefaults = {
  timeoutMs: 5000,
  retry: { ...DEFAULT_RETRY, initialDelayMs: 1 },
  headers: () => ({ 'x-shop': 'a' }),
};
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

function failure(code: number, details = 'no', metadata = new Metadata()): ServiceError {
  return Object.assign(new Error(`${code} ${details}`), { code, details, metadata });
}

/** Fails a number of times, then answers. */
function failing(times: number, error: Error) {
  const seen: CallSettings[] = [];
  const start = (settings: CallSettings): Promise<{ value: number }> => {
    seen.push(settings);
    return seen.length <= times ? Promise.reject(error) : Promise.resolve({ value: seen.length });
  };
  return { seen, start };
}

async function collect<T>(source: AsyncIterable<T>, into: T[] = []): Promise<T[]> {
  for await (const item of source) into.push(item);
  return into;
}

describe('a call with one answer', () => {
  it('is made again while its failure may pass, within one deadline', async () => {
    const { seen, start } = failing(2, failure(status.UNAVAILABLE));
    expect(await new Calls(DEFAULTS).unary('Do', { timeoutMs: 1000 }, start)).toEqual({ value: 3 });
    const left = seen.map(({ timeoutMs = 0 }) => timeoutMs);
    expect(left[0]).toBeLessThanOrEqual(1000);
    expect(left).toEqual([...left].sort((a, b) => b - a));
  });

  it('fails in the end, with the number of its attempts', async () => {
    const error = failure(status.UNAVAILABLE, 'nobody is there');
    const call = new Calls(DEFAULTS).unary('Do', { retry: { attempts: 3 } }, failing(9, error).start);
    await expect(call).rejects.toMatchObject({
      name: 'OrdenaCallError',
      code: 'UNAVAILABLE',
      message: 'Do: nobody is there',
      attempts: 3,
      cause: error,
    });
  });

  it('tells what the service told', async () => {
    const details = toGrpcStatus({
      code: status.RESOURCE_EXHAUSTED,
      message: 'the queue is full',
      reason: 'RESOURCE_EXHAUSTED',
      metadata: { field: 'text' },
      violations: [{ field: 'text', description: 'is long' }],
      retryAfterMs: 1500,
    });
    const error = failure(status.RESOURCE_EXHAUSTED, 'the queue is full', details.metadata ?? undefined);
    const call = new Calls(DEFAULTS).unary('Do', { retry: false }, failing(9, error).start);
    await expect(call).rejects.toMatchObject({
      code: 'RESOURCE_EXHAUSTED',
      status: status.RESOURCE_EXHAUSTED,
      reason: 'RESOURCE_EXHAUSTED',
      metadata: { field: 'text' },
      violations: [{ field: 'text', description: 'is long' }],
      retryAfterMs: 1500,
      retriable: true,
    });
  });

  it("sends the client's headers, the call's and its trace", async () => {
    const { seen, start } = failing(0, failure(0));
    const calls = new Calls(DEFAULTS);
    await calls.unary('Do', {}, start);
    await calls.unary('Do', { headers: { 'x-shop': 'b' }, traceparent: TRACEPARENT }, start);
    expect(seen.map(({ headers }) => headers)).toEqual([
      { 'x-shop': 'a' },
      { 'x-shop': 'b', traceparent: TRACEPARENT },
    ]);
  });

  it.each([
    ['traceparent', { traceparent: 'abc' }],
    ['headers', { headers: { 'x-shop': 'añil' } }],
    ['headers', { headers: { 'x shop': 'a' } }],
    ['headers', { headers: { 'x-shop-bin': 'a' } }],
    ['timeoutMs', { timeoutMs: -1 }],
    ['retry.attempts', { retry: { attempts: 0 } }],
  ])('is not made when %s is at fault', async (method, options) => {
    const { seen, start } = failing(0, failure(0));
    const call = new Calls(DEFAULTS).unary('Do', options, start);
    await expect(call).rejects.toMatchObject({ code: 'OPTION_INVALID', method });
    expect(seen).toEqual([]);
  });

  it('ends while it waits for its next attempt', async () => {
    const calls = new Calls(DEFAULTS);
    const slow = { retry: { initialDelayMs: 4000 } };
    const controller = new AbortController();
    const { start } = failing(9, failure(status.UNAVAILABLE));
    const given = calls.unary('Do', { ...slow, signal: controller.signal }, start);
    const closed = calls.unary('Do', slow, start);
    setTimeout(() => {
      controller.abort('enough');
      calls.close();
    }, 10);
    await expect(given).rejects.toMatchObject({ code: 'CANCELLED', cause: 'enough' });
    await expect(closed).rejects.toMatchObject({ code: 'CLOSED' });
  });
});

describe('a call with many answers', () => {
  const numbers = (from: number, to: number, error?: Error) =>
    async function* () {
      for (let value = from; value <= to; value++) yield await Promise.resolve({ value });
      if (error !== undefined) throw error;
    };

  it('goes on behind its last answer when it can', async () => {
    const gone = failure(status.UNAVAILABLE);
    const parts = [numbers(1, 2, gone), numbers(3, 2, gone), numbers(3, 4)];
    const start = () => parts.shift()?.() ?? numbers(1, 0)();
    const stream = new Calls(DEFAULTS).stream('Watch', {}, start, true);
    expect(await collect(stream)).toEqual([1, 2, 3, 4].map((value) => ({ value })));
  });

  it('counts only the attempts that bring nothing', async () => {
    const gone = failure(status.UNAVAILABLE);
    let from = 0;
    const start = () => (from++ < 6 ? numbers(from, from, gone)() : numbers(1, 0, gone)());
    const seen: { value: number }[] = [];
    const stream = new Calls(DEFAULTS).stream('Watch', { retry: { attempts: 2 } }, start, true);
    await expect(collect(stream, seen)).rejects.toMatchObject({ code: 'UNAVAILABLE', attempts: 2 });
    expect(seen.length).toBe(6);
  });

  it('fails at once when it cannot go on', async () => {
    const start = numbers(1, 2, failure(status.UNAVAILABLE));
    const seen: { value: number }[] = [];
    const stream = new Calls(DEFAULTS).stream('Read', {}, start);
    await expect(collect(stream, seen)).rejects.toMatchObject({ code: 'UNAVAILABLE', attempts: 1 });
    expect(seen.length).toBe(2);
  });

  it("throws the caller's own error as it is", async () => {
    const own = new RangeError('mine');
    await expect(collect(new Calls(DEFAULTS).stream('Read', {}, numbers(1, 1, own), true))).rejects.toBe(own);
  });

  it('is not opened by a client that is closed', async () => {
    const calls = new Calls(DEFAULTS);
    calls.close();
    calls.close();
    await expect(collect(calls.stream('Read', {}, numbers(1, 1)))).rejects.toMatchObject({ code: 'CLOSED' });
  });
});
