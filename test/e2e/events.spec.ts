import { KafkaEvents, MemoryEvents } from '@ordena/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { describeEventBus } from '../support/events-conformance.js';
import { startKafkaBroker, type KafkaBroker } from '../support/kafka-broker.js';
import { skipWithoutKafka } from '../support/kafka-jars.js';

describe('events in memory', () => {
  describeEventBus(() => Promise.resolve(new MemoryEvents()));
});

describe.skipIf(skipWithoutKafka())('events over Kafka', () => {
  let broker: KafkaBroker;
  beforeAll(async () => {
    broker = await startKafkaBroker();
  });
  afterAll(() => broker.stop());

  describeEventBus(() => KafkaEvents.connect({ brokers: [broker.brokers], sessionTimeoutMs: 6000 }));

  it('says where it found no broker', async () => {
    await expect(KafkaEvents.connect({ brokers: ['127.0.0.1:1'] })).rejects.toMatchObject({
      code: 'CONNECT_FAILED',
      message: expect.stringContaining('127.0.0.1:1') as string,
    });
  });
});
