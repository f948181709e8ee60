import { chooseUnit, createContext, planCode, planLine, planPrice } from './compose-context.js';
import type { Ctx, Register } from './compose-context.js';
import { formOrder } from './compose-form.js';
import { planHead } from './compose-head.js';
import { randomPercent } from './compose-line.js';
import { listOrder } from './compose-list.js';
import { proseOrder } from './compose-sentence.js';
import type { Draft } from './draft.js';
import { parseMarks } from './draft.js';
import type { Pools } from './harvest.js';
import type { Rng } from './rng.js';

/** Shape of the text. */
type Layout = 'prose' | 'list' | 'form';

function planLines(ctx: Ctx, pools: Pools, layout: Layout): void {
  const { rng } = ctx;
  const share =
    layout === 'list'
      ? { '2': 16, '3': 34, '4': 26, '5': 14, '6': 7, '7': 3, '8': 1 }
      : layout === 'form'
        ? { '1': 78, '2': 16, '3': 6 }
        : { '1': 56, '2': 27, '3': 12, '4': 4, '5': 1 };
  const n = Number(rng.weighted<string>(share));
  let unit = chooseUnit(rng);
  for (let i = 0; i < n; i++) {
    ctx.lines.push(planLine(ctx, pools, unit, layout !== 'prose'));
    if (rng.chance(0.7)) unit = chooseUnit(rng);
  }
  // The same name twice would leave it open which line a price belongs to.
  ctx.lines = ctx.lines.filter(
    (line, i) =>
      ctx.lines.findIndex(
        (other) => other.producto.includes(line.producto) || line.producto.includes(other.producto),
      ) === i,
  );
}

function planPrices(ctx: Ctx): (number | undefined)[] {
  const { rng, lines } = ctx;
  const roll = rng.next();
  if (roll < 0.52) return lines.map(() => undefined);
  if (roll < 0.9) return lines.map(() => planPrice(ctx));
  if (roll < 0.95 && lines.length > 1) {
    const price = planPrice(ctx);
    return lines.map(() => price);
  }
  return lines.map(() => (rng.chance(0.5) ? planPrice(ctx) : undefined));
}

/** An order made from grammar and lexicon: goods, prices and order fields first, then the words. */
export function compose(pools: Pools, rng: Rng): Draft {
  const layout = rng.weighted<Layout>({ prose: 76, list: 16, form: 8 });
  const register = rng.weighted<Register>(
    layout === 'prose'
      ? { formal: 30, neutral: 26, chat: 30, dictated: 14 }
      : { formal: 40, neutral: 40, chat: 20, dictated: 0 },
  );
  const ctx = createContext(rng, register);
  planLines(ctx, pools, layout);
  const rich = rng.pick([0, 0.35, 0.9, 1.2, 1.3, 1.9]);
  const plan = planHead(ctx, rich);
  const prices = planPrices(ctx);
  ctx.bare = prices.some((price) => price !== undefined) && rng.chance(0.09);
  const shared =
    ctx.lines.length > 1 && prices[0] !== undefined && prices.every((price) => price === prices[0]);
  if (rng.chance(0.1)) {
    const only = rng.chance(0.1);
    for (const line of ctx.lines) {
      if (rng.chance(0.9) || only) line.codigo = planCode(ctx);
      if (only) line.producto = '';
    }
  }
  if (ctx.lines.length > 1 && plan.discount === undefined && !shared && rng.chance(0.035)) {
    for (const line of ctx.lines) if (rng.chance(0.6)) line.descuento = randomPercent(rng, ctx.words);
  }
  if (
    rng.chance(
      prices.some((price) => price !== undefined) ? 0.3 * Math.min(rich, 1) : 0.13 * Math.min(rich, 1),
    )
  )
    plan.total = planTotal(ctx, prices);
  const marked =
    layout === 'list'
      ? listOrder(ctx, plan, prices)
      : layout === 'form'
        ? formOrder(ctx, plan, prices)
        : proseOrder(ctx, plan, prices);
  ctx.lines.forEach((line, i) => {
    line.precio_unitario = prices[i];
  });
  return onlySaid({
    pieces: parseMarks(marked),
    lines: ctx.lines,
    head: {
      ...ctx.head,
      total: plan.total,
      descuento: plan.discount,
      fecha_entrega: plan.date === undefined ? undefined : (plan.date.iso ?? plan.date.text),
      urgente: plan.urgent,
    },
  });
}

/** Takes out what was planned but has no span: a wording may leave a value out. */
function onlySaid(draft: Draft): Draft {
  const said = new Set(
    draft.pieces.flatMap((piece) => piece.refs.map((ref) => `${ref.field} ${String(ref.line)}`)),
  );
  draft.lines.forEach((line, i) => {
    for (const field of ['codigo', 'descuento', 'producto'] as const)
      if (!said.has(`${field} ${String(i)}`)) line[field] = undefined;
  });
  const { head } = draft;
  for (const field of ['total', 'descuento', 'fecha_entrega', 'moneda'] as const)
    if (!said.has(`${field} -1`)) head[field] = undefined;
  return draft;
}

/** The sum of the lines where it comes out even, else an amount of like size. */
function planTotal(ctx: Ctx, prices: readonly (number | undefined)[]): number {
  const sum = ctx.lines.reduce((all, line, i) => all + line.cantidad * (prices[i] ?? 0), 0);
  const rounded = Math.round(sum * 100) / 100;
  if (rounded > 0 && ctx.rng.chance(0.8)) return ctx.words ? Math.round(rounded) : rounded;
  const price = planPrice(ctx);
  return Number.isInteger(price)
    ? price * ctx.rng.int(2, 40)
    : Math.round(price * ctx.rng.int(2, 40) * 100) / 100;
}
