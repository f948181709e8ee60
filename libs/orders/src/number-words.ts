/** Values of Spanish number words from two on, correctly spelled but for accents: "un" and "una" may be articles. */
export const COUNT_WORDS: Readonly<Record<string, number>> = {
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
const AMOUNTS: Readonly<Record<string, number>> = { cero: 0, un: 1, uno: 1, una: 1, ...COUNT_WORDS };
const SCALES: Readonly<Record<string, number>> = {
  decena: 10,
  decenas: 10,
  quincena: 15,
  veintena: 20,
  veintenas: 20,
  treintena: 30,
  cincuentena: 50,
  cientos: 100,
  cientas: 100,
  centenar: 100,
  centenares: 100,
  mil: 1e3,
  miles: 1e3,
  millar: 1e3,
  millares: 1e3,
  luca: 1e3,
  lucas: 1e3,
  k: 1e3,
  millon: 1e6,
  millones: 1e6,
};

/** What a word is worth within a number: an amount to add, or a scale to multiply by. */
export interface WordValue {
  readonly value: number;
  readonly scale: boolean;
}

/** Shortest word that may be one letter off: shorter ones are too near to other words ("cuatro", "cuadro"). */
const MIN_FUZZY = 7;
/** Longest word that is taken apart; the longest numbers written as one word are far shorter. */
const MAX_GLUED = 40;
/** Shortest part of a word that is taken apart. */
const MIN_PART = 3;

/** A word as it sounds, so that usual misspellings fall together: "sincuenta", "beinte", "treszientos", "veintidós". */
export function soundOf(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('h', '')
    .replaceAll(/z|c(?=[ei])/g, 's')
    .replaceAll(/qu|k(?=[eiu])/g, 'c')
    .replaceAll('v', 'b')
    .replaceAll('y', 'i')
    .replaceAll(/(\p{L})\1+/gu, '$1');
}

const bySound = (words: Readonly<Record<string, number>>, scale: boolean): [string, WordValue][] =>
  Object.entries(words).map(([word, value]) => [soundOf(word), { value, scale }]);
const KNOWN: ReadonlyMap<string, WordValue> = new Map([...bySound(AMOUNTS, false), ...bySound(SCALES, true)]);
const FUZZY = [...KNOWN].filter(([sound, { scale }]) => sound.length >= MIN_FUZZY && !scale);

/**
 * The values that a word says, in order: one for a number word, more for such words written as one ("treintayocho",
 * "dosmil"), none for another word. A long word may be one letter off.
 *
 * @param sound the word as `soundOf` gives it.
 */
export function wordValues(sound: string): readonly WordValue[] {
  const known = KNOWN.get(sound);
  if (known) return [known];
  const glued = sound.length <= MAX_GLUED ? takeApart(sound) : undefined;
  if (glued) return glued;
  if (sound.length < MIN_FUZZY - 1) return [];
  const near = FUZZY.find(([word]) => isOneOff(word, sound));
  return near ? [near[1]] : [];
}

function takeApart(sound: string): WordValue[] | undefined {
  const parts: (WordValue[] | undefined)[] = [[]];
  for (let end = 1; end <= sound.length; end++) {
    for (let from = 0; from <= end - MIN_PART && !parts[end]; from++) {
      // An "y" between two parts sounds as "i".
      const before = parts[from] ?? (from > 1 && sound[from - 1] === 'i' ? parts[from - 1] : undefined);
      const part = before && KNOWN.get(sound.slice(from, end));
      if (part) parts[end] = [...before, part];
    }
  }
  return parts[sound.length];
}

/** Whether one letter put in, left out or changed makes one word of the other, or two neighbours swapped. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - from && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const restA = a.slice(from, a.length - tail);
  const restB = b.slice(from, b.length - tail);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
