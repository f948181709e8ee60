import { fold } from '@ordena/orders';
import { createContext } from './compose-context.js';
import type { Ctx } from './compose-context.js';
import {
  addressSentence,
  datePhrase,
  paymentSentence,
  referencePhrase,
  urgencyPhrase,
} from './compose-head.js';
import { capitalize } from './compose-sentence.js';
import { randomDate } from './dates.js';
import { distractor } from './distractors.js';
import type { Draft } from './draft.js';
import { parseMarks } from './draft.js';
import { address } from './lexicon/places.js';
import { payment, reference } from './lexicon/terms.js';
import type { Rng } from './rng.js';

/** A sentence that may be added to a record, and the words that forbid it because the record may say it already. */
interface Graft {
  fits: (draft: Draft) => boolean;
  unless: RegExp;
  write: (ctx: Ctx, draft: Draft) => string;
}

const GRAFTS: readonly Graft[] = [
  {
    fits: (draft) => draft.head.urgente === undefined,
    unless: /ur[gj]|prisa|brevedad|antes|inmediat|apuro|prioridad|afan|pronto|rapido|asap/,
    write: (ctx, draft) => {
      const urgent = ctx.rng.chance(0.6);
      draft.head.urgente = urgent;
      return urgencyPhrase(ctx, urgent);
    },
  },
  {
    fits: (draft) => draft.head.forma_pago === undefined,
    unless: /pag|credito|contado|efectivo|tarjeta|transf|cheque|anticipo|abon|financ|cuota|dias|deposit/,
    write: (ctx) => paymentSentence(ctx, payment(ctx.rng)),
  },
  {
    fits: (draft) => draft.head.fecha_entrega === undefined,
    unless:
      /lunes|martes|miercoles|jueves|viernes|sabado|domingo|hoy|manana|mañana|semana|dia|mes|fecha|plazo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|hora|\d\/\d/,
    write: (ctx, draft) => {
      const date = randomDate(ctx.rng);
      draft.head.fecha_entrega = date.iso ?? date.text;
      return datePhrase(ctx, date);
    },
  },
  {
    fits: (draft) => draft.head.direccion_entrega === undefined,
    unless: /entreg|envi|direc|recog|retir|despach|mand[ae]|llev|tra[ei]|dej|paso|recib|obra|av\.|calle/,
    write: (ctx) => addressSentence(ctx, address(ctx.rng)),
  },
  {
    fits: (draft) => draft.head.referencia === undefined,
    unless: /orden|pedido|cotiz|oc|presup|contrato|requis|n[.°º]|ref|oferta|solicitud|licit/,
    write: (ctx) => referencePhrase(ctx, reference(ctx.rng)),
  },
  { fits: () => true, unless: /tel|cel|ruc|nit|cif/, write: (ctx) => distractor(ctx) },
];

/** Adds a sentence that the record lacks, at the end of its text; records that may say it already stay as they are. */
export function graft(draft: Draft, rng: Rng): Draft {
  const text = draft.pieces.map((piece) => piece.text).join('');
  const ends = /[.!?]\s*$/.test(text) ? ' ' : text.includes('\n') ? '\n' : undefined;
  if (ends === undefined) return draft;
  const plain = fold(text);
  const chosen = rng.pick(GRAFTS);
  if (!chosen.fits(draft) || chosen.unless.test(plain)) return draft;
  const ctx = createContext(rng, 'neutral');
  const lower = !/\p{Lu}/u.test(text);
  const upper = !/\p{Ll}/u.test(text);
  const sentence = chosen.write(ctx, draft);
  const added = parseMarks(`${ends}${lower ? sentence : capitalize(sentence)}${ends === ' ' ? '.' : ''}`);
  for (const piece of added) {
    if (lower) piece.text = piece.text.toLowerCase();
    if (upper) piece.text = piece.text.toUpperCase();
  }
  draft.pieces.push(...added);
  return draft;
}
