import { fold } from '@ordena/orders';
import type { Annotated } from './annotate.js';
import { dateOfKind, fullDate } from './dates.js';
import type { Draft, Piece, SpanField } from './draft.js';
import { articleClass, goodsKey, lastWord } from './harvest.js';
import type { Pools } from './harvest.js';
import { buyer, supplier } from './lexicon/companies.js';
import { address } from './lexicon/places.js';
import { bareName, countedGoods, goodsInUnit } from './lexicon/products.js';
import { articleCode, payment, reference } from './lexicon/terms.js';
import type { Rng } from './rng.js';
import { swapCurrency } from './swap-currency.js';
import { swapNumbers } from './swap-numbers.js';
import { swapUnits } from './swap-units.js';
import { dropAccents } from './noise.js';

/** How the letters of the whole record are written, so that new values look the same. */
interface Case {
  upper: boolean;
  lower: boolean;
  bare: boolean;
}

function caseOf(text: string): Case {
  return {
    upper: !/\p{Ll}/u.test(text),
    lower: !/\p{Lu}/u.test(text),
    bare: text.length > 50 && !/[áéíóúÁÉÍÓÚ]/.test(text),
  };
}

function dress(value: string, old: string, before: string, style: Case): string {
  let text = value;
  if (style.bare) text = dropAccents(text);
  if (style.upper || (old.length > 4 && !/\p{Ll}/u.test(old) && /\p{Lu}{3}/u.test(old)))
    return text.toUpperCase();
  if (style.lower) return text.toLowerCase();
  const opens = before === '' || /[.\n:|!?]\s*$/.test(before);
  if (opens && /^\p{Lu}/u.test(old)) return text.charAt(0).toUpperCase() + text.slice(1);
  return text;
}

/** Pieces that carry a field, with their place. */
function* slots(
  draft: Draft,
  field: SpanField,
): Generator<{ piece: Piece; at: number; line: number; before: string; after: string }> {
  for (const [at, piece] of draft.pieces.entries()) {
    const ref = piece.refs.find((item) => item.field === field);
    if (ref === undefined) continue;
    yield {
      piece,
      at,
      line: ref.line,
      before: draft.pieces[at - 1]?.text ?? '',
      after: draft.pieces[at + 1]?.text ?? '',
    };
  }
}

function plainText(draft: Draft): string {
  return draft.pieces
    .filter((piece) => piece.refs.length === 0)
    .map((piece) => piece.text)
    .join(' \u0000 ');
}

/** True when the words of a value come up in the plain text too, so that changing it would break the sense. */
function echoed(draft: Draft, value: string): boolean {
  const plain = fold(plainText(draft));
  const words = fold(value).match(/\p{L}{4,}/gu) ?? [];
  return words.slice(0, 3).some((word) => plain.includes(word.replace(/(es|s)$/, '')));
}

/** A copy of a record in which values are exchanged for others, in the text and in the JSON alike. */
export function swap(source: Annotated, pools: Pools, rng: Rng): Draft {
  const draft: Draft = {
    pieces: source.draft.pieces.map((piece) => ({ text: piece.text, refs: piece.refs })),
    lines: source.draft.lines.map((line) => ({ ...line })),
    head: { ...source.draft.head },
  };
  const style = caseOf(draft.pieces.map((piece) => piece.text).join(''));
  const share = rng.pick([0.5, 0.8, 0.95]);
  if (rng.chance(0.4)) swapUnits(draft, rng);
  if (source.currencyClear && rng.chance(0.5)) swapCurrency(draft, rng);
  swapNumbers(draft, rng, share);
  const set = (piece: Piece, before: string, value: string | undefined): void => {
    if (value === undefined || value === '' || plainText(draft).includes(value)) return;
    piece.text = dress(value, piece.text, before, style);
  };
  for (const { piece, line, before } of slots(draft, 'producto')) {
    if (!rng.chance(share) || echoed(draft, piece.text)) continue;
    set(piece, before, newGoods(draft, piece.text, line, before, pools, rng));
  }
  for (const { piece, before } of slots(draft, 'codigo')) {
    if (rng.chance(share))
      set(
        piece,
        before,
        scramble(piece.text, rng, () => (rng.chance(0.5) ? rng.pick(pools.codes) : articleCode(rng))),
      );
  }
  for (const { piece, before } of slots(draft, 'referencia')) {
    if (rng.chance(share))
      set(
        piece,
        before,
        scramble(piece.text, rng, () => (rng.chance(0.4) ? rng.pick(pools.references) : reference(rng))),
      );
  }
  for (const { piece, before } of slots(draft, 'cliente')) {
    if (rng.chance(share) && !echoed(draft, piece.text))
      set(piece, before, newCompany(before, pools.clients, rng, piece.text));
  }
  for (const { piece, before } of slots(draft, 'proveedor')) {
    if (!rng.chance(share) || echoed(draft, piece.text)) continue;
    const article = articleClass(before);
    set(
      piece,
      before,
      rng.chance(0.5)
        ? supplierOf(article, pools, rng)
        : article === ''
          ? supplier(rng, rng.chance(0.4)).name
          : undefined,
    );
  }
  for (const { piece, before } of slots(draft, 'direccion_entrega')) {
    if (rng.chance(share) && !/[.]\s*$/.test(piece.text)) set(piece, before, newAddress(before, pools, rng));
  }
  for (const { piece, before } of slots(draft, 'forma_pago')) {
    if (rng.chance(share * 0.8)) set(piece, before, newPayment(before, pools, rng));
  }
  swapDate(draft, pools, rng, share, set);
  return draft;
}

function newGoods(
  draft: Draft,
  old: string,
  index: number,
  before: string,
  pools: Pools,
  rng: Rng,
): string | undefined {
  const line = draft.lines[index];
  if (line === undefined) return undefined;
  if (/(producto|art[íi]culo|[íi]tem|modelo|prod\.?|material|pieza) $/i.test(before) && old.length < 6)
    return bareName(rng);
  if (old.length < 3) return undefined;
  const key = goodsKey(line, old);
  const pool = pools.products.get(key);
  if (pool !== undefined && pool.length > 15 && rng.chance(0.55)) {
    const value = rng.pick(pool);
    return rng.chance(0.25) ? crossbreed(value, rng.pick(pool)) : value;
  }
  return line.unidad === undefined ? countedGoods(rng, key.endsWith('p')) : goodsInUnit(rng, line.unidad);
}

/** Head of one product with the tail of another: "sillas" + "de nitrilo talla M". */
export function crossbreed(head: string, tail: string): string {
  const front = /^(.*?\S)(?= (?:de|para|con|marca|color|talla|en|a) )/.exec(head)?.[1];
  const back = / (?:de|para|con|marca|color|talla|en) .*$/.exec(tail)?.[0];
  return front === undefined || back === undefined ? head : front + back;
}

/** Changes letters and digits one by one, or takes a wholly new one. */
function scramble(old: string, rng: Rng, fresh: () => string): string {
  if (rng.chance(0.5)) return fresh();
  return old
    .replaceAll(/\d/g, (digit) => (digit === '0' && rng.chance(0.5) ? '0' : String(rng.int(0, 9))))
    .replaceAll(/(?<![\p{L}])\p{Lu}{1,3}(?![\p{L}])/gu, (run) =>
      [...run].map(() => rng.pick([...'ABCDEFGHJKLMNPRSTUVXZ'])).join(''),
    );
}

function newCompany(
  before: string,
  pool: ReadonlyMap<string, readonly string[]>,
  rng: Rng,
  old: string,
): string | undefined {
  const article = articleClass(before);
  const feminine = article === 'f';
  const known = pool.get(article);
  if (known !== undefined && rng.chance(0.4)) return rng.pick(known);
  for (let tries = 0; tries < 6; tries++) {
    const company = buyer(rng, /[A-Z]\.|S\.?A\.?|Ltda|SRL/.test(old) || rng.chance(0.3));
    if (article === '' || company.gender === (feminine ? 'f' : 'm')) return company.name;
  }
  return undefined;
}

function supplierOf(article: string, pools: Pools, rng: Rng): string | undefined {
  const known = pools.suppliers.get(article);
  return known === undefined || known.length < 4 ? undefined : rng.pick(known);
}

function newAddress(before: string, pools: Pools, rng: Rng): string | undefined {
  const article = articleClass(before);
  const known = pools.addresses.get(article);
  if (article !== '') return known !== undefined && known.length > 3 ? rng.pick(known) : undefined;
  return known !== undefined && rng.chance(0.35) ? rng.pick(known) : address(rng);
}

function newPayment(before: string, pools: Pools, rng: Rng): string | undefined {
  const lead = lastWord(before);
  const known = pools.payments.get(lead);
  if (known !== undefined && known.length > 5 && rng.chance(0.5)) return rng.pick(known);
  for (let tries = 0; tries < 8; tries++) {
    const made = payment(rng);
    if (made.lead === lead || (lead === '' && made.lead !== 'de')) return made.text;
    if (lead === 'mediante' && made.lead === 'por') return made.text;
  }
  return undefined;
}

function swapDate(
  draft: Draft,
  pools: Pools,
  rng: Rng,
  share: number,
  set: (piece: Piece, before: string, value: string | undefined) => void,
): void {
  for (const { piece, before } of slots(draft, 'fecha_entrega')) {
    if (!rng.chance(share)) continue;
    const value = draft.head.fecha_entrega ?? '';
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
      if (/[OIl]/.test(piece.text) && /\d[OIl]/.test(piece.text)) continue;
      const made = fullDate(rng, piece.text);
      if (made.iso === undefined) continue;
      draft.head.fecha_entrega = made.iso;
      piece.text = /\p{Lu}{3}/u.test(piece.text) ? made.text.toUpperCase() : made.text;
      continue;
    }
    const kind = kindOf(piece.text);
    const words =
      /^(un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veint|diecin|treinta)/.test(
        piece.text,
      );
    const known = pools.dates.get(`${articleClass(before)}${lastWord(before)}`);
    if (kind !== undefined && rng.chance(0.7)) set(piece, before, dateOfKind(rng, kind, words).text);
    else if (known !== undefined && known.length > 6 && kind !== 'lead') {
      const other = rng.pick(known);
      if (kindOf(other) === kind && !/^\d{4}-|\d{4}$/.test(other)) set(piece, before, other);
    }
  }
}

function kindOf(text: string): 'day' | 'weekday' | 'adverb' | 'lead' | undefined {
  const plain = fold(text);
  if (/^(hoy|manana|pasado|esta |este )/.test(fold(text).replace('ñ', 'n'))) return 'adverb';
  if (/^(lunes|martes|miercoles|jueves|viernes|sabado|domingo)/.test(plain)) return 'weekday';
  if (/^\d+ de \p{L}+$/u.test(plain)) return 'day';
  if (/(dias|horas|semanas)/.test(plain) && /^(\d|\p{L}+ (dias|horas))/u.test(plain)) return 'lead';
  return undefined;
}
