import { expect, it } from 'vitest';

import { ReportQueue } from './report-queue.js';

it('gives what came before its end, then the failure', async () => {
  const queue = new ReportQueue<number>();
  queue.push(1);
  queue.push(2);
  queue.end(new Error('over'));
  queue.push(3);
  const seen: number[] = [];
  const read = async (): Promise<void> => {
    for await (const value of queue) seen.push(value);
  };
  await expect(read()).rejects.toThrow('over');
  expect(seen).toEqual([1, 2]);
});

it('wakes a reader that waits', async () => {
  const queue = new ReportQueue<number>();
  const first = queue[Symbol.asyncIterator]().next();
  queue.push(7);
  expect(await first).toEqual({ value: 7, done: false });
});
