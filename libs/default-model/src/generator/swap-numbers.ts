import { fold } from '@ordena/orders';
import type { Draft, Piece, SpanField } from './draft.js';
import { formatNumber, randomCount, readDigits, toWords } from './numbers.js';
import type { NumberStyle } from './numbers.js';
import type { Rng } from './rng.js';
import { formsOf, MEASURES } from './units.js';

/** The style in which a number was written, with what is unseen filled in. */
export function styleOf(text: string, rng: Rng): NumberStyle {
  const decimal =
    /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) || /,\d{1,2}$/.test(text)
      ? ','
      : /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) || /\.\d{1,2}$/.test(text)
        ? '.'
        : rng.pick([',', '.'] as const);
  const grouped = /\d[.,]\d{3}(?!\d)/.test(text) || rng.chance(0.6);
  return { decimal, group: grouped ? (decimal === ',' ? '.' : ',') : '' };
}

/** Gender of the word that a number counts, by its ending. */
export function guessGender(word: string): 'm' | 'f' {
  return /(as?|ci[oó]n(es)?|dad(es)?)$/.test(word) ? 'f' : 'm';
}

function writeQuantity(value: number, old: string, draft: Draft, line: number, rng: Rng): string | undefined {
  if (/^[\d.,\s]+$/.test(old)) return formatNumber(value, styleOf(old, rng));
  const words = fold(old);
  if (!/^\p{L}[\p{L} ]*$/u.test(words) || !Number.isInteger(value)) return undefined;
  const target = draft.lines[line];
  const gender =
    target?.unidad === undefined
      ? guessGender(/^\S+/.exec(target?.producto ?? '')?.[0] ?? 's')
      : formsOf(target.unidad).gender;
  const text = toWords(value, gender);
  return old === old.toUpperCase() ? text.toUpperCase() : text;
}

function newQuantity(old: number, unit: string | undefined, rng: Rng): number {
  if (unit !== undefined && MEASURES.has(unit) && !Number.isInteger(old))
    return rng.int(0, 12) + rng.pick([0.5, 0.25, 0.75, 1.5, 2.5, 0.2, 0.8]);
  if (old > 100 && rng.chance(0.6)) return Math.max(2, Math.round(old * Math.exp((rng.next() - 0.5) * 2)));
  const count = randomCount(rng);
  return count === 1 ? 2 : count;
}

function newAmount(old: number, rng: Rng): number {
  if (rng.chance(0.12))
    return Math.round((old + (Number.isInteger(old) ? rng.int(1, 9) : rng.int(1, 9) / 10)) * 1000) / 1000;
  const factor = Math.exp((rng.next() - 0.5) * 2.4);
  const decimals = Number.isInteger(old) ? 0 : (String(old).split('.')[1]?.length ?? 0);
  if (decimals > 0) return Math.max(Number((old * factor).toFixed(decimals)), 10 ** -decimals);
  let zeros = 0;
  while (zeros < 6 && old % 10 ** (zeros + 1) === 0) zeros++;
  const unit = 10 ** (zeros > 1 && rng.chance(0.3) ? zeros - 1 : zeros);
  return Math.max(unit, Math.round((old * factor) / unit) * unit);
}

/** True when the same figure is also said elsewhere in the plain text. */
function repeated(draft: Draft, piece: Piece): boolean {
  const pattern = new RegExp(`(?<![\\d.,])${piece.text.replaceAll('.', String.raw`\.`)}(?![\\d])`);
  return draft.pieces.some((other) => other !== piece && other.refs.length === 0 && pattern.test(other.text));
}

/** Exchanges quantities, prices, discounts and totals; amounts that cannot be rewritten safely stay. */
export function swapNumbers(draft: Draft, rng: Rng, share: number): void {
  for (const piece of draft.pieces) {
    const ref = piece.refs.find((item) => isAmount(item.field));
    if (
      ref === undefined ||
      !rng.chance(share) ||
      /[a-z]*\d+[a-z]+/i.test(piece.text) ||
      repeated(draft, piece)
    )
      continue;
    const line = draft.lines[ref.line];
    if (ref.field === 'cantidad') {
      const old = line?.cantidad;
      if (line === undefined || old === undefined || old === 1 || (old < 1 && !/^[\d.,]+$/.test(piece.text)))
        continue;
      if (/par|docena|ciento|veintena|millar|medi[ao]|cuarto|[½¼¾/]/.test(fold(piece.text))) continue;
      const value = newQuantity(old, line.unidad, rng);
      const text = writeQuantity(value, piece.text, draft, ref.line, rng);
      if (text === undefined || !agrees(text, value)) continue;
      piece.text = text;
      line.cantidad = value;
      continue;
    }
    if (!/^\d[\d.,]*$/.test(piece.text)) continue;
    const old =
      ref.field === 'total'
        ? draft.head.total
        : ref.line < 0
          ? draft.head.descuento
          : line?.[ref.field as 'precio_unitario'];
    if (old === undefined) continue;
    const value =
      ref.field === 'descuento'
        ? rng.pick([2, 3, 4, 5, 5, 6, 7, 8, 10, 10, 12, 15, 18, 20, 25, 30, 2.5, 7.5, 12.5, 1.5])
        : newAmount(old, rng);
    const decimals =
      /[.,](\d{2})$/.test(piece.text) && !Number.isInteger(value * 10) === false && ref.field !== 'descuento'
        ? 2
        : undefined;
    const text = formatNumber(
      value,
      styleOf(piece.text, rng),
      decimals !== undefined && Number.isInteger(value * 100) ? decimals : undefined,
    );
    if (!agrees(text, value)) continue;
    piece.text = text;
    for (const { field, line: at } of piece.refs) {
      const target = draft.lines[at];
      if (field === 'total') draft.head.total = value;
      else if (field === 'descuento' && at < 0) draft.head.descuento = value;
      else if (target !== undefined && (field === 'precio_unitario' || field === 'descuento'))
        target[field] = value;
    }
  }
}

function isAmount(field: SpanField): boolean {
  return field === 'cantidad' || field === 'precio_unitario' || field === 'descuento' || field === 'total';
}

/** True when the digits can only be read as the value; words always can. */
function agrees(text: string, value: number): boolean {
  const readings = readDigits(text);
  if (readings.length === 0) return true;
  if (!readings.some((reading) => Math.abs(reading - value) < 1e-9)) return false;
  // "0.045" and "1.500" have two readings: three decimals are thousands unless the whole part is nought.
  return readings.length === 1 || Math.max(...readings) === value || text.startsWith('0');
}
