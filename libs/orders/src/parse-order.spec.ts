import { describe, expect, it } from 'vitest';
import { OrdersError } from './errors.js';
import { parseOrder, parseOrderJson } from './parse-order.js';

/** The error that a value is refused with. */
function refusal(parse: () => unknown): OrdersError {
  try {
    parse();
  } catch (error) {
    if (error instanceof OrdersError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

const A = { producto: 'A' };

describe('parseOrder', () => {
  it.each([
    [A],
    [{ codigo: 'X-1', cantidad: 0.5, unidad: 'docena', descuento: 100, urgente: false }],
    [{ items: [A, { codigo: 'B' }], moneda: 'GTQ', fecha_entrega: '2026-03-15' }],
  ])('takes %j', (order) => {
    expect(parseOrder(order)).toEqual(order);
  });

  it.each([
    ['no goods', { cantidad: 1 }, ''],
    ['one item', { items: [A] }, '/items'],
    ['an item without goods', { items: [A, { cantidad: 2 }] }, '/items/1'],
    ['a number as text', { ...A, cantidad: '2' }, '/cantidad'],
    ['a negative number', { ...A, total: -1 }, '/total'],
    ['a number without end', { ...A, total: Infinity }, '/total'],
    ['a discount beyond 100', { items: [A, { ...A, descuento: 101 }] }, '/items/1/descuento'],
    ['a unit that is none', { items: [{ ...A, unidad: 'cajas' }, A] }, '/items/0/unidad'],
    ['a currency that is none', { ...A, moneda: 'pesos' }, '/moneda'],
    ['an empty text', { producto: '' }, '/producto'],
    ['blanks around', { ...A, cliente: ' Sol' }, '/cliente'],
    ['null', { ...A, urgente: null }, '/urgente'],
    ['an unknown key', { ...A, color: 'azul' }, ''],
    ['line fields beside items', { items: [A, A], cantidad: 2 }, ''],
    ['a list', [A], ''],
    ['null itself', null, ''],
    ['text', 'A', ''],
  ])('refuses %s', (_what, value, pointer) => {
    const error = refusal(() => parseOrder(value));
    expect(error).toMatchObject({ name: 'OrdersError', code: 'INVALID_ORDER', pointer });
    expect(error.message.startsWith(pointer === '' ? 'order: ' : `${pointer}: `)).toBe(true);
    expect(error.cause).toBeDefined();
  });

  it('names the unknown key', () => {
    expect(refusal(() => parseOrder({ ...A, color: 'azul' })).message).toContain('color');
  });
});

describe('parseOrderJson', () => {
  it('reads an order', () => {
    expect(parseOrderJson('{"producto":"A","cantidad":1.0}')).toEqual({ producto: 'A', cantidad: 1 });
  });

  it('refuses what is not JSON', () => {
    const error = refusal(() => parseOrderJson('{"producto":'));
    expect(error).toMatchObject({ code: 'NOT_JSON', pointer: '' });
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });
});
