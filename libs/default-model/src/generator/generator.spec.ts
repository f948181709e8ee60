import { canonicalJson, canonicalOrderSchema } from '@ordena/orders';
import type { CanonicalOrder } from '@ordena/orders';
import { describe, expect, it } from 'vitest';
import { createGenerator } from './generator.js';
import { GeneratorError } from './errors.js';
import { findNumbers } from './numbers.js';

const RECORDS: { id: string; text: string; order: CanonicalOrder }[] = [
  {
    id: 'a-1',
    text: 'Buenas, somos Hotel Miramar. Mándennos 20 cajas de guantes de nitrilo talla M a 8,50 euros la caja y 5 bidones de cloro (ref. CL-20) a 12 €, entrega en C/ Mayor 4, Gandía, antes del 15 de marzo. Pago por transferencia. Urge.',
    order: {
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
  },
  {
    id: 'a-2',
    text: 'Orden de compra 4521. Cliente: Vial Sur SAC\n- 12 sillas plegables a S/ 45.00\n- 3 mesas de pino a S/ 120.00\nTotal S/ 900.00. Entrega: 18/09/2026',
    order: {
      items: [
        { producto: 'sillas plegables', cantidad: 12, precio_unitario: 45 },
        { producto: 'mesas de pino', cantidad: 3, precio_unitario: 120 },
      ],
      moneda: 'PEN',
      total: 900,
      cliente: 'Vial Sur SAC',
      fecha_entrega: '2026-09-18',
      referencia: '4521',
    },
  },
  {
    id: 'a-3',
    text: 'póngame mil quinientos kilos de cebolla morada',
    order: { producto: 'cebolla morada', cantidad: 1500, unidad: 'kg' },
  },
];

const VERBATIM = [
  'producto',
  'codigo',
  'cliente',
  'proveedor',
  'direccion_entrega',
  'forma_pago',
  'referencia',
];

function values(order: CanonicalOrder): [string, unknown][] {
  return Object.entries(order).flatMap(([key, value]): [string, unknown][] =>
    key === 'items'
      ? (value as Record<string, unknown>[]).flatMap((item) => Object.entries(item))
      : [[key, value]],
  );
}

describe('createGenerator', () => {
  const generator = createGenerator({ records: RECORDS, seed: 7 });
  const samples = Array.from({ length: 3000 }, (_, i) => generator.sample(i));

  it('makes orders that keep the canonical schema and its key order', () => {
    for (const { order } of samples) {
      expect(canonicalOrderSchema.safeParse(order).success).toBe(true);
      expect(JSON.stringify(order)).toBe(canonicalJson(order));
    }
  });

  it('takes every verbatim value from the text', () => {
    for (const { text, order } of samples) {
      expect(text.trim()).not.toBe('');
      for (const [key, value] of values(order)) {
        if (VERBATIM.includes(key)) expect(text).toContain(value);
        if (key === 'fecha_entrega' && !/^\d{4}-\d{2}-\d{2}$/.test(String(value)))
          expect(text).toContain(value);
      }
    }
  });

  it('says every price and total of the JSON in the text', () => {
    const unsaid = samples.filter(({ text, order }) => {
      // Groups of digits between spaces can run into a number before them ("R14 771 000").
      const loose = text.replaceAll(/(?<=\d)O/g, '0').replaceAll(/(?<=\d) (?=\d{3}(?!\d))/g, '');
      const readings = [text, loose].flatMap((form) =>
        findNumbers(form).flatMap((mention) => mention.values),
      );
      const tail = [...text.matchAll(/(?<=\s)\d{1,3}(?: \d{3})+(?:,\d+)?/g)].map((match) =>
        Number(match[0].replaceAll(' ', '').replace(',', '.')),
      );
      readings.push(...tail);
      const fine = (value: number): boolean =>
        readings.includes(value) || (!Number.isInteger(value) && readings.includes(Math.floor(value)));
      return values(order).some(
        ([key, value]) =>
          (key === 'precio_unitario' || key === 'total') && typeof value === 'number' && !fine(value),
      );
    });
    expect(unsaid.map(({ text }) => text)).toEqual([]);
  });

  it('keeps texts short and varied', () => {
    expect(samples.filter(({ text }) => text.length > 900)).toEqual([]);
    const composed = samples.filter(({ origin }) => origin === 'compose');
    expect(new Set(composed.map(({ text }) => text)).size).toBeGreaterThan(composed.length * 0.98);
  });

  it('gives the same sample for the same seed and index, and streams them in order', () => {
    const again = createGenerator({ records: RECORDS, seed: 7 });
    again.seek(41);
    expect(again.next()).toEqual(samples[41]);
    expect(again.count).toBe(42);
    expect(createGenerator({ records: RECORDS, seed: 8 }).sample(41)).not.toEqual(samples[41]);
  });

  it('refuses dev records and an empty set', () => {
    const dev = { id: 'mx-010', text: 'hola 2 sillas', order: { producto: 'sillas', cantidad: 2 } };
    expect(() => createGenerator({ records: [...RECORDS, dev], seed: 1 })).toThrow(GeneratorError);
    expect(() => createGenerator({ records: [], seed: 1 })).toThrow(
      expect.objectContaining({ code: 'no-records' }) as Error,
    );
  });
});
