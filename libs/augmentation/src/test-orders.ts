import type { OrderRecord } from '@ordena/dataset';
import { parseOrder } from '@ordena/orders';

const record = (id: string, text: string, order: unknown): OrderRecord => ({
  id,
  text,
  order: parseOrder(order),
});

/** Orders for tests that together hold what is easily broken: separators, names, short values, sizes, corrections. */
export const TEST_ORDERS: readonly OrderRecord[] = [
  record('plain', 'Necesito comprar 100 unidades de producto A, precio 50 pesos cada uno, envío urgente.', {
    producto: 'A',
    cantidad: 100,
    precio_unitario: 50,
    urgente: true,
  }),
  record(
    'hotel',
    'Buenas, somos Hotel Miramar. Mándennos 20 cajas de guantes de nitrilo talla M a 8,50 euros la caja y 5 bidones de cloro (ref. CL-20) a 12 €, entrega en C/ Mayor 4, Gandía, antes del 15 de marzo. Pago por transferencia. Urge.',
    {
      items: [
        { producto: 'guantes de nitrilo talla M', cantidad: 20, unidad: 'caja', precio_unitario: 8.5 },
        { producto: 'cloro', codigo: 'CL-20', cantidad: 5, unidad: 'bidón', precio_unitario: 12 },
      ],
      moneda: 'EUR',
      cliente: 'Hotel Miramar',
      direccion_entrega: 'C/ Mayor 4, Gandía',
      fecha_entrega: '15 de marzo',
      forma_pago: 'transferencia',
      urgente: true,
    },
  ),
  record(
    'cement',
    'Requerimos mil quinientos sacos de cemento gris 42,5 kg a L 5,350.00 cada uno, 3 mil varillas de 3/8 y 1.200 m de cable. Total $1.200.000. Tel. 2550 1234 / 98765432.',
    {
      items: [
        { producto: 'cemento gris 42,5 kg', cantidad: 1500, unidad: 'saco', precio_unitario: 5350 },
        { producto: 'varillas de 3/8', cantidad: 3000 },
        { producto: 'cable', cantidad: 1200, unidad: 'm' },
      ],
      moneda: 'HNL',
      total: 1200000,
    },
  ),
  record(
    'pharmacy',
    'Hola, ponme 30 cajas de guantes talla 30, perdón, mejor 25. Entregar en Av. 30 de Junio 1250, local 25, el 15/03/2026 a las 8:30. Orden 0250. Gracias',
    {
      producto: 'guantes talla 30',
      cantidad: 25,
      unidad: 'caja',
      direccion_entrega: 'Av. 30 de Junio 1250, local 25',
      fecha_entrega: '2026-03-15',
      referencia: '0250',
    },
  ),
  record(
    'tiles',
    'Solicitamos 2.500 tejas 40x20 a S/ 1.250,50 el millar y 12,5 kg de estaño 60/40. Pago mediante cheque. Entregar en Jr. Lima 210. Es urgente. Tejados Sur S.A.C.',
    {
      items: [
        { producto: 'tejas 40x20', cantidad: 2500, precio_unitario: 1250.5 },
        { producto: 'estaño 60/40', cantidad: 12.5, unidad: 'kg' },
      ],
      moneda: 'PEN',
      cliente: 'Tejados Sur S.A.C.',
      direccion_entrega: 'Jr. Lima 210',
      forma_pago: 'cheque',
      urgente: true,
    },
  ),
  record(
    'list',
    'Pedido 118\n- 6 bobinas de film 50 cm\n- 40 unidades de piezas de repuesto X-9\n- dos mil etiquetas\nPara bar La Parada, pagan contado, mañana, con 10 % de descuento',
    {
      items: [
        { producto: 'film 50 cm', cantidad: 6, unidad: 'bobina' },
        { producto: 'piezas de repuesto X-9', cantidad: 40 },
        { producto: 'etiquetas', cantidad: 2000 },
      ],
      descuento: 10,
      cliente: 'bar La Parada',
      fecha_entrega: 'mañana',
      forma_pago: 'contado',
      referencia: '118',
    },
  ),
];
