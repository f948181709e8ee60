import { setTimeout as sleep } from 'node:timers/promises';

import {
  EventsError,
  jittered,
  type IncomingRecord,
  type PartitionLease,
  type PartitionWorker,
} from '@ordena/events';
import { withExtractedTrace } from '@ordena/service-kit';

import { ReadFailure } from './errors.js';
import { judgeFailure, type AttemptFailure } from './failure-policy.js';
import type { OrderReader } from './order-reader.js';
import { isRefusal, readRecord, recordId, type RawOrder, type RefusalReason } from './read-record.js';
import { deadLetterOutput, orderOutput } from './results.js';
import { hasOrder } from './has-order.js';
import type { Slots } from './slots.js';
import type { StreamMetrics } from './stream-metrics.js';
import type { StreamSettings } from './stream-settings.js';
import { PartitionWindow, type Output } from './window.js';

/** What the workers of all partitions share. */
export interface WorkerParts {
  reader: OrderReader;
  slots: Slots;
  settings: StreamSettings;
  metrics: StreamMetrics;
}

/** From this many failures on an order is tried alone: it may be what the service dies of. */
const ALONE_FROM = 3;

/** Works on the orders of one partition: many at once, committed in their order. */
export class OrderWorker implements PartitionWorker {
  private readonly window: PartitionWindow<IncomingRecord>;
  private readonly stop = new AbortController();
  private readonly signal: AbortSignal;
  private readonly running = new Set<Promise<void>>();
  private committing: Promise<void> | undefined;
  /** Ends the wait for more results to commit with. */
  private hurry = new AbortController();
  private paused = false;

  constructor(
    private readonly lease: PartitionLease,
    private readonly parts: WorkerParts,
  ) {
    this.window = new PartitionWindow(lease.start, parts.settings.window);
    this.signal = AbortSignal.any([this.stop.signal, lease.signal]);
  }

  push(records: readonly IncomingRecord[]): void {
    this.window.add(records);
    this.pump();
  }

  /** Begins nothing more. With the lease alive, what has begun is finished and committed; without, it is dropped. */
  async close(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.running);
    await this.commit();
  }

  private pump(): void {
    const { window: size } = this.parts.settings;
    while (!this.signal.aborted) {
      const record = this.window.begin();
      if (record === undefined) break;
      const work: Promise<void> = this.work(record).finally(() => {
        this.running.delete(work);
      });
      this.running.add(work);
    }
    if (!this.paused && this.window.length > 4 * size) {
      this.paused = true;
      this.lease.pause();
    } else if (this.paused && this.window.length < 2 * size) {
      this.paused = false;
      this.lease.resume();
    }
  }

  private async work(record: IncomingRecord): Promise<void> {
    const { settings, metrics } = this.parts;
    const { offset } = record;
    const order = readRecord(record, settings.maxBytes);
    if (isRefusal(order)) {
      this.settleDead(record, { ...order, attempts: this.window.attemptsOf(offset) });
      return;
    }
    const outcome = await this.attempt(record, order);
    if (outcome === undefined) return;
    if ('output' in outcome) {
      this.settle(offset, outcome.output);
      return;
    }
    const { failure } = outcome;
    const attempts = this.window.attemptsOf(offset) + 1;
    const counts = failure.kind !== 'wait';
    if (failure.kind === 'dead' || (counts && attempts >= settings.maxAttempts)) {
      const reason = failure.kind === 'dead' ? 'REFUSED' : 'ATTEMPTS_EXHAUSTED';
      this.settleDead(record, { reason, message: `${failure.reason}: ${failure.message}`, attempts, order });
      return;
    }
    metrics.retry(failure.reason);
    this.window.rest(offset, counts);
    // The count is committed before the next attempt, so that an order that ends this process cannot do so for ever.
    await this.commit();
    await this.rest(failure, attempts);
    this.window.wake(offset);
    this.pump();
  }

  /** @returns undefined when we were stopped. */
  private async attempt(
    record: IncomingRecord,
    order: RawOrder,
  ): Promise<{ output: Output } | { failure: AttemptFailure } | undefined> {
    const { reader, slots, settings, metrics } = this.parts;
    const { timeoutMs, topics } = settings;
    // An order that has begun is finished even when we are asked to stop; one that has lost its lease is not.
    const { signal } = this.lease;
    try {
      const ask = async (): Promise<Output> => {
        metrics.busy(slots.busy);
        const began = performance.now();
        const response = await reader.read(order, { signal, timeoutMs });
        metrics.took((performance.now() - began) / 1000);
        if (hasOrder(response, settings.noOrderBelow)) return orderOutput(record, order, response, topics);
        const message = 'the model found no product in the text';
        metrics.deadLetter('NO_ORDER');
        return deadLetterOutput(record, { reason: 'NO_ORDER', message, attempts: 1, order }, topics);
      };
      const whole = this.window.attemptsOf(record.offset) >= ALONE_FROM;
      const traced = (): Promise<Output> =>
        withExtractedTrace(order.trace ?? {}, `${record.topic} process`, (span) => {
          span.setAttributes({ 'messaging.system': 'kafka', 'ordena.order': recordId(record) });
          return ask();
        });
      return { output: await slots.run(traced, { whole, signal: this.signal }) };
    } catch (error) {
      if (this.lease.signal.aborted || (this.stop.signal.aborted && !(error instanceof ReadFailure)))
        return undefined;
      if (!(error instanceof ReadFailure)) {
        return { failure: { kind: 'retry', reason: 'INTERNAL', message: String(error) } };
      }
      const { status, reason, message } = error;
      return { failure: judgeFailure(status, { reason, message, namedModel: order.model !== undefined }) };
    } finally {
      metrics.busy(slots.busy);
    }
  }

  private async rest(failure: AttemptFailure, attempts: number): Promise<void> {
    const { retryFirstMs, retryMostMs } = this.parts.settings;
    const { signal } = this;
    await sleep(jittered(attempts, retryFirstMs, retryMostMs), undefined, { signal }).catch(() => undefined);
    if (failure.kind === 'retry-when-ready' && !signal.aborted) await this.parts.reader.ready(signal);
  }

  private settleDead(
    record: IncomingRecord,
    letter: { reason: RefusalReason; message: string; attempts: number; order?: RawOrder },
  ): void {
    this.parts.metrics.deadLetter(letter.reason);
    this.settle(record.offset, deadLetterOutput(record, letter, this.parts.settings.topics));
  }

  private settle(offset: number, output: Output): void {
    this.window.settle(offset, output);
    this.committing ??= this.commitAll();
  }

  /** Commits what is ready, at once. */
  private commit(): Promise<void> {
    this.hurry.abort();
    this.committing ??= this.commitAll();
    return this.committing;
  }

  /** Commits what is ready, and what becomes ready meanwhile: one transaction holds as much as there is. */
  private async commitAll(): Promise<void> {
    const { topics, commitEveryMs } = this.parts.settings;
    for (;;) {
      // A transaction costs the broker and us about the same however much it holds.
      await sleep(commitEveryMs, undefined, { signal: this.hurry.signal }).catch(() => undefined);
      const ready = this.window.ready();
      if (ready === undefined) break;
      try {
        const { offset, metadata, outputs: records } = ready;
        await this.lease.commit({ offset, metadata, records });
      } catch (error) {
        this.committing = undefined;
        if (!(error instanceof EventsError)) throw error;
        // The partition is opened again, from what is committed, by whoever has it then.
        this.parts.metrics.leaseLost();
        this.stop.abort();
        return;
      }
      this.window.committed(ready);
      for (const { topic } of ready.outputs) {
        const result =
          topic === topics.canonical ? 'canonical' : topic === topics.review ? 'review' : 'dead_letter';
        this.parts.metrics.done(result);
      }
      this.pump();
    }
    // In the same turn as the last look: a result that comes later starts a commit of its own.
    this.committing = undefined;
    if (!this.stop.signal.aborted) this.hurry = new AbortController();
  }
}
