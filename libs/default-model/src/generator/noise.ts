import type { Draft, Piece } from './draft.js';
import { isVerbatim } from './draft.js';
import type { Rng } from './rng.js';

/** Accents off, ñ kept. */
export function dropAccents(text: string): string {
  return text
    .replaceAll(/[áéíóúü]/g, (c) => 'aeiouu'['áéíóúü'.indexOf(c)] ?? c)
    .replaceAll(/[ÁÉÍÓÚÜ]/g, (c) => 'AEIOUU'['ÁÉÍÓÚÜ'.indexOf(c)] ?? c);
}

function upper(text: string): string {
  return text.replaceAll('ß', 'ss').toUpperCase();
}

/** How much noise: `free` for grammar texts, `light` for written ones. */
export type NoiseLevel = 'free' | 'light';

/**
 * Dirties a draft the way people write. Values follow the text: what is changed inside a span is changed in the JSON,
 * because the JSON takes its words from the pieces.
 */
export function addNoise(draft: Draft, rng: Rng, level: NoiseLevel): Draft {
  const free = level === 'free';
  const maps: ((text: string) => string)[] = [];
  const roll = rng.next();
  if (roll < (free ? 0.13 : 0.05)) maps.push((text) => text.toLowerCase());
  else if (roll < (free ? 0.17 : 0.08)) maps.push(upper);
  if (rng.chance(free ? 0.14 : 0.06)) maps.push(dropAccents);
  if (rng.chance(0.03)) maps.push((text) => text.replaceAll('ñ', 'n').replaceAll('Ñ', 'N'));
  for (const piece of draft.pieces) for (const map of maps) piece.text = map(piece.text);
  if (rng.chance(free ? 0.08 : 0.04)) dropPunctuation(draft.pieces, rng);
  if (rng.chance(free ? 0.12 : 0.08)) typos(draft, rng, rng.pick([0.01, 0.02, 0.05]));
  if (rng.chance(0.04)) spacing(draft.pieces, rng);
  if (rng.chance(0.05)) abbreviate(draft.pieces, rng);
  if (free && draft.pieces.length > 6 && rng.chance(0.012)) scan(draft.pieces, rng);
  return draft;
}

function dropPunctuation(pieces: Piece[], rng: Rng): void {
  const all = rng.chance(0.5);
  for (const [at, piece] of pieces.entries()) {
    if (piece.refs.length > 0) continue;
    piece.text = piece.text.replaceAll(all ? /[.,;¿¡!?](?=\s)|[¿¡]/g : /[¿¡]|(?<!\d)\.(?=\s)/g, '');
    if (at === pieces.length - 1) piece.text = piece.text.replace(/[.!]$/, '');
  }
}

const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: 's',
  s: 'd',
  e: 'r',
  o: 'p',
  i: 'u',
  n: 'm',
  t: 'r',
  l: 'k',
  c: 'v',
  r: 't',
  d: 'f',
  m: 'n',
  p: 'o',
};

function typo(text: string, rng: Rng): string {
  const roll = rng.next();
  const sound = SOUNDS.filter(([from]) => text.includes(from));
  if (roll < 0.4 && sound.length > 0) {
    const [from, to] = rng.pick(sound);
    return text.replace(from, to);
  }
  const at = rng.int(1, text.length - 2);
  if (roll < 0.55) return text.slice(0, at) + text.slice(at + 1);
  if (roll < 0.75) return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
  if (roll < 0.85) return text.slice(0, at) + text.charAt(at) + text.slice(at);
  const near = NEIGHBOURS[text.charAt(at)] ?? text.charAt(at);
  return text.slice(0, at) + near + text.slice(at + 1);
}

const SOUNDS: readonly (readonly [string, string])[] = [
  ['ce', 'se'],
  ['ci', 'si'],
  ['v', 'b'],
  ['b', 'v'],
  ['ll', 'y'],
  ['h', ''],
  ['z', 's'],
  ['que', 'ke'],
  ['qui', 'ki'],
  ['ge', 'je'],
  ['c', 'k'],
];

/** Misspells words, in spans of words too; figures, codes and currencies stay readable. */
function typos(draft: Draft, rng: Rng, rate: number): void {
  const iso = /^\d{4}-/.test(draft.head.fecha_entrega ?? '');
  for (const piece of draft.pieces) {
    const field = piece.refs[0]?.field;
    if (
      field === 'codigo' ||
      field === 'referencia' ||
      field === 'moneda' ||
      (field === 'fecha_entrega' && iso)
    )
      continue;
    // Units and number words keep their canonical value, so only misspellings that sound the same are fair.
    const bySound = field !== undefined && !isVerbatim(field);
    piece.text = piece.text.replaceAll(/(?<![\p{L}\d])\p{L}{4,}(?![\p{L}\d])/gu, (word) => {
      if (/^\p{Lu}+$/u.test(word) || !rng.chance(rate * (bySound ? 1.5 : 3))) return word;
      return bySound ? soundTypo(word, rng) : typo(word, rng);
    });
  }
}

function soundTypo(text: string, rng: Rng): string {
  const fit = SOUNDS.filter(([from]) => text.includes(from));
  if (fit.length === 0) return text;
  const [from, to] = rng.pick(fit);
  return text.replace(from, to);
}

/** Letters for figures and gaps in words, as a bad scan gives them; the amounts in the JSON stay what was meant. */
function scan(pieces: Piece[], rng: Rng): void {
  for (const piece of pieces) {
    const field = piece.refs[0]?.field;
    if (field === 'moneda' || field === 'unidad') continue;
    if (field !== undefined && !isVerbatim(field)) {
      if (rng.chance(0.4)) piece.text = piece.text.replace(/(?<=\d)0/, 'O');
      continue;
    }
    piece.text = piece.text.replaceAll(/(?<=\p{L})[il](?=\p{L})|(?<=\d)0/gu, (c) =>
      rng.chance(0.12) ? (c === '0' ? 'O' : c === 'i' ? 'l' : '1') : c,
    );
    if (field === undefined)
      piece.text = piece.text.replaceAll(/(?<![\p{L}])\p{Lu}(?=\p{L}{5})/gu, (c) =>
        rng.chance(0.1) ? `${c} ` : c,
      );
  }
}

function spacing(pieces: Piece[], rng: Rng): void {
  for (const piece of pieces) {
    if (piece.refs.length > 0) continue;
    piece.text = rng.chance(0.5)
      ? piece.text.replaceAll(/([,;]) (?=\p{L})/gu, '$1')
      : piece.text.replaceAll(/(?<=\p{L}) (?=\p{L})/gu, (gap) => (rng.chance(0.1) ? '  ' : gap));
  }
}

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\bpor favor\b/g, 'xfa'],
  [/\bpara\b/g, 'pa'],
  [/\bque\b/g, 'q'],
  [/\btambién\b/g, 'tb'],
  [/\bpor\b/g, 'x'],
  [/\bgracias\b/g, 'grax'],
  [/\bde\b/g, 'd'],
  [/ y /g, ' i '],
];

function abbreviate(pieces: Piece[], rng: Rng): void {
  const chosen = SHORT.filter(() => rng.chance(0.5));
  for (const piece of pieces) {
    if (piece.refs.length > 0) continue;
    for (const [from, to] of chosen) piece.text = piece.text.replaceAll(from, to);
  }
}
