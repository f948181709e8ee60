import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startKafkaBroker, type KafkaBroker } from '../support/kafka-broker.js';
import { skipWithoutKafka } from '../support/kafka-jars.js';

describe.skipIf(skipWithoutKafka())('the broker that tests start', () => {
  let broker: KafkaBroker;
  beforeAll(async () => {
    broker = await startKafkaBroker();
  });
  afterAll(() => broker.stop());

  it('keeps its topics over a kill and a restart', async () => {
    const kafka = new Kafka({ brokers: [broker.brokers], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'kept', numPartitions: 3 }] });
    await admin.disconnect();
    await broker.kill();
    await broker.restart();
    const again = kafka.admin();
    await again.connect();
    expect(await again.listTopics()).toContain('kept');
    await again.disconnect();
  });
});
