/** Values of Spanish number words, without accents. "un", "una", "uno" alone are articles and not here. */
const SMALL: Readonly<Record<string, number>> = {
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
  trece: 13,
  catorce: 14,
  quince: 15,
  dieciseis: 16,
  diecisiete: 17,
  dieciocho: 18,
  diecinueve: 19,
  veinte: 20,
  veintiun: 21,
  veintiuno: 21,
  veintiuna: 21,
  veintidos: 22,
  veintitres: 23,
  veinticuatro: 24,
  veinticinco: 25,
  veintiseis: 26,
  veintisiete: 27,
  veintiocho: 28,
  veintinueve: 29,
  treinta: 30,
  cuarenta: 40,
  cincuenta: 50,
  sesenta: 60,
  setenta: 70,
  ochenta: 80,
  noventa: 90,
  cien: 100,
  ciento: 100,
  doscientos: 200,
  doscientas: 200,
  trescientos: 300,
  trescientas: 300,
  cuatrocientos: 400,
  cuatrocientas: 400,
  quinientos: 500,
  quinientas: 500,
  seiscientos: 600,
  seiscientas: 600,
  setecientos: 700,
  setecientas: 700,
  ochocientos: 800,
  ochocientas: 800,
  novecientos: 900,
  novecientas: 900,
};
const ONES: Readonly<Record<string, number>> = { un: 1, una: 1, uno: 1 };
const SCALES: Readonly<Record<string, number>> = { mil: 1e3, millon: 1e6, millones: 1e6 };

/** How a value is spelled where one word does it whatever the goods' gender. */
export const SPELLED: ReadonlyMap<number, string> = new Map([
  ...Object.entries(SMALL)
    .filter(([, value]) => (value <= 20 && value !== 16) || (value < 100 && value % 10 === 0))
    .map(([word, value]): [number, string] => [value, word]),
  [16, 'dieciséis'],
  [22, 'veintidós'],
  [23, 'veintitrés'],
  [24, 'veinticuatro'],
  [25, 'veinticinco'],
  [26, 'veintiséis'],
  [100, 'cien'],
]);

const plain = (word: string): string => word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');

/** What a word is worth within a number: an amount to add, a scale to multiply by, or nothing. */
export function wordValue(
  word: string,
  afterNumber: boolean,
): { add: number } | { scale: number } | undefined {
  const key = plain(word);
  const add = SMALL[key] ?? (afterNumber ? ONES[key] : undefined);
  if (add !== undefined) return { add };
  const scale = SCALES[key];
  return scale === undefined ? undefined : { scale };
}
