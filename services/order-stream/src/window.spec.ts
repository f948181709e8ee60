import { describe, expect, it } from 'vitest';

import { PartitionWindow, type Output } from './window.js';

const output = (n: number): Output => ({
  topic: 't',
  record: { key: null, value: Buffer.from(String(n)), headers: {} },
});
const items = (...offsets: number[]) => offsets.map((offset) => ({ offset }));
const start = { offset: 10, metadata: '' };

describe('PartitionWindow', () => {
  it('begins no more than its size, and more when a place is committed', () => {
    const window = new PartitionWindow(start, 2);
    window.add(items(10, 11, 12));
    expect([window.begin()?.offset, window.begin()?.offset, window.begin()]).toEqual([10, 11, undefined]);
    window.settle(11, output(11));
    expect(window.begin()).toBeUndefined();
    window.settle(10, output(10));
    const ready = window.ready();
    expect(ready?.offset).toBe(12);
    if (ready !== undefined) window.committed(ready);
    expect(window.begin()?.offset).toBe(12);
  });

  it('gives results out in the order of the offsets only', () => {
    const window = new PartitionWindow(start, 9);
    window.add(items(10, 11, 13));
    while (window.begin() !== undefined);
    window.settle(13, output(13));
    window.settle(11, output(11));
    expect(window.ready()).toBeUndefined();
    window.settle(10, output(10));
    expect(window.ready()?.outputs.map(({ record }) => record.value.toString())).toEqual(['10', '11', '13']);
    expect(window.ready()?.offset).toBe(14);
  });

  it('notes failed attempts beside the place, and knows them after a restart', () => {
    const window = new PartitionWindow(start, 9);
    window.add(items(10, 11));
    window.begin();
    window.begin();
    window.rest(11, true);
    expect(window.begin()).toBeUndefined();
    window.settle(10, output(10));
    const ready = window.ready();
    expect(ready).toMatchObject({ offset: 11, metadata: 'v1;0:1' });
    const after = new PartitionWindow({ offset: 11, metadata: ready?.metadata ?? '' }, 9);
    expect([after.attemptsOf(11), after.attemptsOf(12)]).toEqual([1, 0]);
  });

  it('wants a note committed even when no order is done, and once only', () => {
    const window = new PartitionWindow(start, 9);
    window.add(items(10));
    window.begin();
    window.rest(10, true);
    const ready = window.ready();
    expect(ready).toMatchObject({ offset: 10, metadata: 'v1;0:1', outputs: [] });
    if (ready !== undefined) window.committed(ready);
    expect(window.ready()).toBeUndefined();
    window.wake(10);
    expect(window.begin()?.offset).toBe(10);
  });

  it('counts no attempt that says nothing of the order', () => {
    const window = new PartitionWindow(start, 9);
    window.add(items(10));
    window.begin();
    window.rest(10, false);
    expect(window.attemptsOf(10)).toBe(0);
    expect(window.ready()).toBeUndefined();
  });

  it.each(['', 'x', 'v2;1:1', 'v1;a:b', 'v1;'])('takes %j for no note', (metadata) => {
    expect(new PartitionWindow({ offset: 10, metadata }, 9).attemptsOf(10)).toBe(0);
  });
});
