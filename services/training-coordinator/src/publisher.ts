import type { EventPublisher } from '@ordena/events';
import type { Logger } from '@ordena/service-kit';
import type { Outbox } from '@ordena/state';

import type { Bell } from './bell.js';
import { toCloudEvent } from './run-events.js';

const AT_ONCE = 100;
/** How often the outbox is looked at when nobody rings, and after a failure. */
const LOOK_MS = 500;

/**
 * Sends what is in the outbox, in its order, and notes what was sent. One that died between the two sends it again with
 * the same id. Nothing is sent past an event that the broker does not take.
 *
 * @returns when the signal aborts, after the batch in hand.
 */
export async function publishOutbox(
  outbox: Outbox,
  events: EventPublisher,
  { bell, logger, signal }: { bell: Bell; logger: Logger; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    try {
      const waiting = await outbox.unsent(AT_ONCE);
      const [first] = waiting;
      if (first !== undefined) {
        await events.publish(
          first.topic,
          waiting.map((stored) => ({ key: stored.runId, event: toCloudEvent(stored) })),
        );
        await outbox.markSent(waiting.map(({ position }) => position));
      }
      if (waiting.length === AT_ONCE) continue;
    } catch (error) {
      if (!signal.aborted) logger.warn({ err: error }, 'training events could not be sent: trying again');
    }
    await bell.wait(LOOK_MS, signal);
  }
}
