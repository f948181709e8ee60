import type { Ctx } from './compose-context.js';
import type { HeadPlan } from './compose-head.js';
import { feminineGoods, money } from './compose-context.js';
import { eachWord, lineCode, lineDiscount, lineGoods, linePrice } from './compose-line.js';
import { countedGoods, goodsInUnit, randomUnit } from './lexicon/products.js';
import { formsOf } from './units.js';

/** The goods with their prices; `sentences` hold prices told afterwards. */
export function linesClause(
  ctx: Ctx,
  prices: readonly (number | undefined)[],
  plan: HeadPlan,
): { text: string; sentences: string[] } {
  const { rng, lines, words } = ctx;
  const sentences: string[] = [];
  const shared = lines.length > 1 && prices.every((price) => price !== undefined && price === prices[0]);
  const later = lines.length === 1 && prices[0] !== undefined && rng.chance(0.14);
  const apart = !shared ? pricesApart(ctx, prices) : undefined;
  if (apart !== undefined) sentences.push(apart);
  const told = lines.map((line, i) => {
    const before = lines[i - 1];
    const ellipsis =
      line.unidad !== undefined &&
      before?.unidad === line.unidad &&
      line.cantidad !== 0.5 &&
      rng.chance(0.25);
    let text = corrected(ctx, i, lineGoods(ctx, i, { ellipsis }));
    if (line.codigo !== undefined && line.producto !== '') text += lineCode(ctx, i, line.codigo);
    const price = prices[i];
    if (price !== undefined && !shared && !later && apart === undefined)
      text += linePrice(ctx, i, price, !words && rng.chance(0.1));
    if (line.descuento !== undefined) text += lineDiscount(ctx, i, line.descuento);
    return text;
  });
  const first = prices[0];
  if (shared && first !== undefined) {
    const all = lines.map((_, i) => i);
    const amount = money(ctx, 'precio_unitario', 0, first);
    const each = rng.pick([' c/u', ' cada uno', ' la unidad', ' cada uno', ' la pieza']);
    const text = rng.pick([
      `todo a ${amount}${each}`,
      `a ${amount}${each}`,
      `${all.length === 2 ? 'ambos' : 'todos'} a ${amount}${each}`,
      `cada uno a ${amount}`,
      `los ${String(all.length)} a ${amount}${each}`,
      `al mismo precio, ${amount}${each}`,
    ]);
    if (rng.chance(0.5)) told[told.length - 1] = `${told.at(-1) ?? ''}, ${text}`;
    else sentences.push(text);
  }
  if (later && first !== undefined) {
    const amount = money(ctx, 'precio_unitario', 0, first);
    const each = eachWord(ctx, 0);
    sentences.push(
      rng.pick([
        `el precio es de ${amount}${each}`,
        `me dijo que a ${amount}${each}`,
        `precio: ${amount}${each}`,
        `el precio que me dio fue ${amount}${each}`,
        `quedamos en ${amount}${each}`,
        `precio unitario: ${amount}`,
        `salen a ${amount}${each}`,
        `según su lista a ${amount}${each}`,
        `precio pactado ${amount}${each}`,
      ]),
    );
  }
  if (plan.discount === undefined && lines.length > 1 && rng.chance(0.06))
    told.splice(rng.int(1, told.length), 0, cancelled(ctx));
  return { text: joinLines(ctx, told), sentences };
}

/** Prices of several goods told after them all, each by the goods' first word or the unit ("los tanques a 520"). */
function pricesApart(ctx: Ctx, prices: readonly (number | undefined)[]): string | undefined {
  const { rng, lines } = ctx;
  if (
    lines.length < 2 ||
    lines.length > 4 ||
    prices.some((price) => price === undefined) ||
    !rng.chance(0.14)
  )
    return undefined;
  const units = lines.map((line) => line.unidad);
  const byUnit =
    units.every((unit) => unit !== undefined) && new Set(units).size === units.length && rng.chance(0.6);
  const words = lines.map((line) => /^\p{L}{4,}(?=\s|$)/u.exec(line.producto)?.[0]);
  if (!byUnit && (words.includes(undefined) || new Set(words).size < words.length)) return undefined;
  const parts = lines.map((line, i) => {
    const amount = money(
      ctx,
      'precio_unitario',
      i,
      prices[i] ?? 0,
      i > 0 && ctx.head.moneda !== undefined && rng.chance(0.3),
    );
    if (byUnit && line.unidad !== undefined) {
      const forms = formsOf(line.unidad);
      return rng.pick([
        `${amount} ${forms.gender === 'f' ? 'la' : 'el'} ${forms.singular[0] ?? line.unidad}`,
        `${forms.gender === 'f' ? 'la' : 'el'} ${forms.singular[0] ?? line.unidad} a ${amount}`,
      ]);
    }
    const word = (words[i] ?? '').toLowerCase();
    const plural = word.endsWith('s');
    const article = feminineGoods(word) ? (plural ? 'las' : 'la') : plural ? 'los' : 'el';
    return `${article} ${word} a ${amount}${rng.chance(0.3) ? ' c/u' : ''}`;
  });
  const joined = `${parts.slice(0, -1).join(', ')}${rng.pick([' y ', ' y ', ', '])}${parts.at(-1) ?? ''}`;
  return rng.pick([
    joined,
    joined,
    `precios: ${joined}`,
    `quedamos en ${joined}`,
    `según cotización, ${joined}`,
  ]);
}

function joinLines(ctx: Ctx, told: readonly string[]): string {
  const { rng, words } = ctx;
  const last = told.at(-1) ?? '';
  if (told.length === 1) return last;
  const front = told.slice(0, -1);
  if (words)
    return rng.chance(0.5)
      ? [...front, `y ${last}`].join(' ')
      : front.join(' ') + rng.pick([' y ', ' más ', ' y también ', ' y además ']) + last;
  const sep = front.some((text) => text.includes(',')) && rng.chance(0.4) ? '; ' : ', ';
  const and = rng.pick([' y ', ' y ', ' y ', ', y ', ' más ', ' y además ', ', ', ' + ', ' y también ']);
  return front.join(sep) + and + last;
}

/** A quantity that is corrected at once ("20 cajas, no, mejor 30 cajas de …"). */
function corrected(ctx: Ctx, line: number, text: string): string {
  const { rng, words } = ctx;
  if (!rng.chance(0.035)) return text;
  const wrong = String(rng.int(2, 60));
  const planned = ctx.lines[line];
  const unit = planned?.unidad === undefined ? '' : ` ${formsOf(planned.unidad).plural[0] ?? ''}`;
  const dots = words ? ' ' : rng.pick(['... ', ', ', '… ', '.. ']);
  return rng.pick([
    `${wrong}${unit}${dots}${rng.pick(['no, perdón,', 'perdón,', 'digo', 'no, mejor', 'bueno, mejor', 'corrijo,', 'no,', 'mentira,'])} ${text}`,
    `${text}${dots}${rng.pick(['no', 'y no'])} ${wrong} como ${rng.pick(['dije antes', 'la otra vez', 'puse en el correo'])}`,
    `${wrong}${unit} no${dots}${text}`,
  ]);
}

/** Goods that are named and taken back. */
function cancelled(ctx: Ctx): string {
  const { rng } = ctx;
  const unit = rng.chance(0.4) ? randomUnit(rng) : undefined;
  const name = unit === undefined ? countedGoods(rng, true) : goodsInUnit(rng, unit);
  const n = String(rng.int(2, 40));
  const front = unit === undefined ? `${n} ${name}` : `${n} ${formsOf(unit).plural[0] ?? ''} de ${name}`;
  return rng.pick([
    `${front}... no, eso no`,
    `${front} (esto ya no)`,
    `${front}, no, mejor quita eso`,
    `${front} no, al final no`,
    `${front}... cancela eso`,
    `los ${name} ya no`,
  ]);
}
