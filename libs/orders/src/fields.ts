/** Units of measure and packages of canonical schema v1: singular, lower case. */
export const UNITS = [
  'kg',
  'g',
  'l',
  'ml',
  'm',
  'cm',
  'm2',
  'm3',
  't',
  'caja',
  'paquete',
  'bolsa',
  'saco',
  'bulto',
  'costal',
  'rollo',
  'par',
  'docena',
  'resma',
  'bidón',
  'botella',
  'lata',
  'frasco',
  'galón',
  'tambor',
  'cubeta',
  'cubo',
  'pallet',
  'juego',
  'kit',
  'quintal',
  'arroba',
  'bandeja',
  'barril',
  'blíster',
  'bobina',
  'carrete',
  'cartón',
  'cesta',
  'garrafa',
  'garrafón',
  'hoja',
  'lámina',
  'libra',
  'manojo',
  'placa',
  'plancha',
  'sobre',
  'tira',
  'tubo',
  'varilla',
  'vial',
] as const;
export type Unit = (typeof UNITS)[number];

/** ISO 4217 codes of the currencies that a text can settle. */
export const CURRENCIES = [
  'USD',
  'EUR',
  'PEN',
  'GTQ',
  'CRC',
  'HNL',
  'PYG',
  'BOB',
  'VES',
  'NIO',
  'PAB',
  'BRL',
  'MXN',
  'COP',
  'ARS',
  'CLP',
  'UYU',
  'DOP',
  'CUP',
  'GBP',
] as const;
export type Currency = (typeof CURRENCIES)[number];

/**
 * What a value is made of: words of the text as they stand there (`verbatim`), such words or a day as `YYYY-MM-DD`
 * (`date`), or something read off the text.
 */
export type FieldKind = 'verbatim' | 'date' | 'number' | 'unit' | 'currency' | 'boolean';

/** Fields of one kind of goods, in canonical order. */
export const LINE_FIELDS = [
  'producto',
  'codigo',
  'cantidad',
  'unidad',
  'precio_unitario',
  'descuento',
] as const;
export type LineField = (typeof LINE_FIELDS)[number];

/** Fields of the whole order, in canonical order; they follow the line fields or `items`. */
export const ORDER_FIELDS = [
  'moneda',
  'total',
  'descuento',
  'cliente',
  'proveedor',
  'direccion_entrega',
  'fecha_entrega',
  'forma_pago',
  'referencia',
  'urgente',
] as const;
export type OrderField = (typeof ORDER_FIELDS)[number];

/** Fields whose value is words of the text as they stand there (a day of delivery may be `YYYY-MM-DD` instead). */
export const VERBATIM_FIELDS = [
  'producto',
  'codigo',
  'cliente',
  'proveedor',
  'direccion_entrega',
  'fecha_entrega',
  'forma_pago',
  'referencia',
] as const satisfies readonly (LineField | OrderField)[];
export type VerbatimField = (typeof VERBATIM_FIELDS)[number];

export const FIELD_KINDS: Readonly<Record<LineField | OrderField, FieldKind>> = {
  producto: 'verbatim',
  codigo: 'verbatim',
  cantidad: 'number',
  unidad: 'unit',
  precio_unitario: 'number',
  descuento: 'number',
  moneda: 'currency',
  total: 'number',
  cliente: 'verbatim',
  proveedor: 'verbatim',
  direccion_entrega: 'verbatim',
  fecha_entrega: 'date',
  forma_pago: 'verbatim',
  referencia: 'verbatim',
  urgente: 'boolean',
};
