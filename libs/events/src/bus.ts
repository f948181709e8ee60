import type { CloudEvent } from './cloud-event.js';
import type { ContentMode } from './codec.js';
import type { EventsError } from './errors.js';
import type { IncomingRecord, OutgoingRecord } from './records.js';

/** A topic that must exist. */
export interface TopicSpec {
  topic: string;
  /** Default 3. A topic that exists keeps what it has. */
  partitions?: number;
  /** Default: the broker's own. */
  replicas?: number;
  /** Kafka's topic settings, such as `max.message.bytes`. In memory they mean nothing. */
  config?: Readonly<Record<string, string>>;
}

/** Writes events. */
export interface EventPublisher {
  /**
   * Writes events in their order; resolves when the broker has them all.
   *
   * @param topic must exist.
   * @throws EventsError `PUBLISH_FAILED`, `TOPIC_MISSING`, `CLOSED`.
   */
  publish(
    topic: string,
    events: readonly { key: string | null; event: CloudEvent }[],
    mode?: ContentMode,
  ): Promise<void>;
}

/** A record that was handed over: the event in it, or why there is none. */
export type Delivery = { record: IncomingRecord } & (
  { event: CloudEvent; fault?: undefined } | { event?: undefined; fault: EventsError }
);

/** Something that runs until it is closed. */
export interface Subscription {
  /** Finishes what has begun, commits it and lets the partitions go. May be called twice. */
  close(): Promise<void>;
}

/** Where a group of readers starts. */
export interface GroupOptions {
  /** Readers with one group name share the partitions between them. */
  group: string;
  /** Where a group starts that has committed nothing: true, at the oldest record; false, at what comes next. Default true. */
  fromBeginning?: boolean;
}

/** Reads events. */
export interface EventSource {
  /**
   * Hands each event to a handler at least once: one at a time in each partition, in their order. When the handler
   * fails, the event is handed over again after a while, and those behind it wait.
   */
  subscribe(
    topic: string,
    options: GroupOptions,
    handler: (delivery: Delivery, signal: AbortSignal) => Promise<void>,
  ): Promise<Subscription>;
}

/** What stands at a partition's committed place. */
export interface Checkpoint {
  /** The first record that is not done. */
  offset: number;
  /** What the last commit noted beside it; '' when nothing. At most 4096 bytes with Kafka's default settings. */
  metadata: string;
}

/** What is committed together: all of it or nothing. */
export interface PartitionCommit extends Checkpoint {
  records: readonly { topic: string; record: OutgoingRecord }[];
}

/** One partition, ours until `signal` aborts. Who had it before can commit nothing any more. */
export interface PartitionLease {
  readonly topic: string;
  readonly partition: number;
  readonly start: Checkpoint;
  /** Aborts when the partition is taken away: stop working on it, nothing of it can be committed. */
  readonly signal: AbortSignal;
  /**
   * Writes records and moves the partition's committed place, in one transaction. One at a time.
   *
   * @throws EventsError `LEASE_LOST`: by this call nothing was committed, or it is not known; the partition is opened
   * again from what is committed.
   */
  commit(commit: PartitionCommit): Promise<void>;
  /** Asks for no more records for now. What was fetched already may still come. */
  pause(): void;
  resume(): void;
}

/** What works on one partition. */
export interface PartitionWorker {
  /** Takes records in the order of their offsets. Must not wait for work: it is what reads the other partitions too. */
  push(records: readonly IncomingRecord[]): void;
  /** The partition is let go. With the lease still alive: finish and commit what has begun. */
  close(): Promise<void>;
}

/** Where a scan starts and ends. */
export interface ScanOptions {
  /** Default 'beginning'. A date: the first record at or after it. */
  from?: 'beginning' | 'end' | Date;
  /** Records from this time on are passed over. */
  until?: Date;
  /** true: goes on with what comes, until `signal` aborts. false: stops at what is there now. Default false. */
  follow?: boolean;
  signal?: AbortSignal;
}

/** Events and records over one connection. */
export interface EventBus extends EventPublisher, EventSource {
  /** Makes the topics that do not exist. */
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;
  /** Writes records as they are. @throws EventsError as `publish`. */
  publishRecords(topic: string, records: readonly OutgoingRecord[]): Promise<void>;
  /**
   * Reads a topic exactly once: each partition is given to one worker of the group, which commits results and place
   * together.
   *
   * @param open called with each partition that becomes ours.
   */
  consume(
    topic: string,
    options: GroupOptions,
    open: (lease: PartitionLease) => PartitionWorker,
  ): Promise<Subscription>;
  /** Looks at committed records without a group; leaves nothing behind. Partitions are mixed as they come. */
  scan(topic: string, options?: ScanOptions): AsyncIterable<IncomingRecord>;
  /** Records that a group has not committed yet, by partition. */
  lag(topic: string, group: string): Promise<ReadonlyMap<number, number>>;
  /** Closes everything opened through it. May be called twice. */
  close(): Promise<void>;
}
