import type { Ctx } from './compose-context.js';

/** Names of order fields in forms. */
export const FIELD_NAMES: Readonly<
  Record<
    | 'reference'
    | 'supplier'
    | 'client'
    | 'date'
    | 'address'
    | 'payment'
    | 'total'
    | 'discount'
    | 'goods'
    | 'count'
    | 'unit'
    | 'price'
    | 'code'
    | 'urgent'
    | 'currency',
    readonly string[]
  >
> = {
  reference: [
    'Orden de compra',
    'OC',
    'Pedido',
    'N° de orden',
    'Orden',
    'Orden de compra n.º',
    'O/C',
    'Requisición',
    'Cotización',
    'Pedido n.º',
    'Nº pedido',
    'Presupuesto',
    'ORDEN DE COMPRA',
    'Número de pedido',
    'Contrato',
    'Referencia',
    'NP',
    'OC N°',
    'Solicitud',
    'Su oferta',
    'Folio',
  ],
  supplier: ['Proveedor', 'Proveedor', 'PROVEEDOR', 'A', 'Señores', 'Suplidor', 'Vendedor', 'Suministrador'],
  client: [
    'Cliente',
    'Cliente',
    'CLIENTE',
    'Comprador',
    'Razón social',
    'Empresa',
    'Solicitante',
    'Facturar a',
    'Solicita',
    'Institución',
    'Nombre',
    'De',
    'A nombre de',
    'Pedido por',
    'Unidad solicitante',
  ],
  date: [
    'Fecha de entrega',
    'Entrega',
    'Fecha requerida',
    'F. entrega',
    'FECHA DE ENTREGA',
    'Fecha entrega',
    'Plazo',
    'Plazo de entrega',
    'Para cuándo',
    'Fecha límite',
    'Entregar el',
    'Fecha ent',
  ],
  address: [
    'Dirección de entrega',
    'Entregar en',
    'Lugar de entrega',
    'Dirección',
    'Entrega en',
    'Domicilio',
    'Lugar',
    'Despacho',
    'Destino',
    'DIRECCION',
    'Enviar a',
    'Dónde',
    'Punto de entrega',
    'Entrega',
  ],
  payment: [
    'Forma de pago',
    'Pago',
    'Condición de pago',
    'Condiciones de pago',
    'FORMA DE PAGO',
    'Condiciones',
    'Método de pago',
    'Cond. pago',
  ],
  total: [
    'Total',
    'TOTAL',
    'Importe total',
    'Monto total',
    'Valor total',
    'Total a pagar',
    'Total general',
    'Importe',
  ],
  discount: ['Descuento', 'Dto.', 'Desc.', 'DESCUENTO', 'Bonificación'],
  goods: [
    'Producto',
    'Artículo',
    'Descripción',
    'Material',
    'Detalle',
    'Ítem',
    'Concepto',
    'PRODUCTO',
    'Art.',
    'Qué',
    'Bien solicitado',
    'Item',
  ],
  count: ['Cantidad', 'Cant.', 'CANTIDAD', 'Cant', 'Cantidad solicitada', 'Cuántos', 'Unidades', 'Ctd'],
  unit: ['Unidad', 'Unidad de medida', 'U/M', 'Medida', 'UM'],
  price: [
    'Precio unitario',
    'Precio',
    'Precio unit.',
    'P.U.',
    'Valor unitario',
    'PRECIO UNITARIO',
    'Precio/u',
    'Costo unitario',
    'P. unitario',
  ],
  code: [
    'Código',
    'Cod.',
    'SKU',
    'Ref.',
    'Código de artículo',
    'CODIGO',
    'Nº parte',
    'Referencia artículo',
    'Cód. producto',
  ],
  urgent: ['Urgente', 'Urgencia', '¿Es urgente?', 'Prioridad', 'URGENTE'],
  currency: ['Moneda', 'MONEDA', 'Divisa'],
};

/** "Name: value" with the name drawn from the usual ones. */
export function field(ctx: Ctx, key: keyof typeof FIELD_NAMES, value: string): string {
  return `${ctx.rng.pick(FIELD_NAMES[key])}: ${value}`;
}
