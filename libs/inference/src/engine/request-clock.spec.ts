import { expect, it } from 'vitest';

import { RequestClock } from './request-clock.js';

it('tells waiting, prompt and answer apart', () => {
  const times = [0, 5, 12, 14, 20];
  const clock = new RequestClock(() => times.shift() ?? NaN);
  clock.begin();
  clock.step();
  clock.begin();
  clock.step();
  clock.step();
  expect(clock.timings()).toEqual({ queueMs: 5, prefillMs: 7, decodeMs: 8, decodeSteps: 2 });
});
