import { setTimeout as sleep } from 'node:timers/promises';

import type { Producer } from 'kafkajs';

import type { Checkpoint, PartitionCommit, PartitionLease } from './bus.js';
import { EventsError } from './errors.js';
import { kafkaErrorType, toMessage } from './kafka-client.js';

/** The stream that a lease belongs to. */
export interface LeaseHost {
  readonly topic: string;
  readonly group: string;
  pause(partition: number): void;
  resume(partition: number): void;
  /** Told once, when the lease is over because a commit failed. */
  lost(lease: KafkaLease): void;
}

/**
 * A partition whose transactional producer is ours. TxnOffsetCommit without group metadata (kafkajs speaks version 1)
 * does not fence by group generation, so the transactional id stands for the partition, as in Kafka Streams' first
 * exactly-once mode: who takes the partition over initialises the same id, and the broker refuses what the owner before
 * still tries to commit.
 */
export class KafkaLease implements PartitionLease {
  private readonly gone = new AbortController();
  readonly signal: AbortSignal = this.gone.signal;
  readonly topic: string;

  constructor(
    readonly partition: number,
    readonly start: Checkpoint,
    private readonly producer: Producer,
    private readonly host: LeaseHost,
  ) {
    this.topic = host.topic;
  }

  async commit({ offset, metadata, records }: PartitionCommit): Promise<void> {
    if (this.signal.aborted) throw this.lostError();
    try {
      await this.transact(offset, metadata, records);
    } catch (error) {
      // Whether it was committed is not known after, say, a lost answer. Opening the partition again settles it:
      // initialising the producer finishes the transaction, and the committed place then says how it ended.
      this.abort();
      this.host.lost(this);
      throw this.lostError(error instanceof Error ? error : new Error(String(error)));
    }
  }

  pause(): void {
    if (!this.signal.aborted) this.host.pause(this.partition);
  }

  resume(): void {
    if (!this.signal.aborted) this.host.resume(this.partition);
  }

  /** Ends the lease: nothing can be committed through it any more. */
  abort(): void {
    this.gone.abort();
  }

  async disconnect(): Promise<void> {
    await this.producer.disconnect().catch(() => undefined);
  }

  private async transact(
    offset: number,
    metadata: string,
    records: PartitionCommit['records'],
  ): Promise<void> {
    const transaction = await this.producer.transaction();
    if (records.length > 0) {
      const topics = [...new Set(records.map(({ topic }) => topic))];
      const topicMessages = topics.map((topic) => ({
        topic,
        messages: records.filter((one) => one.topic === topic).map(({ record }) => toMessage(record)),
      }));
      await whileConcurrent(() => transaction.sendBatch({ topicMessages, acks: -1 }));
    }
    const partitions = [{ partition: this.partition, offset: String(offset), metadata }];
    const { topic, group: consumerGroupId } = this.host;
    await whileConcurrent(() =>
      transaction.sendOffsets({ consumerGroupId, topics: [{ topic, partitions }] }),
    );
    await transaction.commit();
  }

  private lostError(cause?: Error): EventsError {
    const why = cause === undefined ? 'was taken away' : `took no commit: ${cause.message}`;
    return new EventsError('LEASE_LOST', `partition ${this.partition} of ${this.topic} ${why}`, { cause });
  }
}

/**
 * The broker answers CONCURRENT_TRANSACTIONS while it still writes the markers of the transaction before: soon it won't.
 */
async function whileConcurrent<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 100 || kafkaErrorType(error) !== 'CONCURRENT_TRANSACTIONS') throw error;
      await sleep(20);
    }
  }
}
