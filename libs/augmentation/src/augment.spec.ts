import { describe, expect, it } from 'vitest';
import { augmentRecords, augmentText } from './augment.js';
import { AugmentationError } from './errors.js';
import { keepsMeaning } from './keeps-meaning.js';
import { TEST_ORDERS } from './test-orders.js';

describe('augmentRecords', () => {
  it.each([2, 3, 4])('gives %i different versions of each record, the original first', (factor) => {
    const augmented = augmentRecords(TEST_ORDERS, { factor, seed: 1 });
    expect(augmented).toHaveLength(TEST_ORDERS.length * factor);
    expect(augmented[0]).toBe(TEST_ORDERS[0]);
    expect(augmented[1]?.id).toBe('plain~1');
    expect(new Set(augmented.map(({ text }) => text)).size).toBe(augmented.length);
  });

  it('keeps every target, for many seeds', () => {
    for (let seed = 0; seed < 40; seed++) {
      for (const { id, text, order } of augmentRecords(TEST_ORDERS, { factor: 4, seed })) {
        const original = TEST_ORDERS.find((record) => record.id === id.split('~')[0]);
        expect(order).toBe(original?.order);
        expect(original && keepsMeaning(original, text), text).toBe(true);
      }
    }
  });

  it('gives the same for the same seed, whatever stands beside a record', () => {
    const options = { factor: 3, seed: 5 };
    const all = augmentRecords(TEST_ORDERS, options);
    expect(augmentRecords(TEST_ORDERS, options)).toEqual(all);
    expect(augmentRecords(TEST_ORDERS.slice(1), options)).toEqual(all.slice(3));
    expect(augmentRecords(TEST_ORDERS, { factor: 3, seed: 6 })).not.toEqual(all);
  });

  it.each([1, 5, 2.5, NaN])('refuses the factor %d', (factor) => {
    expect(() => augmentRecords([], { factor, seed: 1 })).toThrow(
      expect.objectContaining({ name: 'AugmentationError', code: 'BAD_FACTOR', value: factor }),
    );
  });

  it('refuses an empty or unknown choice of strategies', () => {
    expect(() => augmentRecords([], { factor: 2, seed: 1, strategies: [] })).toThrow(AugmentationError);
    const strategies = ['rhyme'] as unknown as ['case'];
    expect(() => augmentRecords([], { factor: 2, seed: 1, strategies })).toThrow(/no strategy rhyme/);
  });

  it('gives a record that cannot vary back alone', () => {
    expect(augmentRecords([{ id: 'x', text: '' }], { factor: 4, seed: 1 })).toHaveLength(1);
    const odd = { id: 'x', text: 5 as unknown as string };
    expect(augmentRecords([odd], { factor: 2, seed: 1 })).toEqual([odd]);
  });
});

describe('augmentText', () => {
  it.each([[undefined], [null], [5], [{ a: 1 }], [['text']]])('gives %j back as it is', (value) => {
    expect(augmentText(value as unknown, { seed: 1 })).toBe(value);
  });

  it('varies a string with the strategies named', () => {
    const [record] = TEST_ORDERS;
    if (!record?.order) throw new Error('no orders');
    const variants = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
      augmentText(record.text, {
        seed,
        strategies: ['number-format'],
        ...(record.order && { order: record.order }),
      }),
    );
    expect(new Set(variants).size).toBeGreaterThan(1);
    expect(variants.some((text) => text.includes('cincuenta pesos') || text.includes('cien unidades'))).toBe(
      true,
    );
  });
});

describe('keepsMeaning', () => {
  const record = { text: 'pido 1.500 tubos PVC', order: { producto: 'tubos PVC', cantidad: 1500 } };

  it('sees a changed number and a broken value', () => {
    expect(keepsMeaning(record, 'pido 1500 tubos PVC')).toBe(true);
    expect(keepsMeaning(record, 'pido 1.50 tubos PVC')).toBe(false);
    expect(keepsMeaning(record, 'pido 1500 tubos pvc')).toBe(false);
  });
});
