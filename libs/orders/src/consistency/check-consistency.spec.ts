import { describe, expect, it } from 'vitest';
import { parseOrder } from '../parse-order.js';
import { checkConsistency } from './check-consistency.js';

const codes = (text: string, order: unknown, referenceDate?: string): string[] =>
  checkConsistency(text, parseOrder(order), { referenceDate }).map(({ code }) => code);
const line = { producto: 'sal', cantidad: 4, precio_unitario: 2.5 };

describe('checkConsistency', () => {
  it('says what was expected, what was found and where', () => {
    expect(checkConsistency('4 sal a 2.5, total 12', parseOrder({ ...line, total: 12 }))).toEqual([
      {
        code: 'TOTAL_MISMATCH',
        pointers: ['/total', '/cantidad', '/precio_unitario'],
        expected: '10',
        found: '12',
        message: 'the lines come to 10, the total says 12',
      },
    ]);
  });

  it.each<[string, string, object]>([
    ['a total that fits', '', { ...line, total: 10 }],
    ['a discount of the line', '', { ...line, descuento: 10, total: 9 }],
    ['a total before the discount', '', { ...line, descuento: 10, total: 10 }],
    ['rounding', '', { ...line, precio_unitario: 3.333, total: 13.33 }],
    [
      'lines and a discount of all',
      '',
      { items: [line, { ...line, producto: 'té' }], descuento: 50, total: 10 },
    ],
    ['a line without a price', '', { items: [line, { producto: 'té', cantidad: 1 }], total: 99 }],
    ['taxes beside it', 'más IVA', { ...line, total: 12.1 }],
  ])('lets %s pass', (_, text, order) => {
    expect(codes(text, order)).toEqual([]);
  });

  it.each<[string, string, object]>([
    ['TOTAL_MISMATCH', '', { items: [line, { ...line, producto: 'té' }], total: 21 }],
    ['CURRENCY_AMBIGUOUS', 'sal a 2.5 € o 3 dólares', { ...line, moneda: 'EUR' }],
    ['CURRENCY_CONTRADICTED', 'sal a 2.5 €', { ...line, moneda: 'USD' }],
    ['CURRENCY_MISSING', 'sal a 2.5 €', line],
    ['QUANTITY_NOT_POSITIVE', '', { ...line, cantidad: 0 }],
    ['DUPLICATE_LINE', '', { items: [line, { ...line, producto: 'Sal' }] }],
    ['UNIT_CONFLICT', '4 cajas de sal', { producto: 'sal', cantidad: 4, unidad: 'kg' }],
    [
      'DELIVERY_BEFORE_ORDER',
      'Fecha: 20/03/2026. Sal para el 15/03/2026',
      { ...line, fecha_entrega: '2026-03-15' },
    ],
  ])('flags %s', (code, text, order) => {
    expect(codes(text, order)).toEqual([code]);
  });

  it.each<[string, string, object]>([
    ['a model name that looks like lempiras', 'una Epson L3250 a 2.5 dólares', { ...line, moneda: 'USD' }],
    ['a currency said apart', 'precios en soles: sal a $2.5', { ...line, moneda: 'PEN' }],
    ['pesos of no country', 'sal a 2.5 pesos', line],
    ['a unit that is also a container', '4 cubos de sal', { producto: 'sal', cantidad: 4, unidad: 'cubo' }],
    ['lines that differ in their unit', '', { items: [line, { ...line, unidad: 'kg' }] }],
    ['a label of the delivery', 'Fecha de entrega: 15/03/2026', { ...line, fecha_entrega: '2026-03-15' }],
  ])('is not misled by %s', (_, text, order) => {
    expect(codes(text, order)).toEqual([]);
  });

  it('holds the delivery against the reference day', () => {
    const order = { ...line, fecha_entrega: '2026-03-15' };
    expect(codes('', order, '2026-03-16')).toEqual(['DELIVERY_BEFORE_ORDER']);
    expect(codes('', order, '2026-03-15')).toEqual([]);
    expect(codes('', { ...line, fecha_entrega: 'mañana' }, '2026-03-16')).toEqual([]);
  });
});
