import { setTimeout as sleep } from 'node:timers/promises';

import { EventsError, type EventBus } from '@ordena/events';

import type { OrderReader } from './order-reader.js';
import { OrderWorker } from './order-worker.js';
import { Slots } from './slots.js';
import type { StreamMetrics } from './stream-metrics.js';
import type { StreamSettings } from './stream-settings.js';

/** What a stream runs on. */
export interface OrderStreamOptions {
  events: EventBus;
  reader: OrderReader;
  settings: StreamSettings;
  /** Processes with one group share the partitions. */
  group: string;
  metrics: StreamMetrics;
  /** Partitions of the topics, where they are made. */
  partitions: number;
  /** How often the lag is looked at, in milliseconds. Default 5000. */
  lagEveryMs?: number;
}

/** A running stream. */
export interface OrderStream {
  /** Finishes the orders that have begun, commits them, lets the partitions go. May be called twice. */
  close(): Promise<void>;
}

/** Makes the topics where they are missing, and works on orders until it is closed. */
export async function startOrderStream(options: OrderStreamOptions): Promise<OrderStream> {
  const { events, reader, settings, group, metrics, partitions, lagEveryMs = 5000 } = options;
  const { topics } = settings;
  await events.ensureTopics(Object.values(topics).map((topic: string) => ({ topic, partitions })));
  const slots = new Slots(settings.concurrency);
  const parts = { reader, slots, settings, metrics };
  const subscription = await events.consume(topics.raw, { group }, (lease) => new OrderWorker(lease, parts));
  const stop = new AbortController();
  const watching = watchLag({ events, topic: topics.raw, group, metrics, lagEveryMs, signal: stop.signal });
  return {
    close: async () => {
      stop.abort();
      await subscription.close();
      await watching;
      reader.close();
    },
  };
}

async function watchLag(watch: {
  events: EventBus;
  topic: string;
  group: string;
  metrics: StreamMetrics;
  lagEveryMs: number;
  signal: AbortSignal;
}): Promise<void> {
  const { events, topic, group, metrics, lagEveryMs, signal } = watch;
  while (!signal.aborted) {
    try {
      for (const [partition, records] of await events.lag(topic, group)) metrics.lag(partition, records);
    } catch (error) {
      // The broker may be away for a moment: the next look says more than this one would have.
      if (!(error instanceof EventsError || error instanceof Error)) throw error;
    }
    await sleep(lagEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
