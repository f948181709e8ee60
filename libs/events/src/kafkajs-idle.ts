import { createRequire } from 'node:module';

/** What we touch of kafkajs's queue of requests, one for each connection. */
interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
}

const require = createRequire(import.meta.url);
let done = false;

/**
 * Keeps connections that have nothing to send from waking up about seven hundred times a second: kafkajs 2.2.4 looks at
 * an empty queue again after a timeout that it reckons below zero (tulios/kafkajs issue 1704). What a process on two
 * cores loses by it is the engine's. A queue with something in it is looked at as before, and one that gets something
 * looks then.
 */
export function letIdleQueuesRest(): void {
  if (done) return;
  done = true;
  const { prototype } = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
}
