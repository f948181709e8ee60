import { parseOrder } from '@ordena/orders';
import { describe, expect, it } from 'vitest';

import { toOrderMessage } from './order-message.js';

describe('toOrderMessage', () => {
  it('always has lines, and leaves unset what the order lacks', () => {
    const order = parseOrder({ producto: 'A', cantidad: 100, precio_unitario: 50, urgente: true });
    expect(toOrderMessage(order)).toEqual({
      lines: [{ producto: 'A', cantidad: 100, precioUnitario: 50 }],
      urgente: true,
    });
  });

  it('reckons the day of delivery from the day of the order, and keeps words that settle none', () => {
    const order = parseOrder({ producto: 'A', fecha_entrega: 'viernes 13' });
    expect(toOrderMessage(order, '2026-11-02')).toMatchObject({ fechaEntrega: '2026-11-13' });
    expect(toOrderMessage(order, '2026-11-03').lines).toEqual([{ producto: 'A' }]);
    const vague = parseOrder({ producto: 'A', fecha_entrega: 'fin de mes' });
    expect(toOrderMessage(vague, '2026-11-02')).toMatchObject({ fechaEntrega: 'fin de mes' });
  });

  it('keeps every field of a large order', () => {
    const order = parseOrder({
      items: [{ producto: 'cloro', codigo: 'CL-20', cantidad: 5, unidad: 'bidón' }, { producto: 'guantes' }],
      moneda: 'EUR',
      cliente: 'Hotel Miramar',
      direccion_entrega: 'C/ Mayor 4',
      fecha_entrega: '15 de marzo',
      forma_pago: 'transferencia',
      urgente: false,
    });
    expect(toOrderMessage(order)).toEqual({
      lines: [{ producto: 'cloro', codigo: 'CL-20', cantidad: 5, unidad: 'bidón' }, { producto: 'guantes' }],
      moneda: 'EUR',
      cliente: 'Hotel Miramar',
      direccionEntrega: 'C/ Mayor 4',
      fechaEntrega: '15 de marzo',
      formaPago: 'transferencia',
      urgente: false,
    });
  });
});
