import { describe, expect, it } from 'vitest';

import { Closables, openAll, type Closable } from './closables.js';

function noted(name: string, closed: string[], failure?: Error): Closable {
  return {
    close: () => {
      closed.push(name);
      return failure === undefined ? Promise.resolve() : Promise.reject(failure);
    },
  };
}

describe('what is closed together', () => {
  it('is closed once, the last first, whatever one of it says', async () => {
    const closed: string[] = [];
    const closables = new Closables();
    closables.add(noted('first', closed));
    closables.add(noted('second', closed, new Error('stuck')));
    closables.add(noted('third', closed));
    await expect(closables.close()).rejects.toThrow('stuck');
    await expect(closables.close()).rejects.toThrow('stuck');
    expect(closed).toEqual(['third', 'second', 'first']);
  });

  it('is closed again when the rest cannot be opened', async () => {
    const closed: string[] = [];
    const opening = openAll((closables) => {
      closables.add(noted('first', closed, new Error('stuck')));
      closables.add(noted('second', closed));
      return Promise.reject(new Error('no database'));
    });
    await expect(opening).rejects.toThrow('no database');
    expect(closed).toEqual(['second', 'first']);
    const open = await openAll((closables) => {
      closables.add(noted('third', closed));
      return Promise.resolve(closables);
    });
    expect(closed).toHaveLength(2);
    await open.close();
    expect(closed).toHaveLength(3);
  });
});
