import { createHash } from 'node:crypto';

import { status } from '@grpc/grpc-js';
import type { Delivery, EventBus, Subscription } from '@ordena/events';
import { parseOrder, type CanonicalOrder } from '@ordena/orders';
import { z } from 'zod';

import { StreamError } from './errors.js';
import { encodeRefusedCorrection } from './results.js';
import { recordId } from './read-record.js';
import type { StreamMetrics } from './stream-metrics.js';

/** Type of the events that carry a corrected order. */
export const CORRECTION_TYPE = 'ordena.order.corrected.v1';

/** A corrected order, as training takes it. */
export interface NewCorrection {
  /** The same for the same text: a later correction of it takes the place of an earlier one. */
  id: string;
  text: string;
  order: CanonicalOrder;
  /** Who or what it came from. */
  origin: string;
}

/** Where corrections are kept: `@ordena/state` has one. */
export interface CorrectionStore {
  add(corrections: readonly NewCorrection[]): Promise<void>;
  /** Corrections since a time, or all. */
  count(since?: Date): Promise<number>;
}

/** Starts training runs on what has gathered. */
export interface RunStarter {
  /** The last run on corrections; undefined when there is none. */
  last(): Promise<{ id: string; createdAt: Date } | undefined>;
  /** Starts the run that follows the one of this id: however often it is asked for, one. */
  start(previous: string | undefined): Promise<void>;
}

/** What the corrections are read with. */
export interface CorrectionsOptions {
  events: EventBus;
  topic: string;
  /** Where those that are refused go. */
  deadLetters: string;
  group: string;
  store: CorrectionStore;
  /** Not given: runs are started by people. */
  runs?: { starter: RunStarter; every: number };
  metrics?: Pick<StreamMetrics, 'correction'>;
  /** Told of a store or a coordinator that fails. Default: nobody is. */
  onFault?: (error: unknown) => void;
}

const correctionData = z.object({
  text: z.string().trim().min(1),
  order: z.unknown(),
  origin: z.string().min(1).optional(),
});

/**
 * A correction from an event.
 *
 * @throws OrdersError when the order breaks the schema; StreamError CORRECTION_INVALID that says what is missing otherwise.
 */
export function readCorrection({ record, event, fault }: Delivery): NewCorrection {
  if (fault !== undefined) throw fault;
  if (event.type !== CORRECTION_TYPE)
    throw new StreamError('CORRECTION_INVALID', `events of type ${event.type} are no corrections`);
  const parsed = correctionData.safeParse(event.data);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `data.${path.join('.')}: ${message}`);
    throw new StreamError('CORRECTION_INVALID', faults.join('; '));
  }
  const { text, order, origin } = parsed.data;
  return { id: correctionId(text), text, order: parseOrder(order), origin: origin ?? recordId(record) };
}

/** Keeps corrections as they come and starts a run when enough have gathered since the last. */
export function followCorrections(options: CorrectionsOptions): Promise<Subscription> {
  const { events, topic, group, store, deadLetters, metrics, onFault = () => undefined } = options;
  return events.subscribe(topic, { group }, async (delivery) => {
    let correction: NewCorrection;
    try {
      correction = readCorrection(delivery);
    } catch (error) {
      // A correction that can never be kept must not hold up those behind it.
      const message = error instanceof Error ? error.message : String(error);
      await events.publishRecords(deadLetters, [encodeRefusedCorrection(delivery.record, message)]);
      metrics?.correction('refused');
      return;
    }
    try {
      await store.add([correction]);
      await startWhenDue(options);
    } catch (error) {
      onFault(error);
      // Handed over again after a while: to keep it twice is to keep it once.
      if (mayPass(error)) throw error;
    }
    metrics?.correction('kept');
  });
}

async function startWhenDue({ store, runs }: CorrectionsOptions): Promise<void> {
  if (runs === undefined) return;
  const last = await runs.starter.last();
  if ((await store.count(last?.createdAt)) >= runs.every) await runs.starter.start(last?.id);
}

/** What a run is refused with by a coordinator that is set up otherwise: no reason to hold up corrections. */
const REFUSED: ReadonlySet<unknown> = new Set([
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.FAILED_PRECONDITION,
  status.PERMISSION_DENIED,
  status.UNAUTHENTICATED,
  status.UNIMPLEMENTED,
]);

function mayPass(error: unknown): boolean {
  return !(error instanceof Error && 'code' in error && REFUSED.has(error.code));
}

/** One text has one correction, however it is spaced. */
function correctionId(text: string): string {
  return createHash('sha256').update(text.replace(/\s+/gu, ' ').trim()).digest('hex').slice(0, 32);
}
