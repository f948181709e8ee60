import { setTimeout as sleep } from 'node:timers/promises';

import type {
  Delivery,
  EventBus,
  GroupOptions,
  PartitionLease,
  PartitionWorker,
  Subscription,
} from './bus.js';
import { decodeEvent } from './codec.js';
import { EventsError } from './errors.js';
import { jittered } from './jitter.js';
import type { IncomingRecord } from './records.js';

/** Most records of a partition that wait in memory before no more are asked for. */
const PAUSE_ABOVE = 500;
const RESUME_BELOW = 100;

/** At least once, over leases: one record at a time, committed when the handler is done with what is there. */
export function subscribeByLease(
  bus: Pick<EventBus, 'consume'>,
  topic: string,
  options: GroupOptions,
  handler: (delivery: Delivery, signal: AbortSignal) => Promise<void>,
): Promise<Subscription> {
  return bus.consume(topic, options, (lease) => new SequentialWorker(lease, handler));
}

class SequentialWorker implements PartitionWorker {
  private readonly waiting: IncomingRecord[] = [];
  private readonly stop = new AbortController();
  private running = Promise.resolve();
  private busy = false;

  constructor(
    private readonly lease: PartitionLease,
    private readonly handler: (delivery: Delivery, signal: AbortSignal) => Promise<void>,
  ) {}

  push(records: readonly IncomingRecord[]): void {
    this.waiting.push(...records);
    if (this.waiting.length > PAUSE_ABOVE) this.lease.pause();
    if (this.busy) return;
    this.busy = true;
    this.running = this.run();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const signal = AbortSignal.any([this.stop.signal, this.lease.signal]);
    for (;;) {
      const record = this.waiting[0];
      if (record === undefined) {
        // In the same turn as the look, so that no push in between is left lying.
        this.busy = false;
        return;
      }
      if (signal.aborted || !(await this.handle(record, signal))) return;
      this.waiting.shift();
      if (this.waiting.length === RESUME_BELOW) this.lease.resume();
      if (this.waiting.length > 0 && record.offset % 50 !== 0 && !signal.aborted) continue;
      try {
        await this.lease.commit({ offset: record.offset + 1, metadata: '', records: [] });
      } catch (error) {
        // The partition is opened again from its committed place, by whoever has it then.
        if (error instanceof EventsError) return;
        throw error;
      }
    }
  }

  /** @returns whether the record is done; false when we were stopped before. */
  private async handle(record: IncomingRecord, signal: AbortSignal): Promise<boolean> {
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        await this.handler(toDelivery(record), signal);
        return true;
      } catch {
        await sleep(jittered(attempt), undefined, { signal }).catch(() => undefined);
      }
    }
    return false;
  }
}

function toDelivery(record: IncomingRecord): Delivery {
  try {
    return { record, event: decodeEvent(record) };
  } catch (error) {
    if (error instanceof EventsError) return { record, fault: error };
    throw error;
  }
}
