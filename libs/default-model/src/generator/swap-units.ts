import { fold, UNIT_FORMS, type UnitForms } from '@ordena/orders';
import type { Draft } from './draft.js';
import type { Rng } from './rng.js';
import { formsOf } from './units.js';

const MEASURE = ['kg', 'l', 'm', 'libra', 'galón', 'g', 'm2', 'm3', 't', 'quintal', 'arroba'];
const PACK = UNIT_FORMS.map((form) => form.unit).filter(
  (unit) => !['ml', 'cm', 'par', 'docena', ...MEASURE].includes(unit),
);

/** Exchanges measures for measures and packages for packages, in the text and in the lines that share the word. */
export function swapUnits(draft: Draft, rng: Rng): void {
  const plain = fold(
    draft.pieces
      .filter((piece) => piece.refs.length === 0)
      .map((piece) => piece.text)
      .join(' \u0000 '),
  );
  for (const [at, piece] of draft.pieces.entries()) {
    const refs = piece.refs.filter((ref) => ref.field === 'unidad');
    const first = refs[0];
    if (first === undefined || !rng.chance(0.6)) continue;
    const unit = draft.lines[first.line]?.unidad;
    if (unit === undefined) continue;
    const old = formsOf(unit);
    // "la caja" elsewhere would no longer be the same word.
    if (new RegExp(`(?<!\\p{L})${fold(old.singular[0] ?? unit)}(es|s)?(?!\\p{L})`, 'u').test(plain)) continue;
    const shape = shapeOf(old, piece.text);
    if (shape === undefined) continue;
    const next = formsOf(rng.pick(MEASURE.includes(unit) ? MEASURE : PACK));
    if (shape === 'singular' && next.gender !== old.gender) continue;
    const words = next[shape];
    const after = draft.pieces[at + 1]?.text ?? '';
    if (words.length === 0) continue;
    // Sheets, tubes and sets count as units only before goods that stand by themselves.
    if (
      ['placa', 'tubo', 'lámina', 'hoja', 'kit', 'juego', 'tira', 'varilla'].includes(next.unit) &&
      !/^ de $/.test(after)
    )
      continue;
    const word = shape === 'short' ? rng.pick(words) : (words[0] ?? '');
    if (/^\p{L}/u.test(word) && /\d$/.test(draft.pieces[at - 1]?.text ?? '') && shape !== 'short') continue;
    piece.text = /\p{Lu}{3}/u.test(piece.text) ? word.toUpperCase() : word;
    for (const ref of refs) {
      const line = draft.lines[ref.line];
      if (line !== undefined) line.unidad = next.unit;
    }
  }
}

function shapeOf(forms: UnitForms, text: string): 'singular' | 'plural' | 'short' | undefined {
  const key = fold(text);
  if (forms.plural.some((form) => fold(form) === key)) return 'plural';
  if (forms.singular.some((form) => fold(form) === key)) return 'singular';
  if (forms.short.some((form) => fold(form).replace(/\.$/, '') === key)) return 'short';
  return undefined;
}
