import type { Rng } from '../rng.js';
import { expandEntry, parseEntries } from './product-notation.js';
import { COUNTED_A, COUNTED_B, COUNTED_C } from './products-a.js';
import { MEASURED } from './products-mass.js';

/** Goods with the unit they are counted in; no unit for plain pieces. */
export interface Goods {
  text: string;
  unit: string | undefined;
}

const COUNTED = parseEntries(`${COUNTED_A};${COUNTED_B};${COUNTED_C}`);

const MEASURED_GROUPS = MEASURED.trim()
  .split('\n')
  .map((line) => {
    const [units = '', entries = ''] = line.split('|');
    return { units: units.split(','), entries: parseEntries(entries) };
  });

const GROUPS_BY_UNIT = new Map<string, (typeof MEASURED_GROUPS)[number][]>();
for (const group of MEASURED_GROUPS) {
  for (const unit of group.units) GROUPS_BY_UNIT.set(unit, [...(GROUPS_BY_UNIT.get(unit) ?? []), group]);
}

const ONSETS = 'b c d f g l m n p r s t v br cr dr fl gr pl tr ch ll qu z j'.split(' ');
const NUCLEI = 'a e i o u a e o ia io ue'.split(' ');
const CODAS = ['', '', '', 'n', 'r', 's', 'l', 'x'];

/** A word that no one has seen, so that copying cannot lean on a known list. */
export function pseudoWord(rng: Rng): string {
  let word = '';
  const syllables = rng.int(2, 4);
  for (let i = 0; i < syllables; i++) word += rng.pick(ONSETS) + rng.pick(NUCLEI) + rng.pick(CODAS);
  return word.replaceAll(/qu([ao])/g, 'c$1');
}

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** A model number such as "TX-204", "K550" or "MX 30". */
export function modelNumber(rng: Rng): string {
  const letters = Array.from({ length: rng.int(1, 3) }, () => rng.pick([...LETTERS])).join('');
  const digits = String(rng.int(2, 9999));
  return `${letters}${rng.pick(['', '-', ' ', ''])}${digits}${rng.chance(0.15) ? rng.pick([...LETTERS]) : ''}`;
}

function pseudoGoods(rng: Rng, plural: boolean): string {
  const noun = pseudoWord(rng) + (plural ? 's' : '');
  const roll = rng.next();
  if (roll < 0.3) return noun;
  if (roll < 0.5) return `${noun} ${rng.pick(['de', 'para', 'con'])} ${pseudoWord(rng)}`;
  if (roll < 0.7) return `${noun} ${modelNumber(rng)}`;
  if (roll < 0.85) return `${noun} marca ${capital(pseudoWord(rng))}`;
  return `${noun} ${rng.pick(['tipo A', 'n.º 3', 'de 20 cm', 'color azul', '500 ml', 'modelo X', 'grande', '12x30'])}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const TAILS = [
  'marca @',
  'modelo #',
  'color azul',
  'color negro',
  'talla M',
  'de 20 cm',
  'x 12',
  'x 500 g',
  'de 1 kg',
  '#',
  'tipo A',
  'importado',
  'para exterior',
  'de uso rudo',
  '100% algodón',
  'con tapa',
  'con logo',
  'grande',
  'chico',
  'mediano',
  'tamaño carta',
  'de primera',
  'extra',
  '@',
  'línea económica',
  'reforzado',
  'a granel',
  '10x20',
  'de 3 mm',
  '5 l',
  '750 ml',
  'según muestra',
  'de 25 kg',
  'n.º 8',
];

function withTail(rng: Rng, text: string): string {
  if (!rng.chance(0.14)) return text;
  return `${text} ${rng
    .pick(TAILS)
    .replace('@', () => capital(pseudoWord(rng)))
    .replace('#', () => modelNumber(rng))}`;
}

const BARE_NAMES = [
  'A',
  'B',
  'C',
  'D',
  'X',
  'Y',
  'Z',
  '1',
  '2',
  '5',
  '7',
  '12',
  'A1',
  'B-2',
  'XL',
  'QR',
  'K9',
  'Alfa',
  'Beta',
  'Uno',
];

/** A bare product name after a label ("producto A"). */
export function bareName(rng: Rng): string {
  return rng.chance(0.7) ? rng.pick(BARE_NAMES) : modelNumber(rng);
}

/** Goods counted in pieces. */
export function countedGoods(rng: Rng, plural: boolean): string {
  if (rng.chance(0.04)) return pseudoGoods(rng, plural);
  return withTail(rng, expandEntry(rng.pick(COUNTED), plural, rng));
}

/** Units without goods of their own take those of a like unit. */
const LIKE: Readonly<Record<string, string>> = { g: 'libra', ml: 'l', cm: 'm', pallet: 'saco' };
/** Packages that anything counted can come in. */
const PACKAGES = new Set(['caja', 'bolsa', 'docena', 'paquete', 'pallet', 'bulto']);

/** Goods sold in a unit; falls back on plain goods in the plural. */
export function goodsInUnit(rng: Rng, unit: string): string {
  const groups = GROUPS_BY_UNIT.get(LIKE[unit] ?? unit);
  if (groups === undefined || (PACKAGES.has(unit) && rng.chance(0.2))) return countedGoods(rng, true);
  if (rng.chance(0.03)) return pseudoGoods(rng, false);
  return withTail(rng, expandEntry(rng.pick(rng.pick(groups).entries), true, rng));
}

/** Units with groups of goods, frequent ones more often. */
export function randomUnit(rng: Rng): string {
  return rng.weighted({
    caja: 29,
    kg: 28,
    m: 11,
    saco: 9,
    rollo: 9,
    frasco: 8,
    bolsa: 7,
    docena: 7,
    galón: 7,
    paquete: 6,
    par: 5,
    l: 6,
    libra: 5,
    t: 4,
    quintal: 4,
    botella: 4,
    bidón: 4,
    lata: 4,
    bulto: 4,
    cubeta: 4,
    juego: 3,
    tambor: 3,
    manojo: 2,
    m2: 3,
    sobre: 2,
    garrafa: 3,
    m3: 3,
    resma: 3,
    tubo: 2,
    arroba: 2,
    bobina: 2,
    pallet: 3,
    g: 1.5,
    costal: 2,
    hoja: 1.5,
    plancha: 1.5,
    kit: 1,
    garrafón: 1.2,
    bandeja: 1.5,
    carrete: 1.5,
    cubo: 1.2,
    lámina: 1.2,
    barril: 1.2,
    cartón: 1.2,
    vial: 1.2,
    blíster: 1.2,
    varilla: 1,
    placa: 1,
    tira: 0.7,
    cm: 0.5,
    cesta: 0.7,
    ml: 0.7,
  });
}
