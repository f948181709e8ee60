import { describe, expect, it } from 'vitest';

import { ROW_STREAMS, streamRows, takenUnread } from './endurance/rows.js';

/** A short version of `npm run endurance -- rows`, and what keeps the memory constant. */
describe.each(ROW_STREAMS)('rows through %s', (service) => {
  it('come all and in order, and neither side holds them', async () => {
    const print = (): void => undefined;
    const { server, client } = await streamRows(service, { orders: 20_000, every: 2000, print });
    // The rows themselves and what was sent for them take more than this by far.
    for (const side of [server, client]) {
      expect(Math.max(...side.slice(5)) - Math.max(...side.slice(0, 5))).toBeLessThan(48);
    }
  });

  it('are taken from the sender no faster than they are read', async () => {
    expect(await takenUnread(service, 20_000)).toBeLessThan(5000);
  });
});
