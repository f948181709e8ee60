import { canonicalJson, numberMentions, parseOrder } from '@ordena/orders';
import { describe, expect, it } from 'vitest';
import { advance, type GrammarState } from './automaton.js';
import { GroundedAutomaton } from './grounded-automaton.js';
import { orderGrammar } from './order-grammar.js';
import { TextSpans } from './text-spans.js';
import { traceFields } from './trace-fields.js';

const TEXT =
  'Somos Hotel "El Sol" S.A., 20 cajas de guantes talla M, ref. TX-204, 5 bidones de cloro; C/ Mayor 4\nGandía\\ñ, el 15/03/2026 (mañana), medio litro a 8,50; mil doscientos, -10%, 101 de 12.345.678.901.';
const root = orderGrammar();
const start = (text = TEXT): GrammarState => new GroundedAutomaton(root, new TextSpans(text)).start;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const accepts = (output: string, text = TEXT): boolean =>
  advance(start(text), encode(output))?.isEnd === true;

describe('the order grammar', () => {
  it.each([
    '{"producto":"guantes talla M"}',
    '{"codigo":"TX-204"}',
    '{"producto":"guantes","codigo":"TX-204","cantidad":20,"unidad":"caja","precio_unitario":8.5,"descuento":10}',
    '{"producto":"cloro","cantidad":0.5,"moneda":"EUR","total":1200,"cliente":"Hotel \\"El Sol\\" S.A.","urgente":true}',
    '{"producto":"cloro","direccion_entrega":"C/ Mayor 4\\nGandía\\\\ñ","fecha_entrega":"2026-03-15","urgente":false}',
    '{"producto":"cloro","fecha_entrega":"15/03/2026"}',
    '{"items":[{"producto":"guantes"},{"codigo":"TX-204","unidad":"bidón"}]}',
    '{"items":[{"producto":"guantes"},{"producto":"cloro"},{"producto":"cloro","descuento":10}],"descuento":5}',
    '{"producto":"cloro","cantidad":12345678901}',
  ])('takes %s', (output) => {
    expect(accepts(output)).toBe(true);
    expect(canonicalJson(parseOrder(JSON.parse(output)))).toBe(output);
  });

  it.each([
    ['no goods', '{"urgente":true}'],
    ['an empty object', '{}'],
    ['an empty string', '{"producto":""}'],
    ['white space', '{"producto": "cloro"}'],
    ['keys out of order', '{"codigo":"TX-204","producto":"cloro"}'],
    ['a key twice', '{"producto":"cloro","producto":"cloro"}'],
    ['a discount twice', '{"producto":"cloro","descuento":5,"moneda":"EUR","descuento":5}'],
    ['an unknown unit', '{"producto":"cloro","unidad":"cajas"}'],
    ['an unknown currency', '{"producto":"cloro","moneda":"XXX"}'],
    ['one item', '{"items":[{"producto":"cloro"}]}'],
    ['an item without goods', '{"items":[{"producto":"cloro"},{"cantidad":2}]}'],
    ['words that the text lacks', '{"producto":"sillas"}'],
    ['a part of a word', '{"producto":"guante"}'],
    ['a part from inside a word', '{"producto":"uantes"}'],
    ['space at the end', '{"producto":"guantes "}'],
    ['space at the beginning', '{"producto":" guantes"}'],
    ['other case', '{"producto":"Guantes"}'],
    ['a copy with a gap', '{"producto":"guantes M"}'],
    ['a leading zero', '{"producto":"cloro","cantidad":05}'],
    ['a trailing zero', '{"producto":"cloro","precio_unitario":8.50}'],
    ['a sign', '{"producto":"cloro","cantidad":-10}'],
    ['a number that the text lacks', '{"producto":"cloro","cantidad":21}'],
    ['a part of a number', '{"producto":"cloro","cantidad":123}'],
    ['a number and more', '{"producto":"cloro","cantidad":0.55}'],
    ['digits without their decimal mark', '{"producto":"cloro","precio_unitario":850}'],
    ['more than all of it', '{"producto":"cloro","descuento":101}'],
    ['no such month', '{"producto":"cloro","fecha_entrega":"2026-13-15"}'],
    ['no such day', '{"producto":"cloro","fecha_entrega":"2026-02-29"}'],
    ['no 31 of April', '{"producto":"cloro","fecha_entrega":"2026-04-31"}'],
    ['a day where words are wanted', '{"producto":"2026-03-15"}'],
    ['an open end', '{"producto":"cloro"'],
  ])('refuses %s', (_, output) => {
    expect(accepts(output)).toBe(false);
  });

  it('may close a quoted part only where the text does', () => {
    expect(accepts('{"producto":"Hotel \\"El"}')).toBe(true);
    expect(accepts('{"producto":"Hotel \\"}')).toBe(false);
  });

  it('copies characters outside the basic plane, and any visible one where there are no words', () => {
    expect(accepts('{"producto":"sillas 🪑"}', 'quiero sillas 🪑!')).toBe(true);
    expect(accepts('{"producto":"🪑"}', '🪑')).toBe(true);
    expect(accepts('{"producto":"!?"}', ' !? ')).toBe(true);
  });

  it('lets one be said without a number, and nothing else', () => {
    for (const field of ['cantidad', 'precio_unitario', 'descuento', 'total']) {
      const allowed = [0, 1, 2, 10, 0.5].filter((value) =>
        accepts(`{"producto":"cloro","${field}":${value}}`, 'cloro'),
      );
      expect(allowed).toEqual([1]);
    }
  });

  it('has no dead end: from every state reached at random there is a way on or an end', () => {
    let seed = 1;
    const pick = (size: number): number => {
      seed = (Math.imul(seed, 48_271) >>> 0) % 2_147_483_647;
      return seed % size;
    };
    const texts = [
      TEXT,
      '\n,  cajas20  ',
      '"cantidad":7 5..,,5 1e999 99999999999999999999 0x1F ,{}]',
      '-0,0000001',
    ];
    const numbers = new Set<number>();
    const invented: number[] = [];
    for (let round = 0; round < 240; round++) {
      const source = texts[round % texts.length] ?? '';
      const mentioned = new Set(numberMentions(source));
      let state = start(source);
      const output: number[] = [];
      while (!state.isEnd) {
        const next = [...state.next()];
        expect(next.length).toBeGreaterThan(0);
        const chosen = next[pick(next.length)];
        if (!chosen) break;
        output.push(chosen[0]);
        state = chosen[1];
      }
      const text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(output));
      const order = parseOrder(
        JSON.parse(text, (_, value: unknown) => {
          if (typeof value !== 'number') return value;
          if (!mentioned.has(value)) invented.push(value);
          numbers.add(value);
          return value;
        }),
      );
      expect(canonicalJson(order)).toBe(text);
    }
    expect(invented).toEqual([]);
    expect(numbers.size).toBeGreaterThan(10);
  });
});

describe('traceFields', () => {
  it('tells pointer, bytes and source of every value', () => {
    const output =
      '{"items":[{"producto":"guantes talla M","cantidad":20},{"producto":"cloro"}],"cliente":"Hotel \\"El Sol\\"","urgente":true}';
    const bytes = encode(output);
    const traces = traceFields(start(), bytes).map(({ pointer, from, to, source }) => ({
      pointer,
      value: JSON.parse(new TextDecoder().decode(bytes.subarray(from, to))) as unknown,
      source: source && TEXT.slice(source.start, source.end),
    }));
    expect(traces).toEqual([
      { pointer: '/items/0/producto', value: 'guantes talla M', source: 'guantes talla M' },
      { pointer: '/items/0/cantidad', value: 20, source: undefined },
      { pointer: '/items/1/producto', value: 'cloro', source: 'cloro' },
      { pointer: '/cliente', value: 'Hotel "El Sol"', source: 'Hotel "El Sol"' },
      { pointer: '/urgente', value: true, source: undefined },
    ]);
  });
});
