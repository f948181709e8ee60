import { MemoryEvents, type CloudEvent } from '@ordena/events';
import { expect, it } from 'vitest';

import { CORRECTION_TYPE, followCorrections, type NewCorrection } from './corrections.js';

it('keeps what is valid once, refuses the rest, and starts a run when enough have gathered', async () => {
  const events = new MemoryEvents();
  await events.ensureTopics([{ topic: 'c', partitions: 1 }, { topic: 'dlq' }]);
  const kept = new Map<string, NewCorrection>();
  let started = 0;
  await followCorrections({
    events,
    topic: 'c',
    deadLetters: 'dlq',
    group: 'g',
    store: {
      add: (corrections) => {
        for (const correction of corrections) kept.set(correction.id, correction);
        return Promise.resolve();
      },
      count: () => Promise.resolve(kept.size),
    },
    runs: {
      every: 2,
      starter: {
        last: () => Promise.resolve(undefined),
        start: () => {
          started++;
          return Promise.resolve();
        },
      },
    },
  });
  const send = (data: unknown, type = CORRECTION_TYPE) => {
    const event: CloudEvent = { specversion: '1.0', id: 'x', source: '/erp', type, data };
    return events.publish('c', [{ key: null, event }]);
  };
  await send({ text: 'dos  sillas', order: { producto: 'silla', cantidad: 3 }, origin: 'ana' });
  await send({ text: 'dos sillas', order: { producto: 'silla', cantidad: 2 }, origin: 'ana' });
  await send({ text: 'una mesa', order: { cantidad: 'muchas' } });
  await send({ text: 'una mesa' }, 'other');
  await send({ text: 'una mesa', order: { producto: 'mesa', cantidad: 1 } });
  while ([...(await events.lag('c', 'g')).values()].some((lag) => lag > 0))
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect([...kept.values()].map(({ order, origin }) => ({ order, origin }))).toEqual([
    { order: { producto: 'silla', cantidad: 2 }, origin: 'ana' },
    { order: { producto: 'mesa', cantidad: 1 }, origin: 'c/0/4' },
  ]);
  expect(started).toBe(1);
  let refused = 0;
  for await (const { value } of events.scan('dlq'))
    if (String(value).includes('CORRECTION_INVALID')) refused++;
  expect(refused).toBe(2);
  await events.close();
});
