import { describe, expect, it } from 'vitest';
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

  const A = { producto: 'A' };

  it.each([
    [A, true],
    [{ codigo: 'B' }, true],
    [{ items: [A, { codigo: 'B', cantidad: 2.5, unidad: 'kg' }], total: 0 }, true],
    [{ ...A, descuento: 100, urgente: false }, true],
    [{ producto: 'tubo 1/2"\nPVC', fecha_entrega: '2026-03-15' }, true],
    [{ items: [A] }, false],
    [{ items: [A, { cantidad: 1 }] }, false],
    [{ items: [A, { ...A, color: 'azul' }] }, false],
    [{ items: [A, A], producto: 'A' }, false],
    [{ ...A, cantidad: '2' }, false],
    [{ ...A, cantidad: -1 }, false],
    [{ ...A, descuento: 101 }, false],
    [{ ...A, unidad: 'cajas' }, false],
    [{ ...A, moneda: 'pesos' }, false],
    [{ ...A, cliente: '' }, false],
    [{ ...A, cliente: ' ' }, false],
    [{ producto: ' A' }, false],
    [{ producto: 'A\u00a0' }, false],
    [{ producto: 'A\n' }, false],
    [{ ...A, color: 'azul' }, false],
    [{ ...A, urgente: null }, false],
    [{ cantidad: 2, cliente: 'B' }, false],
    [{}, false],
    [[A], false],
    [null, false],
    ['A', false],
  ])('judges %j as zod does: %s', (value, accepted) => {
    expect(canonicalOrderSchema.safeParse(value).success).toBe(accepted);
    expect(accepts(ORDER_JSON_SCHEMA, value)).toBe(accepted);
  });
});

type Judge = (keyword: unknown, value: unknown, schema: JsonSchema) => boolean;
type JsonSchema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const typeOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;

/**
 * The keywords that the schema uses, each as the draft words it: a way to read it that shares nothing with zod, whose
 * own reader forgets `properties` beside `anyOf`. A keyword in another's range passes ("minimum" of a string).
 */
const JUDGES: Readonly<Record<string, Judge>> = {
  $schema: () => true,
  type: (type, value) => type === typeOf(value),
  enum: (values, value) => (values as unknown[]).includes(value),
  minimum: (limit, value) => typeof value !== 'number' || value >= (limit as number),
  maximum: (limit, value) => typeof value !== 'number' || value <= (limit as number),
  minLength: (limit, value) => typeof value !== 'string' || [...value].length >= (limit as number),
  pattern: (source, value) => typeof value !== 'string' || new RegExp(source as string, 'u').test(value),
  minItems: (limit, value) => !Array.isArray(value) || value.length >= (limit as number),
  items: (schema, value) =>
    !Array.isArray(value) || value.every((item) => accepts(schema as JsonSchema, item)),
  anyOf: (schemas, value) => (schemas as JsonSchema[]).some((schema) => accepts(schema, value)),
  required: (keys, value) => !isObject(value) || (keys as string[]).every((key) => key in value),
  properties: (properties, value) =>
    !isObject(value) ||
    Object.entries(properties as Readonly<Record<string, JsonSchema>>).every(
      ([key, schema]) => !(key in value) || accepts(schema, value[key]),
    ),
  additionalProperties: (allowed, value, schema) =>
    allowed !== false ||
    !isObject(value) ||
    Object.keys(value).every((key) => key in (schema['properties'] as object)),
};

function accepts(schema: JsonSchema, value: unknown): boolean {
  return Object.entries(schema).every(([name, keyword]) => {
    const judge = JUDGES[name];
    if (!judge) throw new Error(`the schema uses ${name}, which this test cannot judge`);
    return judge(keyword, value, schema);
  });
}
