import { z } from 'zod';
import { CURRENCIES, UNITS } from './fields.js';

/** A pattern and no function, so that JSON Schema says it too. */
const text = z
  .string()
  .min(1)
  .regex(/^\S(?:[\s\S]*\S)?$/, 'must not begin or end with white space');
const amount = z.number().finite().nonnegative();
const percent = amount.max(100);

const line = {
  producto: text.optional(),
  codigo: text.optional(),
  cantidad: amount.optional(),
  unidad: z.enum(UNITS).optional(),
  precio_unitario: amount.optional(),
  descuento: percent.optional(),
};

const order = {
  moneda: z.enum(CURRENCIES).optional(),
  total: amount.optional(),
  descuento: percent.optional(),
  cliente: text.optional(),
  proveedor: text.optional(),
  direccion_entrega: text.optional(),
  fecha_entrega: text.optional(),
  forma_pago: text.optional(),
  referencia: text.optional(),
  urgente: z.boolean().optional(),
};

const namesGoods = (value: { producto?: string | undefined; codigo?: string | undefined }): boolean =>
  value.producto !== undefined || value.codigo !== undefined;
const NAMES_GOODS = 'a line needs producto or codigo';
/** The same for JSON Schema, where a function is lost. */
const NAMES_GOODS_JSON = { anyOf: [{ required: ['producto'] }, { required: ['codigo'] }] };

export const orderLineSchema = z.strictObject(line).refine(namesGoods, NAMES_GOODS).meta(NAMES_GOODS_JSON);

const flatSchema = z
  .strictObject({ ...line, ...order })
  .refine(namesGoods, NAMES_GOODS)
  .meta(NAMES_GOODS_JSON);
const itemsSchema = z.strictObject({ items: z.array(orderLineSchema).min(2), ...order });

/** Canonical schema v1: one kind of goods flat, two or more as `items`. */
export const canonicalOrderSchema = z.union([itemsSchema, flatSchema]);

export type OrderLine = z.infer<typeof orderLineSchema>;
export type FlatOrder = z.infer<typeof flatSchema>;
export type ItemsOrder = z.infer<typeof itemsSchema>;
export type CanonicalOrder = FlatOrder | ItemsOrder;

/** The form that a value is meant to have, so that an error speaks of that form alone. */
export function schemaFor(value: unknown): z.ZodType<CanonicalOrder> {
  return typeof value === 'object' && value !== null && 'items' in value ? itemsSchema : flatSchema;
}
