import { describe, expect, it } from 'vitest';
import { numberMentions } from './number-mentions.js';

describe('numberMentions', () => {
  it.each<[string, number[]]>([
    // Digits and separators.
    ['100', [100]],
    ['1.500', [1.5, 1500]],
    ['1,500', [1.5, 1500]],
    ["1'500", [1.5, 1500]],
    ['1.500,50', [1500.5]],
    ['1,500.50', [1500.5]],
    ['$1.200.000', [1200000]],
    ["1'500.000", [1500, 1500000]],
    ['171,30', [171.3]],
    ['84.450', [84.45, 84450]],
    ['0,035', [0.035]],
    ['12.5', [12.5]],
    ['$ .50', [0.5, 50]],
    ['007', [7]],
    // Glued to letters and signs.
    ['5kg', [5]],
    ['x30', [30]],
    ['S/4.50', [4.5]],
    ['B/.6.85', [6.85]],
    ['20x30', [20, 30]],
    ['guantes xdos, cincox sacos', [2, 5]],
    ['aretes / 12 / 7.01 USD', [7.01, 12]],
    ['guantes,9,56,2.5%', [2, 2.5, 5, 9, 56]],
    ['ampollas trescientas un a 5', [5, 300, 301]],
    ['20 m2 y 3 m²', [3, 20]],
    ['15.03.2026', [3, 15, 2026]],
    ['1O cajas a 14.8O', [10, 14.8]],
    // Scales.
    ['3 mil', [3, 3000]],
    ['68mil', [68, 68000]],
    ['15k', [15, 15000]],
    ['1,2 millones', [1.2, 1200000]],
    ['3 mil 500', [3, 500, 3500]],
    ['un millón y medio', [0.5, 1.5, 1000000, 1000000.5, 1500000]],
    ['mil', [1000]],
    ['un centenar', [100]],
    // Fractions.
    ['1/2', [0.5, 2]],
    ['½', [0.5, 2]],
    ['3/4', [0.75, 3, 4]],
    ['2 1/2', [0.5, 2, 2.5]],
    ['2½', [0.5, 2, 2.5]],
    ['medio kilo', [0.5]],
    ['kilo y medio', [0.5, 1.5]],
    ['dos kilos y medio', [0.5, 1.5, 2, 2.5]],
    ['un cuarto', [0.25]],
    ['tres cuartos', [0.25, 0.75, 3]],
    ['un par', [2]],
    // Words.
    ['mil quinientos', [1500]],
    ['treinta y ocho', [38]],
    ['treinta ocho', [8, 30, 38]],
    ['ciento veinte mil', [120000]],
    ['dos mil veintiséis', [2026]],
    ['dieciseis', [16]],
    ['DOSCIENTAS', [200]],
    ['dos millones trescientos mil cuarenta y una', [2300041]],
    ['ocho cientos cincuenta', [850]],
    ['quince por ciento', [15]],
    // Misspelled or written as one.
    ['sincuenta', [50]],
    ['beinte', [20]],
    ['trecientos', [300]],
    ['cincueta', [50]],
    ['treintayocho', [38]],
    ['dosmil', [2000]],
    // Spoken decimals.
    ['tres con cincuenta', [3, 3.5, 50]],
    ['3 con 50', [3, 3.5, 50]],
    ['dos con veinte', [2, 2.2, 20]],
    ['dos coma cero cinco', [2, 2.05, 5]],
    ['nueve bolivianos con cincuenta', [9, 9.5, 50]],
    ['a dólar ochenta', [1.8, 80]],
    ['a cuatro pesos uruguayos con cincuenta', [4, 4.5, 50]],
    ['ochenta centavos', [0.8, 80]],
    // No numbers.
    ['', []],
    ['cuadros, cuadernos y melones', []],
  ])('reads %j', (text, expected) => {
    const found = numberMentions(text);
    for (const value of expected) expect(found).toContain(value);
    // Spoken decimals have further readings ("3 con 5" is 3.5 or 3.05); all else is exact.
    if (!/con|coma|dólar/.test(text)) expect(found.filter((value) => value !== 1)).toEqual(expected);
  });

  it('always has 1, each value once, ascending', () => {
    expect(numberMentions('sillas')).toEqual([1]);
    expect(numberMentions('5 sillas, 3 mesas, cinco bancos')).toEqual([1, 3, 5]);
  });

  it('does not join numbers across punctuation', () => {
    expect(numberMentions('veinte, cinco')).toEqual([1, 5, 20]);
    expect(numberMentions('mil; doscientos')).toEqual([1, 200, 1000]);
  });

  it('gives finite numbers only, and none that a double cannot hold exactly', () => {
    for (const value of numberMentions('9'.repeat(400) + ' 99999999999999999999 millones 1e999 -5 0x1F')) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
    }
  });

  it('reads each line by itself too, since a number may end one and another begin the next', () => {
    expect(numberMentions('cemento: veinte mil\ndos cajas de clavos')).toEqual(
      expect.arrayContaining([2, 20000]),
    );
    expect(numberMentions('papel a 10k\r\ntres kilos de cal')).toEqual(expect.arrayContaining([3, 10000]));
  });

  it.each(['1.', '1 ', 'mil ', 'O', '1O', 'cien', 'y medio ', 'tres con ', '1/', '1 000 '])(
    'reads a long text of %j in time that grows with its length',
    (part) => {
      // Time of the processor, since other work may go on beside the test.
      const started = process.cpuUsage();
      numberMentions(part.repeat(5000));
      expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
    },
  );
});
