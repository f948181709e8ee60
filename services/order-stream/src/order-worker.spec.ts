import { status } from '@grpc/grpc-js';
import type { ReceivedResponse } from '@ordena/contracts';
import { MemoryEvents } from '@ordena/events';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';

import { ReadFailure } from './errors.js';
import type { OrderReader } from './order-reader.js';
import { startOrderStream } from './order-stream.js';
import type { DeadLetter } from './results.js';
import { createStreamMetrics } from './stream-metrics.js';
import { DEFAULT_SETTINGS, TOPICS } from './stream-settings.js';

const answer = {
  orderJson: '{"producto":"A"}',
  fields: [],
  reviewReasons: [],
  reviews: [],
  calibrated: false,
  needsReview: false,
  model: 'm',
  outcome: 'OUTCOME_OK',
} as unknown as ReceivedResponse;

let events = new MemoryEvents();
afterEach(async () => {
  await events.close();
  events = new MemoryEvents();
});

/** Runs orders through a stream whose engine is a function; waits until each has its result. */
async function stream(texts: string[], read: OrderReader['read']) {
  const registry = new Registry();
  const running = await startOrderStream({
    events,
    reader: { read, ready: () => Promise.resolve(), close: () => undefined },
    settings: { ...DEFAULT_SETTINGS, maxAttempts: 3, retryFirstMs: 1, retryMostMs: 5, commitEveryMs: 2 },
    group: 'g',
    metrics: createStreamMetrics(registry),
    partitions: 1,
  });
  const records = texts.map((text) => ({ key: Buffer.from('k'), value: Buffer.from(text), headers: {} }));
  await events.publishRecords(TOPICS.raw, records);
  while ([...(await events.lag(TOPICS.raw, 'g')).values()].some((lag) => lag > 0))
    await new Promise((resolve) => setTimeout(resolve, 2));
  await running.close();
  return {
    canonical: await valuesOf(TOPICS.canonical),
    dead: await valuesOf<DeadLetter>(TOPICS.deadLetters),
    registry,
  };
}

async function valuesOf<T = { text: string }>(topic: string): Promise<T[]> {
  const values: T[] = [];
  for await (const { value } of events.scan(topic))
    values.push((JSON.parse(String(value)) as { data: T }).data);
  return values;
}

describe('the order stream', () => {
  it('gives results in the order of their key, however they end', async () => {
    const { canonical } = await stream(['uno', 'dos', 'tres'], async ({ text }) => {
      await new Promise((resolve) => setTimeout(resolve, text === 'uno' ? 30 : 1));
      return answer;
    });
    expect(canonical.map(({ text }) => text)).toEqual(['uno', 'dos', 'tres']);
  });

  it('tries again what may pass, and counts it', async () => {
    let calls = 0;
    const { canonical, dead, registry } = await stream(['uno'], () =>
      ++calls < 3 ? Promise.reject(new ReadFailure(status.UNAVAILABLE, '', 'away')) : Promise.resolve(answer),
    );
    expect([canonical.length, dead.length, calls]).toEqual([1, 0, 3]);
    expect(await registry.metrics()).toContain('ordena_stream_retries_total{reason="UNAVAILABLE"} 2');
  });

  it.each([
    [status.INTERNAL, 'ATTEMPTS_EXHAUSTED', 3],
    [status.INVALID_ARGUMENT, 'REFUSED', 1],
  ])('makes a dead letter of status %i', async (code, reason, attempts) => {
    const { canonical, dead } = await stream(['malo', 'bueno'], ({ text }) =>
      text === 'malo' ? Promise.reject(new ReadFailure(code, 'WHY', 'no')) : Promise.resolve(answer),
    );
    expect(canonical.map(({ text }) => text)).toEqual(['bueno']);
    expect(dead).toMatchObject([{ reason, attempts, message: 'WHY: no' }]);
    expect(Buffer.from(dead[0]?.value_base64 ?? '', 'base64').toString()).toBe('malo');
  });

  it('waits for a full queue as long as it takes', async () => {
    let calls = 0;
    const { canonical, dead } = await stream(['uno'], () =>
      ++calls < 9
        ? Promise.reject(new ReadFailure(status.RESOURCE_EXHAUSTED, '', 'full'))
        : Promise.resolve(answer),
    );
    expect([canonical.length, dead.length]).toEqual([1, 0]);
  });

  it('makes a dead letter of a text without an order', async () => {
    const fields = [{ pointer: '/producto', valueJson: '"hola"', confidence: 0.0001 }];
    const { dead } = await stream(['hola'], () => Promise.resolve({ ...answer, fields } as ReceivedResponse));
    expect(dead).toMatchObject([{ reason: 'NO_ORDER' }]);
  });
});
