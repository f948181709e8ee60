import { describe, expect, it } from 'vitest';
import { annotate } from './annotate.js';
import { finishDraft } from './draft.js';

describe('annotate', () => {
  it('finds the span of every value and gives the record back', () => {
    const text =
      'Somos Bar Sol: 3 mil copas a S/ 2.50 y 20 kg de sal a S/ 1,500.00 el quintal... total S/ 9,000. Para el 15/03/2026';
    const order = {
      items: [
        { producto: 'copas', cantidad: 3000, precio_unitario: 2.5 },
        { producto: 'sal', cantidad: 20, unidad: 'kg' as const, precio_unitario: 1500 },
      ],
      moneda: 'PEN' as const,
      total: 9000,
      cliente: 'Bar Sol',
      fecha_entrega: '2026-03-15',
    };
    const { draft, missing } = annotate('x-1', text, order);
    expect(missing).toEqual([]);
    expect(finishDraft(draft)).toEqual({ text, order });
    const said = draft.pieces
      .filter((piece) => piece.refs.length > 0)
      .map((piece) => `${piece.refs[0]?.field ?? ''}=${piece.text}`);
    expect(said).toEqual([
      'cliente=Bar Sol',
      'cantidad=3 mil',
      'producto=copas',
      'moneda=S/',
      'precio_unitario=2.50',
      'cantidad=20',
      'unidad=kg',
      'producto=sal',
      'moneda=S/',
      'precio_unitario=1,500.00',
      'moneda=S/',
      'total=9,000',
      'fecha_entrega=15/03/2026',
    ]);
  });

  it('puts a price said once on every line that has it', () => {
    const { draft } = annotate('x-2', 'dos mesas y cuatro bancos, todo a 90', {
      items: [
        { producto: 'mesas', cantidad: 2, precio_unitario: 90 },
        { producto: 'bancos', cantidad: 4, precio_unitario: 90 },
      ],
    });
    expect(draft.pieces.find((piece) => piece.text === '90')?.refs.map((ref) => ref.line)).toEqual([0, 1]);
  });

  it('names the values that no words were found for', () => {
    expect(annotate('x-3', 'unas mesas', { producto: 'mesas', cantidad: 7 }).missing).toEqual(['cantidad 0']);
  });
});
