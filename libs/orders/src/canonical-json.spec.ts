import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';
import { LINE_FIELDS, ORDER_FIELDS } from './fields.js';
import type { CanonicalOrder } from './schema.js';

describe('canonicalJson', () => {
  it('puts the keys of a flat order in canonical order', () => {
    const order: CanonicalOrder = {
      urgente: true,
      moneda: 'EUR',
      cantidad: 100,
      producto: 'A',
      descuento: 5,
      total: 9,
    };
    expect(canonicalJson(order)).toBe(
      '{"producto":"A","cantidad":100,"descuento":5,"moneda":"EUR","total":9,"urgente":true}',
    );
  });

  it('puts items first, and their keys in order too', () => {
    const order: CanonicalOrder = {
      urgente: false,
      descuento: 10,
      items: [
        { cantidad: 2, producto: 'sal', descuento: 3 },
        { unidad: 'kg', codigo: 'X-1' },
      ],
    };
    expect(canonicalJson(order)).toBe(
      '{"items":[{"producto":"sal","cantidad":2,"descuento":3},{"codigo":"X-1","unidad":"kg"}],"descuento":10,"urgente":false}',
    );
  });

  it('writes numbers short and strings as they are', () => {
    expect(
      canonicalJson({ producto: 'tubo ½" «ñ»\n', cantidad: 1500.5, precio_unitario: 50.0, total: 0 }),
    ).toBe(String.raw`{"producto":"tubo ½\" «ñ»\n","cantidad":1500.5,"precio_unitario":50,"total":0}`);
    expect(canonicalJson({ producto: 'a', cantidad: 1e6, precio_unitario: 0.1 })).toBe(
      '{"producto":"a","cantidad":1000000,"precio_unitario":0.1}',
    );
  });

  it('leaves undefined values out', () => {
    expect(canonicalJson({ producto: 'a', cantidad: undefined, cliente: undefined })).toBe(
      '{"producto":"a"}',
    );
  });

  it('gives one spelling whatever the order of keys', () => {
    const entries = [...LINE_FIELDS, ...ORDER_FIELDS].map((key, i) => [key, i] as const);
    const forwards = Object.fromEntries(entries) as unknown as CanonicalOrder;
    const backwards = Object.fromEntries(entries.toReversed()) as unknown as CanonicalOrder;
    expect(Object.keys(JSON.parse(canonicalJson(backwards)) as object)).toEqual([
      ...new Set([...LINE_FIELDS, ...ORDER_FIELDS]),
    ]);
    expect(canonicalJson({ ...backwards, descuento: 1 })).toBe(canonicalJson({ ...forwards, descuento: 1 }));
  });
});
