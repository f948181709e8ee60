import { formatNumber, toWords } from './numbers.js';
import type { NumberStyle } from './numbers.js';
import type { Rng } from './rng.js';

/** A way to write money: sign before or word after the amount; `code` only when the form settles the currency. */
export interface MoneyForm {
  code: string | undefined;
  before: string;
  after: string;
}

function before(code: string | undefined, ...signs: string[]): MoneyForm[] {
  return signs.map((sign) => ({ code, before: sign, after: '' }));
}

function after(code: string | undefined, ...signs: string[]): MoneyForm[] {
  return signs.map((sign) => ({ code, before: '', after: sign }));
}

const BARE: MoneyForm[] = [
  ...before(undefined, '$', '$ ', '$', '$'),
  ...after(undefined, ' pesos', ' pesos', ' pesitos', '$'),
];

/** Written forms by currency; the key `pesos` holds the forms that settle nothing. */
export const MONEY_FORMS: Readonly<Record<string, readonly MoneyForm[]>> = {
  pesos: BARE,
  EUR: [
    ...after('EUR', ' €', '€', ' euros', ' €', ' €', ' EUR', ' euros', ' eur', ' euritos'),
    ...before('EUR', '€', '€ '),
  ],
  USD: [
    ...before('USD', 'US$ ', 'US$', 'USD ', 'US$ ', 'U$S ', 'USD'),
    ...after('USD', ' dólares', ' dólares', ' USD', ' dolares', ' dólares americanos', ' dls'),
  ],
  PEN: [...before('PEN', 'S/ ', 'S/', 'S/. ', 's/ ', 'S/ '), ...after('PEN', ' soles', ' soles', ' PEN')],
  GTQ: [...before('GTQ', 'Q', 'Q ', 'Q', 'Q.'), ...after('GTQ', ' quetzales', ' quetzales', ' GTQ')],
  CRC: [...before('CRC', '₡', '₡ ', '₡'), ...after('CRC', ' colones', ' colones', ' CRC')],
  HNL: [
    ...before('HNL', 'L. ', 'L ', 'L', 'Lps. ', 'HNL '),
    ...after('HNL', ' lempiras', ' lempiras', ' lps'),
  ],
  PYG: [
    ...before('PYG', 'Gs. ', 'Gs ', '₲ ', '₲', 'Gs. ', 'gs '),
    ...after('PYG', ' guaraníes', ' guaraníes', ' Gs', ' gs', ' Gs.'),
  ],
  BOB: [...before('BOB', 'Bs ', 'Bs. ', 'Bs '), ...after('BOB', ' bolivianos', ' bolivianos', ' bs', ' Bs')],
  VES: after('VES', ' bolívares', ' bolívares', ' bolivares', ' VES'),
  NIO: [...before('NIO', 'C$ ', 'C$', 'C$ '), ...after('NIO', ' córdobas', ' córdobas', ' cordobas')],
  PAB: [...before('PAB', 'B/. ', 'B/.', 'B/. '), ...after('PAB', ' balboas', ' balboas', ' PAB')],
  BRL: [...before('BRL', 'R$ ', 'R$'), ...after('BRL', ' reales', ' reales', ' BRL')],
  DOP: [...before('DOP', 'RD$ ', 'RD$', 'RD$'), ...after('DOP', ' pesos dominicanos', ' DOP', ' dop')],
  MXN: [
    ...after('MXN', ' pesos mexicanos', ' MXN', ' pesos mexicanos', ' mxn'),
    ...before('MXN', 'MXN ', 'MXN$', 'MXN $'),
  ],
  COP: [
    ...after('COP', ' pesos colombianos', ' COP', ' pesos colombianos', ' cop'),
    ...before('COP', 'COP ', 'COP $'),
  ],
  ARS: [...after('ARS', ' pesos argentinos', ' ARS', ' pesos argentinos'), ...before('ARS', 'ARS ', 'ARS $')],
  CLP: [...after('CLP', ' pesos chilenos', ' CLP', ' pesos chilenos'), ...before('CLP', 'CLP ', 'CLP $')],
  UYU: [
    ...after('UYU', ' pesos uruguayos', ' UYU', ' pesos uruguayos'),
    ...before('UYU', '$U ', 'UYU ', '$U'),
  ],
};

/** Currencies without cents in daily use. */
export const WHOLE_CURRENCIES = new Set(['CLP', 'PYG', 'COP', 'CRC', 'ARS']);

/** A price fit to the currency's size, with as many decimals as people write. */
export function randomPrice(rng: Rng, large: boolean): number {
  if (large) {
    const size = rng.pick([10, 100, 100, 1000, 1000, 10_000]);
    const base = rng.int(12, 995);
    return rng.chance(0.7) ? base * size : base * size + rng.pick([50, 90, 500, 990, 5]);
  }
  const roll = rng.next();
  if (roll < 0.3) return rng.int(1, 60);
  if (roll < 0.5) return rng.int(1, 99) + rng.pick([0.5, 0.25, 0.75, 0.9, 0.95, 0.99, 0.8, 0.4, 0.1]);
  if (roll < 0.58) return Math.round(rng.next() * 999 + 5) / 100;
  if (roll < 0.72) return rng.int(6, 99) * rng.pick([1, 5, 10]);
  if (roll < 0.82) return rng.int(100, 999);
  if (roll < 0.9) return rng.int(11, 120) * rng.pick([10, 50, 100]);
  if (roll < 0.96) return rng.int(100, 4000) + rng.pick([0.5, 0.9, 0.99, 0.25, 0.75, 0.4, 0.05]);
  if (roll < 0.98) return rng.int(2, 99) / 1000;
  return rng.int(1001, 48000);
}

/** The amount of a price in digits; cents are padded to two by most writers, never where a reader would misread. */
export function amountDigits(rng: Rng, value: number, style: NumberStyle, padCents: boolean): string {
  const rounded = Math.round(value * 1000) / 1000;
  const cents = Math.round(rounded * 100) / 100 === rounded;
  if (!Number.isInteger(rounded) && cents && rng.chance(0.85)) return formatNumber(rounded, style, 2);
  if (Number.isInteger(rounded) && padCents) return formatNumber(rounded, style, 2);
  // "3.000" for 3 with three decimals would read as three thousand: ungrouped small numbers keep their own decimals.
  return formatNumber(rounded, style);
}

/** The amount of a price in words, with cents after "con". */
export function amountWords(value: number, rng: Rng): string {
  const whole = Math.floor(value);
  const cents = Math.round((value - whole) * 100);
  const words = toWords(whole, 'm');
  if (cents === 0) return words;
  if (cents === 50 && whole > 0 && rng.chance(0.3)) return `${words} y medio`;
  return `${words} con ${toWords(cents, rng.chance(0.5) ? 'm' : 'alone')}`;
}
