import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CURRENCIES, LINE_FIELDS, ORDER_FIELDS, UNITS } from './fields.js';
import { ORDER_JSON_SCHEMA } from './json-schema.js';
import { canonicalOrderSchema } from './schema.js';

interface ObjectSchema {
  readonly additionalProperties: unknown;
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const [items, flat] = ORDER_JSON_SCHEMA['anyOf'] as [ObjectSchema, ObjectSchema];
const line = items.properties['items']?.['items'] as ObjectSchema;

describe('ORDER_JSON_SCHEMA', () => {
  it('is of draft 2020-12', () => {
    expect(ORDER_JSON_SCHEMA['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  it('has exactly the fields of the guide, in canonical order', () => {
    expect(Object.keys(line.properties)).toEqual(LINE_FIELDS);
    expect(Object.keys(items.properties)).toEqual(['items', ...ORDER_FIELDS]);
    expect(new Set(Object.keys(flat.properties))).toEqual(new Set([...LINE_FIELDS, ...ORDER_FIELDS]));
    for (const schema of [line, items, flat]) expect(schema.additionalProperties).toBe(false);
  });

  it('lists units and currencies', () => {
    expect(line.properties['unidad']?.['enum']).toEqual(UNITS);
    expect(flat.properties['moneda']?.['enum']).toEqual(CURRENCIES);
  });

  it('needs two items where there are items, and no other key', () => {
    expect(items.required).toEqual(['items']);
    expect(items.properties['items']?.['minItems']).toBe(2);
    expect(flat.required).toBeUndefined();
  });

  // Read back into zod, which is another way through the JSON Schema than the one it was made by.
  const fromJson = z.fromJSONSchema(ORDER_JSON_SCHEMA);
  const A = { producto: 'A' };

  it.each([
    [A, true],
    [{ items: [A, { codigo: 'B', cantidad: 2.5, unidad: 'kg' }], total: 0 }, true],
    [{ ...A, descuento: 100, urgente: false }, true],
    [{ items: [A] }, false],
    [{ ...A, cantidad: '2' }, false],
    [{ ...A, cantidad: -1 }, false],
    [{ ...A, descuento: 101 }, false],
    [{ ...A, unidad: 'cajas' }, false],
    [{ ...A, moneda: 'pesos' }, false],
    [{ ...A, cliente: '' }, false],
    [{ ...A, color: 'azul' }, false],
    [{ ...A, urgente: null }, false],
    [[A], false],
  ])('judges %j as zod does: %s', (value, accepted) => {
    expect(canonicalOrderSchema.safeParse(value).success).toBe(accepted);
    expect(fromJson.safeParse(value).success).toBe(accepted);
  });
});
