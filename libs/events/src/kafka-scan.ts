import { randomUUID } from 'node:crypto';
import { EventEmitter, on } from 'node:events';

import type { Admin, Kafka } from 'kafkajs';

import type { ScanOptions } from './bus.js';
import { toRecord } from './kafka-client.js';
import { isWithin } from './memory-events.js';
import type { IncomingRecord } from './records.js';

/** Reads a topic without leaving anything behind. The group name is random and never commits. */
export async function* scanTopic(
  kafka: Kafka,
  admin: Admin,
  topic: string,
  options: ScanOptions,
  gone: AbortSignal,
): AsyncGenerator<IncomingRecord> {
  const { from = 'beginning', until, follow = false, signal } = options;
  const stop = AbortSignal.any([gone, ...(signal === undefined ? [] : [signal])]);
  const places = await admin.fetchTopicOffsets(topic);
  const starts =
    from instanceof Date ? await admin.fetchTopicOffsetsByTimestamp(topic, from.getTime()) : places;
  const partitions = places.map(({ partition, low, high }) => {
    const offset = starts.find((start) => start.partition === partition)?.offset ?? high;
    return {
      partition,
      begin: from === 'beginning' ? low : from === 'end' ? high : offset,
      end: Number(high),
    };
  });
  const left = new Set(
    partitions.filter(({ begin, end }) => Number(begin) < end).map(({ partition }) => partition),
  );
  if (!follow && left.size === 0) return;

  const consumer = kafka.consumer({
    groupId: `ordena-scan-${randomUUID()}`,
    maxWaitTimeInMs: 250,
    allowAutoTopicCreation: false,
  });
  const batches = new EventEmitter();
  const done = new AbortController();
  const heard = on(batches, 'batch', { signal: AbortSignal.any([stop, done.signal]) });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    // Also told of batches in which only markers of transactions stand, which hold no record.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      batches.emit('batch', [], payload.partition, Number(payload.lastOffset));
    });
    await consumer.run({
      autoCommit: false,
      eachBatch: (payload) => {
        const { batch } = payload;
        if (payload.isStale()) return Promise.resolve();
        const records = batch.messages.map((message) => toRecord(topic, batch.partition, message));
        batches.emit('batch', records, batch.partition, Number(batch.lastOffset()));
        return Promise.resolve();
      },
    });
    for (const { partition, begin } of partitions) consumer.seek({ topic, partition, offset: begin });
    const ends = new Map(partitions.map(({ partition, end }) => [partition, follow ? Infinity : end]));
    // kafkajs starts a group without a committed place at the topic's beginning again after every rejoin.
    const next = new Map(partitions.map(({ partition, begin }) => [partition, Number(begin)]));
    for await (const [records, partition, last] of heard as AsyncIterable<
      [IncomingRecord[], number, number]
    >) {
      const end = ends.get(partition) ?? Infinity;
      const place = next.get(partition) ?? 0;
      next.set(partition, Math.max(place, last + 1));
      for (const record of records) {
        const fresh = record.offset >= place && record.offset < end;
        if (fresh && isWithin(record, from, until)) yield record;
      }
      if (last + 1 >= end) left.delete(partition);
      if (!follow && left.size === 0) return;
    }
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    done.abort();
    await consumer.disconnect().catch(() => undefined);
  }
}
