import { describe, expect, it } from 'vitest';
import { findNumbers } from './find-numbers.js';
import { readNumeral } from './read-numeral.js';

describe('readNumeral', () => {
  it.each([
    ['1500', 1500],
    ['1.500', 1500],
    ['1,500', 1500],
    ['1.500,50', 1500.5],
    ['1,500.50', 1500.5],
    ['12,50', 12.5],
    ['12.50', 12.5],
    ['1.200.000', 1_200_000],
    ['0,500', 0.5],
    ['1500,125', 1500.125],
    ['1.500.50', undefined],
    ['1,500,50', undefined],
    ['1.2.3', undefined],
  ])('reads %s as %s', (numeral, value) => {
    expect(readNumeral(numeral)).toBe(value);
  });
});

describe('findNumbers', () => {
  const valuesOf = (text: string) => findNumbers(text).map(({ value }) => value);

  it.each([
    ['mil quinientos sacos', [1500]],
    ['treinta y dos cajas y cinco bolsas', [32, 5]],
    ['3 mil y 2 millones', [3000, 2_000_000]],
    ['30 y dos', [30, 2]],
    ['dos, tres y cuatro', [2, 3, 4]],
    ['ciento veintiún mil doscientas una', [121_201]],
    ['veintidós, VEINTIDOS', [22, 22]],
    ['una caja, un par', []],
    ['20kg a 8,50€', [20, 8.5]],
    ['nada', []],
  ])('finds the numbers of "%s"', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  it('says where a number stands', () => {
    expect(findNumbers('son dos mil etiquetas')).toEqual([
      { start: 4, end: 11, text: 'dos mil', value: 2000 },
    ]);
  });

  it('does not read across a line break', () => {
    expect(valuesOf('dos\nmil')).toEqual([2, 1000]);
  });
});
