import type { Draft } from './draft.js';
import { MONEY_FORMS } from './money.js';
import type { Rng } from './rng.js';

/** Writes every currency mention of a record in another currency; bare pesos say none. */
export function swapCurrency(draft: Draft, rng: Rng): void {
  const mentions = draft.pieces.flatMap((piece, at) =>
    piece.refs[0]?.field === 'moneda' ? [{ piece, at }] : [],
  );
  if (mentions.length === 0) return;
  const plain = draft.pieces
    .filter((piece) => piece.refs.length === 0)
    .map((piece) => piece.text)
    .join(' ');
  if (
    /\b(dolar|dólar|peso|euro|sol|quetzal|lempira|bol[ií]var|boliviano|guaran[ií]|c[oó]rdoba|col[oó]n)\b|centavos|céntimos/i.test(
      plain,
    )
  )
    return;
  const code = rng.pick(Object.keys(MONEY_FORMS));
  const forms = MONEY_FORMS[code] ?? [];
  const signs = forms.filter((form) => form.before !== '');
  const words = forms.filter((form) => form.after !== '');
  const upper = !/\p{Ll}/u.test(plain);
  const lower = !/\p{Lu}/u.test(plain);
  const sign = signs.length > 0 ? rng.pick(signs).before.trim() : undefined;
  const isBefore = (at: number): boolean => {
    const gap = draft.pieces[at + 1];
    if (gap === undefined) return false;
    if (gap.refs.length > 0) return true;
    const next = draft.pieces[at + 2]?.refs[0]?.field;
    return (
      /^\s?\d/.test(gap.text) || (/^\s?$/.test(gap.text) && (next === 'precio_unitario' || next === 'total'))
    );
  };
  if (sign === undefined && mentions.some(({ at }) => isBefore(at))) return;
  for (const { piece, at } of mentions) {
    if (isBefore(at)) piece.text = sign ?? piece.text;
    else {
      // A word keeps the place of a word ("en guaraníes"); a sign after the amount may become either.
      const wordy = /\p{L}{3}/u.test(piece.text);
      const fit = words.filter((form) => !wordy || /^\s\p{Ll}{4}/u.test(form.after));
      if (fit.length === 0) continue;
      const glued = /\d$/.test(draft.pieces[at - 1]?.text ?? '');
      const text = rng.pick(fit).after.trim();
      piece.text = `${glued && /^\p{L}/u.test(text) ? ' ' : ''}${text}`;
    }
    if (upper) piece.text = piece.text.toUpperCase();
    else if (lower) piece.text = piece.text.toLowerCase();
  }
  draft.head.moneda = code === 'pesos' ? undefined : code;
}
