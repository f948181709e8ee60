import { describe, expect, it } from 'vitest';
import { flattenPairs } from './flatten-pairs.js';
import { scoreOrders } from './score-orders.js';

describe('flattenPairs', () => {
  it('joins keys by dots and numbers list elements', () => {
    expect(
      flattenPairs({ items: [{ producto: 'A' }, { producto: 'B', cantidad: 2 }], urgente: true }),
    ).toEqual(['items.0.producto="A"', 'items.1.producto="B"', 'items.1.cantidad=2', 'urgente=true']);
  });

  it('gives nothing for what is no object', () => {
    expect(flattenPairs(undefined)).toEqual([]);
    expect(flattenPairs('text')).toEqual([]);
  });
});

describe('scoreOrders', () => {
  it('averages F1 over orders', () => {
    const report = scoreOrders([
      { expected: { producto: 'A', cantidad: 2 }, predicted: { producto: 'A', cantidad: 3 } },
      { expected: { producto: 'B' }, predicted: { producto: 'B' } },
    ]);
    // First order: 1 of 2 and 1 of 2 right, F1 0.5; second 1. Together 2 right of 3 and 3.
    expect(report.f1).toBeCloseTo(0.75);
    expect(report.microF1).toBeCloseTo(2 / 3);
    expect(report.exactMatch).toBe(0.5);
    expect(report.fields['cantidad']).toEqual({ precision: 0, recall: 0, f1: 0, support: 1 });
    expect(report.fields['producto']).toEqual({ precision: 1, recall: 1, f1: 1, support: 2 });
  });

  it('counts an unreadable prediction as empty', () => {
    const report = scoreOrders([{ expected: { producto: 'A' }, predicted: undefined }]);
    expect(report).toMatchObject({ n: 1, f1: 0, invalid: 1, exactMatch: 0 });
  });

  it.each([[undefined], [null], ['{"producto":"A"}'], [5], [['A']], [[{ producto: 'A' }]]])(
    'takes %j for unreadable, and {} for an order without fields',
    (predicted) => {
      const report = scoreOrders([
        { expected: { producto: 'A' }, predicted },
        { expected: { producto: 'A' }, predicted: {} },
      ]);
      expect(report).toMatchObject({ n: 2, f1: 0, invalid: 1, exactMatch: 0 });
      // Nothing is predicted, so nothing is predicted wrong.
      expect(report.fields).toEqual({ producto: { precision: 0, recall: 0, f1: 0, support: 2 } });
    },
  );

  it('counts a line by its place and a discount wherever it stands', () => {
    const report = scoreOrders([
      {
        expected: {
          items: [{ producto: 'A', descuento: 10 }, { producto: 'B' }],
          descuento: 5,
          cliente: 'C',
        },
        predicted: {
          items: [
            { producto: 'A', descuento: 5 },
            { producto: 'X', unidad: 'kg' },
          ],
          descuento: 5,
        },
      },
    ]);
    // Right: items.0.producto and descuento, 2 of 5 expected and 5 predicted.
    expect(report.f1).toBeCloseTo(0.4);
    expect(report.fields).toEqual({
      producto: { precision: 0.5, recall: 0.5, f1: 0.5, support: 2 },
      descuento: { precision: 0.5, recall: 0.5, f1: 0.5, support: 2 },
      unidad: { precision: 0, recall: 0, f1: 0, support: 0 },
      cliente: { precision: 0, recall: 0, f1: 0, support: 1 },
    });
  });

  it('gives each item back its place when items are swapped, and counts those that are too many', () => {
    const expected = {
      items: [
        { producto: 'A', cantidad: 1 },
        { producto: 'B', cantidad: 2 },
      ],
    };
    const items = [{ producto: 'B', cantidad: 2 }, { producto: 'A', cantidad: 3 }, { producto: 'Z' }];
    const report = scoreOrders([{ expected, predicted: { items } }]);
    expect(report.f1).toBe(0);
    // B whole and A without its amount: 3 right of 4 expected and 5 predicted, 6 / 9.
    expect(report.f1AnyItemOrder).toBeCloseTo(6 / 9);
  });

  it('compares numbers by value and strings to the letter', () => {
    const report = scoreOrders([
      {
        expected: { cantidad: 50, codigo: '1' },
        predicted: JSON.parse('{"cantidad":50.0,"codigo":1}') as unknown,
      },
    ]);
    expect(report.f1).toBeCloseTo(0.5);
  });

  it('punishes a lost item once when items may move', () => {
    const items = [{ producto: 'A' }, { producto: 'B' }, { producto: 'C' }];
    const report = scoreOrders([{ expected: { items }, predicted: { items: items.slice(1) } }]);
    expect(report.f1).toBe(0);
    // Two right of three expected and two predicted: 4 / 5.
    expect(report.f1AnyItemOrder).toBeCloseTo(0.8);
  });

  it('gives zeros for no orders', () => {
    expect(scoreOrders([])).toMatchObject({ n: 0, f1: 0, microF1: 0, exactMatch: 0 });
  });
});
