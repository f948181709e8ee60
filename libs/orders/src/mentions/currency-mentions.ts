import type { Currency } from '../fields.js';

/** A written currency in a text, in UTF-16 code units; `code` is absent for bare pesos and "$". */
export interface CurrencyMention {
  readonly start: number;
  readonly end: number;
  readonly code: Currency | undefined;
}

const PATTERNS: readonly (readonly [Currency | undefined, string])[] = [
  ['MXN', String.raw`pesos? mexicanos?|MXN\$?|mxn`],
  ['COP', String.raw`pesos? colombianos?|COP|cop(?=\b)`],
  ['ARS', String.raw`pesos? argentinos?|ARS`],
  ['CLP', String.raw`pesos? chilenos?|CLP`],
  ['UYU', String.raw`pesos? uruguayos?|UYU|\$U`],
  ['DOP', String.raw`pesos? dominicanos?|DOP|RD\s?\$`],
  [
    'USD',
    String.raw`US\s?\$|U\$S|u\$s|us\$|USD|usd|dólares americanos|d[óo]lares|d[óo]lar|dls|DÓLARES|DOLARES`,
  ],
  ['EUR', String.raw`€|euros?|EUROS?|EUR|eur|euritos`],
  ['PEN', String.raw`S\/\.?|s\/\.?|soles|SOLES|PEN`],
  ['GTQ', String.raw`quetzales|QUETZALES|GTQ|Q(?=\.?\s?\d)`],
  ['CRC', String.raw`₡|colones|COLONES|CRC`],
  ['HNL', String.raw`lempiras|LEMPIRAS|HNL|Lps?\.?(?=\s?\d)|L\.?(?=\s?\d)|lps`],
  ['PYG', String.raw`guaran[íi]es|GUARAN[ÍI]ES|₲|Gs\.?|GS\.?|gs\.?`],
  ['BOB', String.raw`bolivianos|BOLIVIANOS|Bs\.?|BS\.?|bs\.?|BOB`],
  ['VES', String.raw`bol[íi]vares|BOL[ÍI]VARES|VES`],
  ['NIO', String.raw`C\$|c\$|c[óo]rdobas|C[ÓO]RDOBAS`],
  ['PAB', String.raw`B\/\.?|b\/\.?|balboas|BALBOAS|PAB`],
  ['BRL', String.raw`R\$|reales|BRL`],
  [undefined, String.raw`pesos|pesitos|PESOS|\$`],
];

const CURRENCY = new RegExp(
  PATTERNS.map(([, pattern]) => `(?<![\\p{L}])(${pattern})(?![\\p{L}])`).join('|'),
  'gu',
);

/** Finds every currency word or sign, longest reading first ("pesos mexicanos" before "pesos"). */
export function findCurrencies(text: string): CurrencyMention[] {
  return [...text.matchAll(CURRENCY)].map((match) => {
    const which = match.slice(1).findIndex((group) => group !== undefined);
    return { start: match.index, end: match.index + match[0].length, code: PATTERNS[which]?.[0] };
  });
}
