import { describe, expect, it } from 'vitest';
import { judgeFields } from './judge-fields.js';

const wrong = (expected: unknown, predicted: unknown): string[] =>
  judgeFields(expected, predicted)
    .filter(({ isRight }) => !isRight)
    .map(({ pointer }) => pointer);
const items = [
  { producto: 'sal', cantidad: 1 },
  { producto: 'té', cantidad: 2 },
  { producto: 'pan', cantidad: 3 },
];

describe('judgeFields', () => {
  it('judges every value by itself', () => {
    const fields = judgeFields({ producto: 'sal', cantidad: 1 }, { producto: 'sal', cantidad: 2, total: 5 });
    expect(fields).toEqual([
      { pointer: '/producto', isRight: true },
      { pointer: '/cantidad', isRight: false },
      { pointer: '/total', isRight: false },
    ]);
  });

  it('does not blame the items behind one that was left out', () => {
    expect(wrong({ items }, { items: items.slice(1) })).toEqual([]);
    expect(wrong({ items }, { items: [items[0], { producto: 'té', cantidad: 9 }, items[2]] })).toEqual([
      '/items/1/cantidad',
    ]);
  });

  it('blames an item that is not there', () => {
    const predicted = { items: [...items, { producto: 'vino', cantidad: 7 }] };
    expect(wrong({ items }, predicted)).toEqual(['/items/3/producto', '/items/3/cantidad']);
  });

  it('compares one line with many', () => {
    expect(wrong({ items, cliente: 'Bar' }, { ...items[1], cliente: 'Bar', moneda: 'EUR' })).toEqual([
      '/moneda',
    ]);
    expect(wrong(items[1], { items: [items[0], items[1]] })).toEqual([
      '/items/0/producto',
      '/items/0/cantidad',
    ]);
  });

  it('tells numbers from strings, and has nothing to say of what is no object', () => {
    expect(wrong({ cantidad: 1 }, { cantidad: '1' })).toEqual(['/cantidad']);
    expect(judgeFields({ a: 1 }, undefined)).toEqual([]);
  });
});
