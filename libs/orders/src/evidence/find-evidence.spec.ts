import { describe, expect, it } from 'vitest';
import { parseOrder } from '../parse-order.js';
import { findEvidence } from './find-evidence.js';

/** What stands at each value's place, and how: `=` exact, `~` normalised, `-` nowhere. */
function said(text: string, value: unknown): Record<string, string> {
  const marks = { exact: '=', normalised: '~', derived: '-' } as const;
  return Object.fromEntries(
    findEvidence(text, parseOrder(value)).map(({ pointer, status, start, end }) => [
      pointer,
      `${marks[status]}${start === undefined ? '' : text.slice(start, end)}`,
    ]),
  );
}

describe('findEvidence', () => {
  it('finds strings, numbers, units, currencies, days and urgency in whatever way they are written', () => {
    const text =
      'Somos Bar Sol. Manden veinte kilos de arroz a $1,850 pesos mexicanos, el 15 de marzo de 2026. Urge.';
    const order = {
      producto: 'arroz',
      cantidad: 20,
      unidad: 'kg',
      precio_unitario: 1850,
      moneda: 'MXN',
      cliente: 'Bar Sol',
      fecha_entrega: '2026-03-15',
      urgente: true,
    };
    expect(said(text, order)).toEqual({
      '/producto': '=arroz',
      '/cantidad': '~veinte',
      '/unidad': '~kilos',
      '/precio_unitario': '~1,850',
      '/moneda': '~pesos mexicanos',
      '/cliente': '=Bar Sol',
      '/fecha_entrega': '~15 de marzo de 2026',
      '/urgente': '~Urge',
    });
  });

  it('takes for each line the place nearest to its goods', () => {
    const text = '5 kg de sal a 5 euros y 5 cajas de té a 7 euros; total 60';
    const order = {
      items: [
        { producto: 'sal', cantidad: 5, unidad: 'kg', precio_unitario: 5 },
        { producto: 'té', cantidad: 5, unidad: 'caja', precio_unitario: 7 },
      ],
      total: 60,
    };
    const places = findEvidence(text, parseOrder(order)).map(({ pointer, start }) => [pointer, start]);
    expect(Object.fromEntries(places)).toEqual({
      '/items/0/producto': 8,
      '/items/0/cantidad': 0,
      '/items/0/unidad': 2,
      '/items/0/precio_unitario': 14,
      '/items/1/producto': 35,
      '/items/1/cantidad': 24,
      '/items/1/unidad': 26,
      '/items/1/precio_unitario': 40,
      '/total': 55,
    });
  });

  it('finds the same goods of two lines at two places, and shares a price that is said once', () => {
    const text = '3 guantes azules y 4 guantes rojos, a 9 cada uno. Son guantes, guantes.';
    const order = {
      items: [
        { producto: 'guantes', cantidad: 3, precio_unitario: 9 },
        { producto: 'guantes', cantidad: 4, precio_unitario: 9 },
      ],
    };
    const places = findEvidence(text, parseOrder(order));
    const start = (pointer: string): number | undefined =>
      places.find((place) => place.pointer === pointer)?.start;
    expect([start('/items/0/producto'), start('/items/1/producto')]).toEqual([2, 21]);
    expect(start('/items/0/precio_unitario')).toBe(start('/items/1/precio_unitario'));
  });

  it.each([
    ['a value that no place says', 'Dos sillas', { producto: 'sillas', total: 90 }, '/total', '-'],
    [
      'one piece that is not counted',
      'Manden la silla',
      { producto: 'silla', cantidad: 1 },
      '/cantidad',
      '-',
    ],
    ['an article that counts', 'Manden una silla', { producto: 'silla', cantidad: 1 }, '/cantidad', '~una'],
    [
      'goods in other letters',
      'dos SILLAS  Rojas',
      { producto: 'sillas rojas' },
      '/producto',
      '~SILLAS  Rojas',
    ],
    [
      'part of a word when there is nothing else',
      'minisillas',
      { producto: 'sillas' },
      '/producto',
      '=sillas',
    ],
    ['whole words first', 'minisillas y sillas', { producto: 'sillas' }, '/producto', '=sillas'],
    ['no urgency in "sin prisa"', 'sillas sin prisa', { producto: 'sillas', urgente: true }, '/urgente', '-'],
    ['calm', 'sillas, no hay prisa', { producto: 'sillas', urgente: false }, '/urgente', '~no hay prisa'],
    [
      '"uno" as no denial',
      'sillas a 5 cada uno, urgente',
      { producto: 'sillas', urgente: true },
      '/urgente',
      '~urgente',
    ],
    [
      'units as they sound',
      '3 kajas de sal',
      { producto: 'sal', cantidad: 3, unidad: 'caja' },
      '/unidad',
      '~kajas',
    ],
    ['halves', 'kilo y medio de sal', { producto: 'sal', cantidad: 1.5 }, '/cantidad', '~kilo y medio'],
    ['numbers behind wide signs', '½ kg de sal', { producto: 'sal', cantidad: 0.5 }, '/cantidad', '~½'],
    [
      'square metres',
      '20 m² de césped',
      { producto: 'césped', cantidad: 20, unidad: 'm2' },
      '/unidad',
      '~m²',
    ],
    [
      'a percentage, not a price',
      'sal a 5 con 5 % menos',
      { producto: 'sal', descuento: 5 },
      '/descuento',
      '=5',
    ],
    ['capitals', 'SAL A 5 PESOS CHILENOS', { producto: 'SAL', moneda: 'CLP' }, '/moneda', '~PESOS CHILENOS'],
    ['a bare sign as no currency', 'sal a $5', { producto: 'sal', moneda: 'MXN' }, '/moneda', '-'],
  ])('finds %s', (_, text, order, pointer, expected) => {
    expect(said(text, order)[pointer]).toBe(expected);
  });

  it('counts places in the text as it is, composed or not', () => {
    const text = 'Café ½ kg y ②0 kg'.normalize('NFD');
    for (const { start = 0, end = 0, status } of findEvidence(
      text,
      parseOrder({ producto: 'kg', cantidad: 0.5 }),
    )) {
      expect(status).not.toBe('derived');
      expect(['½', 'kg']).toContain(text.slice(start, end));
    }
  });
});
