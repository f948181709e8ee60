import { TOPICS } from '@ordena/service-order-stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { eventually } from '../support/eventually.js';
import { skipWithoutKafka } from '../support/kafka-jars.js';
import { ordena } from '../support/run-ordena.js';
import {
  countResults,
  orderRecord,
  readResults,
  startStreamWorld,
  streamProcess,
  stubInference,
  type Killable,
  type Results,
  type StreamWorld,
} from '../support/stream-world.js';
import { runChaos } from './stream-chaos.js';

const EVENT = { 'content-type': 'application/cloudevents+json' };
const event = { specversion: '1.0', id: 'e', source: '/shop', type: 'ordena.order.received.v1' };

/** Each kind of order that cannot be processed, and the reason that its dead letter has to give. */
const POISON: Record<string, { value: Buffer; headers?: Record<string, string> }> = {
  NOT_UTF8: { value: Buffer.from([0x70, 0xff, 0xfe, 0xc3]) },
  NOT_JSON: { value: Buffer.from('{"specversion":'), headers: EVENT },
  TOO_LARGE: { value: Buffer.alloc(2_000_000, 'a') },
  EMPTY: { value: Buffer.alloc(0) },
  UNKNOWN_SCHEMA: { value: Buffer.from(JSON.stringify({ ...event, type: 'shop.cart.v7' })), headers: EVENT },
  NO_ORDER: { value: Buffer.from('Buenos días, esto va sin pedido') },
};

/** Of the long run, 5,000 good and 500 bad ones: see the README of order-stream. */
const GOOD = Number(process.env['ORDENA_STREAM_GOOD'] ?? 240);
const BAD = Number(process.env['ORDENA_STREAM_POISON'] ?? 24);
const SENT_WITHIN_MS = 60_000 + GOOD * 20;

/** Sends `good` orders with `poison` ones among them and waits for all results. */
async function sendMixed(world: StreamWorld, good: number, poison: number): Promise<Results> {
  const kinds = Object.values(POISON);
  const every = Math.floor(good / poison);
  const records = Array.from({ length: good }, (_, i) => {
    const bad = i % every === 0 && i / every < poison ? kinds[(i / every) % kinds.length] : undefined;
    const own =
      bad === undefined ? [] : [{ ...orderRecord(i), headers: bad.headers ?? {}, value: bad.value }];
    return [...own, orderRecord(i)];
  }).flat();
  for (let start = 0; start < records.length; start += 40)
    await world.events.publishRecords(TOPICS.raw, records.slice(start, start + 40));
  const reading = new AbortController();
  try {
    const seen = countResults(world.events, reading.signal);
    await eventually(
      () => Promise.resolve(seen.count),
      (count) => count >= records.length,
      SENT_WITHIN_MS,
    );
  } finally {
    reading.abort();
  }
  return readResults(world.events);
}

describe.skipIf(skipWithoutKafka())('orders over Kafka', { timeout: 300_000 }, () => {
  describe('with processes that run', () => {
    let world: StreamWorld;
    const running: Killable[] = [];
    beforeAll(async () => {
      world = await startStreamWorld(3);
      const inference = stubInference(2, 16);
      running.push(inference);
      await inference.start();
      const stream = streamProcess(world.broker, inference, { ORDENA_STREAM_MAX_ATTEMPTS: '3' });
      running.push(stream);
      await stream.start();
    });
    afterAll(async () => {
      await Promise.all(running.map((process) => process.kill()));
      await world.close();
    });

    it('makes dead letters with their reasons of what is no order, and lets the good ones through', async () => {
      const { orders, deadLetters } = await sendMixed(world, GOOD, BAD);
      expect(orders).toHaveLength(GOOD);
      const reasons = deadLetters.map(({ reason }) => reason).sort();
      const kinds = Object.keys(POISON);
      expect(reasons).toEqual(Array.from({ length: BAD }, (_, i) => kinds[i % kinds.length]).sort());
      expect(deadLetters.every(({ message }) => message.length > 0)).toBe(true);
    });

    it('keeps key and trace, and takes the id of an event', async () => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const raw = { ...event, subject: 'A-77', traceparent, data: { text: 'dos sillas' } };
      await world.events.publish(TOPICS.raw, [{ key: 'tienda', event: raw as never }]);
      let found: Results['orders'][number] | undefined;
      for (const end = Date.now() + 20_000; found === undefined && Date.now() < end; await sleep(100))
        found = (await readResults(world.events)).orders.find((order) => order.order_id === 'A-77');
      expect(found?.record.key?.toString()).toBe('tienda');
      expect(found?.record.headers['traceparent']).toBe(traceparent);
      expect(found?.order).toMatchObject({ producto: 'dos sillas' });
    });

    it('shows dead letters to an operator and submits them again', async () => {
      const env = { ORDENA_KAFKA_BROKERS: world.broker.brokers };
      const listed = await ordena(['stream', 'dlq', '--reason', 'NOT_JSON', '--limit', '2'], { env });
      const letters = listed.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { reason: string });
      expect(letters.map(({ reason }) => reason)).toEqual(['NOT_JSON', 'NOT_JSON']);
      const again = await ordena(['stream', 'dlq', '--reason', 'NO_ORDER', '--limit', '1', '--resubmit'], {
        env,
      });
      expect(again.stdout).toBe('1 dead letters\n');
      const dry = await ordena(['stream', 'replay', '--from', '2020-01-01T00:00:00Z', '--dry-run'], { env });
      expect(dry.stdout).toMatch(/^\d+ orders\n$/);
      const tail = await ordena(['stream', 'tail', 'canonical', '--limit', '1'], { env });
      expect(JSON.parse(tail.stdout)).toMatchObject({ event: { type: 'ordena.order.canonical.v1' } });
    });
  });

  it('loses nothing and repeats nothing while everything is killed', async () => {
    const settings = {
      kills: 2,
      brokerRestarts: 1,
      outageSeconds: 2,
      engine: 200,
      seed: 3,
      limitSeconds: 240,
    };
    const report = await runChaos({ ...settings, orders: 300 }, () => undefined);
    expect(report).toMatchObject({ missing: 0, twice: 0, disordered: 0, deadLetters: 0 });
  });
});
