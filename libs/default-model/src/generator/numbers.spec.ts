import { describe, expect, it } from 'vitest';
import { findNumbers, formatNumber, readDigits, toWords } from './numbers.js';

describe('toWords', () => {
  it.each([
    [1, 'uno'],
    [21, 'veintiuno'],
    [31, 'treinta y uno'],
    [100, 'cien'],
    [115, 'ciento quince'],
    [1500, 'mil quinientos'],
    [2026, 'dos mil veintiséis'],
    [21_000, 'veintiún mil'],
    [1_100_000, 'un millón cien mil'],
  ])('%d is %s', (value, words) => {
    expect(toWords(value)).toBe(words);
    expect(findNumbers(words)[0]?.values).toEqual([value]);
  });

  it('agrees with what is counted', () => {
    expect(toWords(221, 'f')).toBe('doscientas veintiuna');
    expect(toWords(31, 'm')).toBe('treinta y un');
  });
});

describe('digits', () => {
  it('are read in every way that they can mean', () => {
    expect(readDigits('1.500')).toEqual([1500, 1.5]);
    expect(readDigits('1.500,50')).toEqual([1500.5]);
    expect(readDigits('1,200,000')).toEqual([1_200_000]);
  });

  it('are set in a style', () => {
    expect(formatNumber(1234.5, { decimal: ',', group: '.' }, 2)).toBe('1.234,50');
    expect(formatNumber(1_200_000, { decimal: '.', group: ',' })).toBe('1,200,000');
  });
});
