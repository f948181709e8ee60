import { describe, expect, it } from 'vitest';

import { InOrder } from './in-order.js';

const put = (inOrder: InOrder<string, string>, index: number): boolean =>
  inOrder.put(index, (request) => `${request}!`);

async function send(inOrder: InOrder<string, string>, requests: readonly string[]): Promise<void> {
  const numbered = inOrder.number(requests);
  for (const _ of requests) await numbered.next();
}

describe('InOrder', () => {
  it('gives answers back in the order of their requests', async () => {
    const inOrder = new InOrder<string, string>(8, true);
    await send(inOrder, ['a', 'b', 'c']);
    put(inOrder, 2);
    put(inOrder, 1);
    expect([...inOrder.take()]).toEqual([]);
    expect(inOrder.unanswered).toBe(1);
    put(inOrder, 0);
    expect([...inOrder.take()]).toEqual(['a!', 'b!', 'c!']);
    expect(inOrder.unanswered).toBe(0);
  });

  it('gives them back as they come where order does not matter', async () => {
    const inOrder = new InOrder<string, string>(8, false);
    await send(inOrder, ['a', 'b', 'c']);
    put(inOrder, 2);
    expect([...inOrder.take()]).toEqual(['c!']);
    put(inOrder, 0);
    expect([...inOrder.take()]).toEqual(['a!']);
  });

  it('knows an answer that nobody asked for, or that came before', async () => {
    const inOrder = new InOrder<string, string>(8, true);
    await send(inOrder, ['a']);
    expect([put(inOrder, 1), put(inOrder, Number.NaN), put(inOrder, 0), put(inOrder, 0)]).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('lets the next request through when the oldest is given back, and none at the end', async () => {
    const inOrder = new InOrder<string, string>(2, true);
    const numbered = inOrder.number(['a', 'b', 'c', 'd']);
    await numbered.next();
    await numbered.next();
    let passed = false;
    const third = numbered.next().then((result) => {
      passed = true;
      return result;
    });
    put(inOrder, 1);
    expect([...inOrder.take()]).toEqual([]);
    await Promise.resolve();
    expect(passed).toBe(false);
    put(inOrder, 0);
    expect([...inOrder.take()]).toEqual(['a!', 'b!']);
    expect((await third).value).toEqual({ index: 2, value: 'c' });
    await numbered.next();
    const fifth = numbered.next();
    inOrder.end();
    expect(await fifth).toEqual({ done: true, value: undefined });
  });
});
