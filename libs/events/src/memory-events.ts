import { EventEmitter, once } from 'node:events';

import type {
  Delivery,
  EventBus,
  GroupOptions,
  PartitionCommit,
  PartitionLease,
  PartitionWorker,
  ScanOptions,
  Subscription,
  TopicSpec,
} from './bus.js';
import type { CloudEvent } from './cloud-event.js';
import { encodeEvent, type ContentMode } from './codec.js';
import { EventsError } from './errors.js';
import { MemoryGroup, type MemoryLease, type Member } from './memory-group.js';
import { MemoryPartition } from './memory-topic.js';
import type { IncomingRecord, OutgoingRecord } from './records.js';
import { subscribeByLease } from './subscribe.js';

const DEFAULT_PARTITIONS = 3;
/** Records that every partition keeps for those who look back; more when a group has not read them yet. */
const KEPT = 10_000;

interface MemoryTopic {
  partitions: MemoryPartition[];
  groups: Map<string, MemoryGroup>;
}

/** Events within one process: the interface of Kafka without a broker. Nothing outlives the process. */
export class MemoryEvents implements EventBus {
  private readonly topics = new Map<string, MemoryTopic>();
  private readonly subscriptions = new Set<Subscription>();
  private readonly changes = new EventEmitter().setMaxListeners(0);
  private readonly gone = new AbortController();
  private nextPartition = 0;

  ensureTopics(specs: readonly TopicSpec[]): Promise<void> {
    for (const { topic, partitions = DEFAULT_PARTITIONS } of specs) {
      if (this.topics.has(topic)) continue;
      const made = Array.from({ length: partitions }, (_, i) => new MemoryPartition(topic, i));
      this.topics.set(topic, { partitions: made, groups: new Map() });
    }
    return Promise.resolve();
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

  publishRecords(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    return Promise.resolve().then(() => {
      this.topic(topic);
      for (const record of records) this.append(topic, record);
      this.wake();
    });
  }

  async consume(
    topic: string,
    options: GroupOptions,
    open: (lease: PartitionLease) => PartitionWorker,
  ): Promise<Subscription> {
    const { partitions, groups } = this.topic(topic);
    const host = { commit: this.commit.bind(this) };
    const group = groups.get(options.group) ?? new MemoryGroup(topic, partitions, options, host);
    groups.set(options.group, group);
    const member: Member = { open, leases: new Map() };
    await group.join(member);
    let closing: Promise<void> | undefined;
    const subscription = {
      close: () =>
        (closing ??= group.leave(member).then(() => {
          this.subscriptions.delete(subscription);
        })),
    };
    this.subscriptions.add(subscription);
    return subscription;
  }

  subscribe(
    topic: string,
    options: GroupOptions,
    handler: (delivery: Delivery, signal: AbortSignal) => Promise<void>,
  ): Promise<Subscription> {
    return subscribeByLease(this, topic, options, handler);
  }

  async *scan(topic: string, options: ScanOptions = {}): AsyncGenerator<IncomingRecord> {
    const { from = 'beginning', until, follow = false, signal } = options;
    const { partitions } = this.topic(topic);
    const stop = AbortSignal.any([this.gone.signal, ...(signal === undefined ? [] : [signal])]);
    const places = partitions.map(({ start, end }) => (from === 'end' ? end : start));
    const ends = partitions.map(({ end }) => (follow ? Infinity : end));
    while (!stop.aborted) {
      const found = partitions.flatMap((partition, i) => {
        const records = partition.read(places[i] ?? 0, 100).filter(({ offset }) => offset < (ends[i] ?? 0));
        places[i] = (records.at(-1)?.offset ?? (places[i] ?? 0) - 1) + 1;
        return records;
      });
      for (const record of found) if (isWithin(record, from, until) && !stop.aborted) yield record;
      if (found.length > 0) continue;
      if (!follow) return;
      await once(this.changes, 'change', { signal: stop }).catch(() => undefined);
    }
  }

  lag(topic: string, group: string): Promise<ReadonlyMap<number, number>> {
    const { partitions, groups } = this.topic(topic);
    const places = groups.get(group);
    return Promise.resolve(
      new Map(partitions.map(({ start, end }, i) => [i, end - (places?.place(i).offset ?? start)])),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    this.gone.abort();
  }

  private commit(lease: MemoryLease, { offset, metadata, records }: PartitionCommit): void {
    // All topics are looked up before anything is written, so that a missing one leaves nothing behind.
    for (const { topic } of records) this.topic(topic);
    for (const { topic, record } of records) this.append(topic, record);
    const { partitions, groups } = this.topic(lease.topic);
    groups.get(lease.group)?.committed.set(lease.partition, { offset, metadata });
    const needed = Math.min(...[...groups.values()].map((group) => group.place(lease.partition).offset));
    partitions[lease.partition]?.trim(KEPT, needed);
    this.wake();
  }

  private append(topic: string, record: OutgoingRecord): void {
    const { partitions, groups } = this.topic(topic);
    const index = record.key === null ? this.nextPartition++ : hash(record.key);
    const partition = partitions[index % partitions.length];
    partition?.append(record);
    // Without a group nobody commits, and nothing would ever be forgotten.
    if (groups.size === 0) partition?.trim(KEPT, Infinity);
  }

  private wake(): void {
    for (const { groups } of this.topics.values()) for (const group of groups.values()) group.wake();
    this.changes.emit('change');
  }

  private topic(name: string): MemoryTopic {
    if (this.gone.signal.aborted) throw new EventsError('CLOSED', 'the events were closed');
    const topic = this.topics.get(name);
    if (topic === undefined)
      throw new EventsError('TOPIC_MISSING', `there is no topic ${name}`, { field: name });
    return topic;
  }
}

/** Whether a record lies in a scan's stretch of time. */
export function isWithin({ timestamp }: IncomingRecord, from: ScanOptions['from'], until?: Date): boolean {
  return !(from instanceof Date && timestamp < from.getTime()) && !(until && timestamp >= until.getTime());
}

/** FNV-1a. */
function hash(key: Buffer): number {
  return key.reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
}
