import { describe, expect, it } from 'vitest';
import { lockedSpans, placesOf, verbatimValues } from './locked-spans.js';
import { overlapsAny } from './spans.js';
import { TEST_ORDERS } from './test-orders.js';
import type { AugmentableRecord } from './strategy.js';

function isLocked(record: AugmentableRecord, part: string): boolean {
  const start = record.text.indexOf(part);
  expect(start).toBeGreaterThanOrEqual(0);
  const spans = lockedSpans(record);
  return [...part].every((_, i) => overlapsAny(spans, start + i, start + i + 1));
}

describe('lockedSpans', () => {
  it.each(TEST_ORDERS)('locks every verbatim value of $id', (record) => {
    const values = record.order ? verbatimValues(record.order) : [];
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) expect(isLocked(record, value)).toBe(true);
  });

  it('leaves the words between free', () => {
    const [plain] = TEST_ORDERS;
    if (!plain) throw new Error('no orders');
    expect(overlapsAny(lockedSpans(plain), 0, 'Necesito comprar 100 unidades de '.length)).toBe(false);
  });

  it.each([
    '15/03/2026',
    'ana@x.mx',
    '40 x 20',
    'AB-12/7',
    '98765432',
    '+52 55 1234 5678',
    '15 de marzo de 2026',
    'No. 12',
    'S/',
    'L',
    '0250',
  ])('locks %s by its form', (part) => {
    const order = { producto: 'sal' };
    expect(isLocked({ text: `pido sal y ${part} hoy`, order }, part)).toBe(true);
  });

  it('locks digits and capitals of a text without a target', () => {
    const record = { text: 'pido 20 cajas de Fanta' };
    expect(isLocked(record, '20')).toBe(true);
    expect(isLocked(record, 'Fanta')).toBe(true);
    expect(isLocked(record, 'cajas')).toBe(false);
  });

  it('locks them too when a value of the order is not in the text', () => {
    const record = { text: 'pido 20 cajas de Fanta', order: { producto: 'agua', cantidad: 20 } };
    expect(isLocked(record, 'Fanta')).toBe(true);
  });
});

describe('lockedSpans of a value that a line break cuts', () => {
  it('locks it across the break, and nothing else', () => {
    const record = { text: 'Pido guantes\n  talla M hoy', order: { producto: 'guantes talla M' } };
    expect(isLocked(record, 'guantes\n  talla M')).toBe(true);
    expect(isLocked(record, 'Pido')).toBe(false);
  });
});

describe('placesOf', () => {
  it('prefers whole words', () => {
    expect(placesOf('A la Ana A', 'A')).toEqual([
      { start: 0, end: 1 },
      { start: 9, end: 10 },
    ]);
    expect(placesOf('xAx', 'A')).toEqual([{ start: 1, end: 2 }]);
  });

  it('takes no other white space for the same', () => {
    expect(placesOf('guantes  talla M', 'guantes talla M')).toEqual([]);
  });

  it('takes signs as they are', () => {
    expect(placesOf('tubo 1/2" (PVC)', '1/2" (PVC)')).toHaveLength(1);
  });
});

describe('verbatimValues', () => {
  it('leaves out days, units and numbers', () => {
    expect(
      verbatimValues({ producto: 'sal', unidad: 'kg', cantidad: 2, fecha_entrega: '2026-03-15' }),
    ).toEqual(['sal']);
  });
});
