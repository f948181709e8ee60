import { describe, expect, it } from 'vitest';
import { OrdersError } from './errors.js';
import { fromPurchaseOrder, toPurchaseOrder } from './purchase-order.js';
import type { CanonicalOrder } from './schema.js';

const FLAT: CanonicalOrder = { producto: 'A', cantidad: 2, descuento: 5, moneda: 'USD', urgente: true };
const ITEMS: CanonicalOrder = {
  items: [{ producto: 'A' }, { producto: 'B', descuento: 2 }],
  descuento: 5,
  total: 8,
};

describe('toPurchaseOrder', () => {
  it('makes a line of the line fields of a flat order, its discount too', () => {
    expect(toPurchaseOrder(FLAT)).toEqual({
      lines: [{ producto: 'A', cantidad: 2, descuento: 5 }],
      moneda: 'USD',
      urgente: true,
    });
  });

  it('takes items as lines and keeps both discounts apart', () => {
    expect(toPurchaseOrder(ITEMS)).toEqual({
      lines: [{ producto: 'A' }, { producto: 'B', descuento: 2 }],
      descuento: 5,
      total: 8,
    });
  });
});

describe('fromPurchaseOrder', () => {
  it.each([[FLAT], [ITEMS]])('is the inverse for %j', (order) => {
    expect(fromPurchaseOrder(toPurchaseOrder(order))).toEqual(order);
  });

  it("gives an order's discount to its only line, unless that has one", () => {
    expect(fromPurchaseOrder({ lines: [{ producto: 'A' }], descuento: 5 })).toEqual({
      producto: 'A',
      descuento: 5,
    });
    expect(fromPurchaseOrder({ lines: [{ producto: 'A', descuento: 2 }], descuento: 5 })).toEqual({
      producto: 'A',
      descuento: 2,
    });
  });

  it('refuses an order without lines', () => {
    expect(() => fromPurchaseOrder({ lines: [] })).toThrow(OrdersError);
  });
});
