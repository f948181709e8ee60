import { createRng } from '@ordena/orders';
import { describe, expect, it } from 'vitest';
import { numbersOf } from './keeps-meaning.js';
import { placesOf, verbatimValues } from './locked-spans.js';
import { STRATEGIES, STRATEGY_NAMES } from './strategies.js';
import { TEST_ORDERS } from './test-orders.js';
import type { AugmentableRecord, StrategyName } from './strategy.js';

const SEEDS = Array.from({ length: 40 }, (_, i) => i);

/** All that a strategy makes of a text. */
function variantsOf(name: StrategyName, record: AugmentableRecord): Set<string> {
  return new Set(SEEDS.map((seed) => STRATEGIES[name].apply(record, createRng(seed))));
}

describe.each(STRATEGY_NAMES)('%s', (name) => {
  const strategy = STRATEGIES[name];

  it('goes by its name', () => {
    expect(strategy.name).toBe(name);
  });

  it.each(TEST_ORDERS)('keeps verbatim values and numbers of $id', (record) => {
    const { text, order } = record;
    for (const variant of variantsOf(name, record)) {
      for (const value of order ? verbatimValues(order) : []) {
        expect(placesOf(variant, value).length, `${value} in ${variant}`).toBe(placesOf(text, value).length);
      }
      expect(numbersOf(variant), variant).toEqual(numbersOf(text));
    }
  });

  it.each(TEST_ORDERS)('keeps digits and capitals of $id when it has no target', ({ text }) => {
    const words = text.match(/\S*\d\S*|(?<!\p{L})\p{Lu}\p{L}*/gu) ?? [];
    for (const variant of variantsOf(name, { text })) {
      for (const word of words) expect(variant).toContain(word);
    }
  });

  it('changes at least one of the orders', () => {
    expect(TEST_ORDERS.some((record) => variantsOf(name, record).size > 1)).toBe(true);
  });

  it('gives the same for the same seed', () => {
    for (const record of TEST_ORDERS) {
      expect(strategy.apply(record, createRng(7))).toBe(strategy.apply(record, createRng(7)));
    }
  });

  it.each(['', ' ', '\n'])('leaves the blank text %j', (text) => {
    expect(variantsOf(name, { text, order: { producto: 'A' } })).toEqual(new Set([text]));
  });
});

describe('number-format', () => {
  const of = (text: string, cantidad: number) =>
    variantsOf('number-format', { text, order: { producto: 'tornillos', cantidad } });

  it('writes a number in every form that reads alike', () => {
    expect(of('pido 3000 tornillos', 3000)).toEqual(
      new Set([
        'pido 3000 tornillos',
        'pido 3.000 tornillos',
        'pido 3,000 tornillos',
        'pido 3 mil tornillos',
      ]),
    );
    expect(of('pido veinte tornillos', 20)).toEqual(new Set(['pido veinte tornillos', 'pido 20 tornillos']));
  });

  it('spells in capitals among capitals', () => {
    expect(of('PIDO 20 TORNILLOS y tornillos', 20)).toContain('PIDO VEINTE TORNILLOS y tornillos');
    expect(of('Hola. 20 tornillos', 20)).toContain('Hola. Veinte tornillos');
  });

  it('leaves a number that the order does not hold', () => {
    expect(of('tengo 20 cajas, pido 7000 tornillos', 7000).size).toBeGreaterThan(1);
    for (const variant of of('tengo 20 cajas, pido 7000 tornillos', 7000))
      expect(variant).toContain('tengo 20 cajas');
  });

  it('never writes three decimals, which would read as thousands', () => {
    for (const variant of of('pido 1,1255 kg de tornillos', 1.1255)) expect(variant).toMatch(/1[.,]1255 kg/);
    expect(of('pido 1500 kg de tornillos', 1500)).not.toContain('pido 1.500 kg de tornillos');
  });

  it('keeps to the decimal mark of numbers that it may not touch', () => {
    for (const variant of of('7000 tornillos, el flete 12,50', 7000)) expect(variant).not.toContain('7,000');
  });

  it('leaves a numeral alone that may be another value of the order, and writes none such', () => {
    const order = { producto: 'pernos', cantidad: 1000, precio_unitario: 1.075, total: 1075 };
    for (const text of [
      '1.000 pernos a 1,075 € la unidad, total 1.075,00 €',
      '1000 pernos a 1,075 € y en total 1075 €',
    ]) {
      const variants = variantsOf('number-format', { text, order });
      expect(variants.size).toBeGreaterThan(1);
      for (const variant of variants) {
        expect(variant).toContain(' a 1,075 €');
        expect(variant.match(/(?<![\d.,])1[.,]075(?![\d.,]*\d)/g), variant).toEqual(['1,075']);
      }
    }
  });

  it('leaves the halves of one number alone', () => {
    expect(of('2 mil 350 tornillos', 350)).toEqual(new Set(['2 mil 350 tornillos']));
  });
});

describe('clause-order', () => {
  const of = (text: string) =>
    variantsOf('clause-order', {
      text,
      order: { producto: 'clavos', cantidad: 5, ...(text.includes('Sol') && { cliente: 'Ferretería Sol' }) },
    });

  it('moves what is about the whole order', () => {
    expect(of('Necesito 5 clavos. Urge. Pago de contado')).toContain(
      'Urge. Pago de contado. Necesito 5 clavos.',
    );
  });

  it.each([
    'Necesito 3 clavos, perdón, 5. Urge.',
    'Necesito 5 clavos. Entregar esos mañana.',
    'Clavos:\n5 unidades. Urge.',
    'Necesito 5 clavos. Ferretería Sol.',
    'Hola. Saludos.',
    'Necesito 5 clavos. Pago hoy y lo mandan a Lima.',
    'Para mí 5 clavos. Pago de contado',
  ])('leaves "%s"', (text) => {
    expect(of(text)).toEqual(new Set([text]));
  });

  it('keeps who is named where it is named', () => {
    for (const variant of of('Necesito 5 clavos. Entregar en Lima. Ferretería Sol.')) {
      expect(variant.endsWith('Ferretería Sol.')).toBe(true);
    }
  });

  it('does not cut at an abbreviation', () => {
    for (const variant of of('Necesito 5 clavos. Entregar en Av. Grau y Jr. Lima. Urge.')) {
      expect(variant).toContain('Entregar en Av. Grau y Jr. Lima.');
    }
  });
});

describe('synonym', () => {
  const of = (text: string) => variantsOf('synonym', { text, order: { producto: 'sal' } });

  it('keeps capitals', () => {
    expect(of('NECESITO sal')).toContain('REQUIERO sal');
    expect(of('Necesito sal')).toContain('Requiero sal');
  });

  it('does not take a town for thanks', () => {
    expect(of('sal a Lepaera, Gracias, Lempira')).toEqual(new Set(['sal a Lepaera, Gracias, Lempira']));
  });

  it('does not exchange words of goods', () => {
    const order = { producto: 'piezas de sal', cantidad: 20 };
    expect(variantsOf('synonym', { text: 'pido 20 piezas de sal', order })).toEqual(
      new Set(['pido 20 piezas de sal']),
    );
  });
});

describe('case', () => {
  it('leaves units and currency signs beside numbers', () => {
    const record = { text: 'quiero 5 l de agua a L 3 y 20 Gs mas', order: { producto: 'agua' } };
    for (const variant of variantsOf('case', record)) {
      for (const part of ['5 l ', 'L 3', '20 Gs']) expect(variant).toContain(part);
    }
  });
});
