import { createHash } from 'node:crypto';

import type { Delivery, EventBus, Subscription } from '@ordena/events';
import { parseOrder, type CanonicalOrder } from '@ordena/orders';
import { z } from 'zod';

import { encodeRefusedCorrection } from './results.js';
import { recordId } from './read-record.js';

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
  /** When the last run was started. */
  lastStarted(): Promise<Date | undefined>;
  start(): Promise<void>;
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
}

const correctionData = z.object({
  text: z.string().trim().min(1),
  order: z.unknown(),
  origin: z.string().min(1).optional(),
});

/**
 * A correction from an event.
 *
 * @throws OrdersError when the order breaks the schema; an error that says what is missing otherwise.
 */
export function readCorrection({ record, event, fault }: Delivery): NewCorrection {
  if (fault !== undefined) throw fault;
  if (event.type !== CORRECTION_TYPE)
    throw new CorrectionFault(`events of type ${event.type} are no corrections`);
  const parsed = correctionData.safeParse(event.data);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `data.${path.join('.')}: ${message}`);
    throw new CorrectionFault(faults.join('; '));
  }
  const { text, order, origin } = parsed.data;
  return { id: correctionId(text), text, order: parseOrder(order), origin: origin ?? recordId(record) };
}

/** Why an event is no correction. */
export class CorrectionFault extends Error {
  override readonly name = 'CorrectionFault';
  readonly code = 'CORRECTION_INVALID';
}

/** Keeps corrections as they come and starts a run when enough have gathered since the last. */
export function followCorrections(options: CorrectionsOptions): Promise<Subscription> {
  const { events, topic, group, store, deadLetters, runs } = options;
  return events.subscribe(topic, { group }, async (delivery) => {
    let correction: NewCorrection;
    try {
      correction = readCorrection(delivery);
    } catch (error) {
      // A correction that can never be kept must not hold up those behind it.
      const message = error instanceof Error ? error.message : String(error);
      await events.publishRecords(deadLetters, [encodeRefusedCorrection(delivery.record, message)]);
      return;
    }
    await store.add([correction]);
    if (runs !== undefined && (await store.count(await runs.starter.lastStarted())) >= runs.every)
      await runs.starter.start();
  });
}

/** One text has one correction, however it is spaced. */
function correctionId(text: string): string {
  return createHash('sha256').update(text.replace(/\s+/gu, ' ').trim()).digest('hex').slice(0, 32);
}
