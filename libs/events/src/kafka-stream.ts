import { setTimeout as sleep } from 'node:timers/promises';

import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';

import type { Checkpoint, GroupOptions, PartitionLease, PartitionWorker, Subscription } from './bus.js';
import { jittered } from './jitter.js';
import { createProducer, toRecord } from './kafka-client.js';
import { KafkaLease, type LeaseHost } from './kafka-lease.js';

/** How the stream reaches the broker. */
export interface StreamParts {
  kafka: Kafka;
  admin: Admin;
  sessionTimeoutMs: number;
}

/** A partition that is ours. */
interface Owned {
  lease: KafkaLease;
  worker: PartitionWorker;
  /** The first offset that was not handed over. */
  next: number;
}

/** Longest that a fetch waits when there is nothing: also how soon a partition that is resumed goes on. */
const FETCH_WAIT_MS = 250;

/**
 * One reader of a group. The consumer only fetches and heartbeats: records are handed over at once and worked on
 * beside it, so a slow order never costs the membership.
 */
export class KafkaStream implements LeaseHost, Subscription {
  readonly group: string;
  private readonly owned = new Map<number, Owned>();
  private assigned = new Set<number>();
  private readonly opening = new Set<number>();
  private readonly stop = new AbortController();
  private consumer: Consumer | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    readonly topic: string,
    private readonly options: GroupOptions,
    private readonly open: (lease: PartitionLease) => PartitionWorker,
    private readonly parts: StreamParts,
  ) {
    this.group = options.group;
  }

  /** Joins the group. Resolves when the consumer runs, which may be before it has partitions. */
  async start(): Promise<void> {
    const { kafka, sessionTimeoutMs } = this.parts;
    const consumer = kafka.consumer({
      groupId: this.group,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: Math.max(500, Math.round(sessionTimeoutMs / 6)),
      rebalanceTimeout: Math.max(10_000, sessionTimeoutMs),
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 2000, retries: 8 },
    });
    this.consumer = consumer;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.onAssigned(new Set(payload.memberAssignment[this.topic]));
    });
    // kafkajs starts again by itself after most failures; after the others somebody has to.
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) void this.startAgain(consumer);
    });
    await consumer.connect();
    await consumer.subscribe({ topic: this.topic, fromBeginning: this.options.fromBeginning !== false });
    await consumer.run({
      autoCommit: false,
      eachBatch: (batch) => {
        this.onBatch(batch);
        return Promise.resolve();
      },
    });
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  pause(partition: number): void {
    this.consumer?.pause([{ topic: this.topic, partitions: [partition] }]);
  }

  resume(partition: number): void {
    this.consumer?.resume([{ topic: this.topic, partitions: [partition] }]);
  }

  lost(lease: KafkaLease): void {
    if (this.owned.get(lease.partition)?.lease !== lease) return;
    this.release(lease.partition);
    void this.openPartition(lease.partition, 1);
  }

  private async end(): Promise<void> {
    this.stop.abort();
    for (const partition of this.owned.keys()) this.pause(partition);
    await Promise.all([...this.owned.values()].map(({ worker }) => worker.close()));
    for (const partition of [...this.owned.keys()]) this.release(partition);
    await this.consumer?.disconnect().catch(() => undefined);
  }

  private async startAgain(crashed: Consumer): Promise<void> {
    for (let attempt = 1; !this.stop.signal.aborted; attempt++) {
      await this.rest(attempt);
      if (this.stop.signal.aborted || this.consumer !== crashed) return;
      try {
        await crashed.disconnect().catch(() => undefined);
        await this.start();
        return;
      } catch {
        crashed = this.consumer;
      }
    }
  }

  /** A new generation of the group: what stays ours goes on, the rest is dropped, what is new is opened. */
  private onAssigned(assigned: Set<number>): void {
    this.assigned = assigned;
    for (const partition of [...this.owned.keys()]) if (!assigned.has(partition)) this.release(partition);
    for (const partition of assigned) if (!this.owned.has(partition)) void this.openPartition(partition);
  }

  private onBatch(payload: EachBatchPayload): void {
    const { partition, messages } = payload.batch;
    const owned = this.owned.get(partition);
    if (owned === undefined || payload.isStale()) return;
    // A rebalance fetches again from the committed place what was handed over already.
    const records = messages
      .filter(({ offset }) => Number(offset) >= owned.next)
      .map((message) => toRecord(this.topic, partition, message));
    const last = records.at(-1);
    if (last === undefined) return;
    owned.next = last.offset + 1;
    owned.worker.push(records);
  }

  /** Takes a partition over: first whoever had it is fenced off, then its place is read, which is final by then. */
  private async openPartition(partition: number, failures = 0): Promise<void> {
    if (this.opening.has(partition)) return;
    this.opening.add(partition);
    this.pause(partition);
    try {
      for (let attempt = failures; this.isWanted(partition); attempt++) {
        if (attempt > 0) await this.rest(attempt);
        if (this.isWanted(partition) && (await this.tryOpen(partition))) return;
      }
    } finally {
      this.opening.delete(partition);
    }
  }

  private async tryOpen(partition: number): Promise<boolean> {
    const producer = createProducer(this.parts.kafka, `${this.group}/${this.topic}/${partition}`);
    try {
      await producer.connect();
      // kafkajs initialises the producer with its first transaction; one without content costs nothing more.
      await (await producer.transaction()).abort();
      const start = await this.checkpoint(partition);
      if (!this.isWanted(partition)) throw new Error('the partition was taken away');
      const lease = new KafkaLease(partition, start, producer, this);
      this.owned.set(partition, { lease, worker: this.open(lease), next: start.offset });
      this.consumer?.seek({ topic: this.topic, partition, offset: String(start.offset) });
      this.resume(partition);
      return true;
    } catch {
      await producer.disconnect().catch(() => undefined);
      return false;
    }
  }

  private async checkpoint(partition: number): Promise<Checkpoint> {
    const { admin } = this.parts;
    const [found] = await admin.fetchOffsets({ groupId: this.group, topics: [this.topic] });
    const committed = found?.partitions.find((place) => place.partition === partition);
    if (committed !== undefined && committed.offset !== '-1')
      return { offset: Number(committed.offset), metadata: committed.metadata ?? '' };
    const ends = await admin.fetchTopicOffsets(this.topic);
    const end = ends.find((place) => place.partition === partition);
    const offset = this.options.fromBeginning === false ? end?.high : end?.low;
    return { offset: Number(offset ?? 0), metadata: '' };
  }

  private isWanted(partition: number): boolean {
    return !this.stop.signal.aborted && this.assigned.has(partition) && !this.owned.has(partition);
  }

  private release(partition: number): void {
    const owned = this.owned.get(partition);
    this.owned.delete(partition);
    owned?.lease.abort();
    void owned?.worker.close().then(() => owned.lease.disconnect());
  }

  private async rest(attempt: number): Promise<void> {
    await sleep(jittered(attempt, 200, 3000), undefined, { signal: this.stop.signal }).catch(() => undefined);
  }
}
