import type { Admin, Kafka, Producer } from 'kafkajs';

import type {
  Delivery,
  EventBus,
  GroupOptions,
  PartitionLease,
  PartitionWorker,
  ScanOptions,
  Subscription,
  TopicSpec,
} from './bus.js';
import type { CloudEvent } from './cloud-event.js';
import { encodeEvent, type ContentMode } from './codec.js';
import { EventsError } from './errors.js';
import { createKafka, createProducer, publishError, toMessage } from './kafka-client.js';
import { scanTopic } from './kafka-scan.js';
import type { KafkaSettings } from './kafka-settings.js';
import { KafkaStream } from './kafka-stream.js';
import type { IncomingRecord, OutgoingRecord } from './records.js';
import { subscribeByLease } from './subscribe.js';

const DEFAULT_PARTITIONS = 3;

/** Events over Kafka. */
export class KafkaEvents implements EventBus {
  private readonly streams = new Set<Subscription>();
  private readonly gone = new AbortController();
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly kafka: Kafka,
    private readonly admin: Admin,
    private readonly producer: Producer,
    private readonly sessionTimeoutMs: number,
  ) {}

  /**
   * Connects to a cluster.
   *
   * @throws EventsError `CONNECT_FAILED` when no broker answers or they refuse us.
   */
  static async connect(settings: KafkaSettings): Promise<KafkaEvents> {
    const kafka = createKafka(settings);
    const admin = kafka.admin();
    const producer = createProducer(kafka);
    try {
      await admin.connect();
      await producer.connect();
    } catch (error) {
      await Promise.allSettled([admin.disconnect(), producer.disconnect()]);
      const where = settings.brokers.join(', ');
      throw new EventsError('CONNECT_FAILED', `no Kafka at ${where}: ${String(error)}`, { cause: error });
    }
    return new KafkaEvents(kafka, admin, producer, settings.sessionTimeoutMs ?? 15_000);
  }

  async ensureTopics(specs: readonly TopicSpec[]): Promise<void> {
    this.checkOpen();
    const there = new Set(await this.admin.listTopics());
    const topics = specs
      .filter(({ topic }) => !there.has(topic))
      .map(({ topic, partitions = DEFAULT_PARTITIONS, replicas, config = {} }) => ({
        topic,
        numPartitions: partitions,
        replicationFactor: replicas ?? -1,
        configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
      }));
    // Two services that start together both want to: who comes second finds them there.
    if (topics.length > 0) await this.admin.createTopics({ topics, waitForLeaders: true });
  }

  publish(
    topic: string,
    events: readonly { key: string | null; event: CloudEvent }[],
    mode: ContentMode = 'structured',
  ): Promise<void> {
    return this.publishRecords(
      topic,
      events.map(({ key, event }) => encodeEvent(event, { key, mode })),
    );
  }

  async publishRecords(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    this.checkOpen();
    if (records.length === 0) return;
    try {
      await this.producer.send({ topic, acks: -1, messages: records.map(toMessage) });
    } catch (error) {
      throw publishError(topic, error);
    }
  }

  async consume(
    topic: string,
    options: GroupOptions,
    open: (lease: PartitionLease) => PartitionWorker,
  ): Promise<Subscription> {
    this.checkOpen();
    const { kafka, admin, sessionTimeoutMs } = this;
    const stream = new KafkaStream(topic, options, open, { kafka, admin, sessionTimeoutMs });
    this.streams.add(stream);
    try {
      await stream.start();
    } catch (error) {
      this.streams.delete(stream);
      await stream.close();
      throw publishError(topic, error);
    }
    return stream;
  }

  subscribe(
    topic: string,
    options: GroupOptions,
    handler: (delivery: Delivery, signal: AbortSignal) => Promise<void>,
  ): Promise<Subscription> {
    return subscribeByLease(this, topic, options, handler);
  }

  async *scan(topic: string, options: ScanOptions = {}): AsyncGenerator<IncomingRecord> {
    this.checkOpen();
    yield* scanTopic(this.kafka, this.admin, topic, options, this.gone.signal);
  }

  async lag(topic: string, group: string): Promise<ReadonlyMap<number, number>> {
    this.checkOpen();
    const ends = await this.admin.fetchTopicOffsets(topic);
    const [places] = await this.admin.fetchOffsets({ groupId: group, topics: [topic] });
    return new Map(
      ends.map(({ partition, high, low }) => {
        const committed = places?.partitions.find((place) => place.partition === partition)?.offset ?? '-1';
        return [partition, Number(high) - Number(committed === '-1' ? low : committed)];
      }),
    );
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    await Promise.all([...this.streams].map((stream) => stream.close()));
    this.gone.abort();
    await Promise.allSettled([this.producer.disconnect(), this.admin.disconnect()]);
  }

  private checkOpen(): void {
    if (this.closing !== undefined) throw new EventsError('CLOSED', 'the connection to Kafka was closed');
  }
}
