import { createRequire } from 'node:module';

import { expect, it } from 'vitest';

import { letIdleQueuesRest } from './kafkajs-idle.js';

interface Queue {
  pending: unknown[];
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
  maybeThrottle(ms: number): void;
  destroy(): void;
}

const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as new (
  options: object,
) => Queue;

function queue(): Queue {
  const silent = { debug: () => undefined, namespace: () => silent };
  return new RequestQueue({
    maxInFlightRequests: 1,
    requestTimeout: 1000,
    enforceRequestTimeout: false,
    clientId: 'test',
    broker: 'test:1',
    logger: silent,
    isConnected: () => true,
  });
}

it('sets no timer for a queue that is empty, and one for a queue that is held up', () => {
  letIdleQueuesRest();
  letIdleQueuesRest();
  const idle = queue();
  idle.checkPendingRequests();
  expect(idle.throttleCheckTimeoutId).toBeNull();

  const held = queue();
  held.maybeThrottle(60_000);
  held.pending.push({});
  held.checkPendingRequests();
  expect(held.throttleCheckTimeoutId).not.toBeNull();
  held.destroy();
});
