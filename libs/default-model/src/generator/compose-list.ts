import type { Ctx } from './compose-context.js';
import { count, goods, money } from './compose-context.js';
import type { HeadPlan } from './compose-head.js';
import {
  addressSentence,
  clientSentence,
  currencySentence,
  datePhrase,
  discountSentence,
  paymentSentence,
  referencePhrase,
  signature,
  totalSentence,
  urgencyPhrase,
  v,
} from './compose-head.js';
import { eachWord, lineDiscount, lineGoods, linePrice, unitWord } from './compose-line.js';
import { capitalize } from './compose-sentence.js';
import { amount, PIECE_WORDS, table } from './compose-table.js';
import { distractor, documentDate, taxId } from './distractors.js';
import { mark } from './draft.js';
import { field } from './field-names.js';
import { addressee } from './lexicon/people.js';
import { city } from './lexicon/places.js';
import type { Rng } from './rng.js';

const TITLES = [
  'pedido',
  'lista',
  'pedido de la semana',
  'lista obra',
  'pedido:',
  'lista de compras',
  'materiales',
  'nota de pedido',
  'orden de compra',
  'solicitud de materiales',
  'requisición',
  'pedido semanal',
  'mi pedido',
  'lo que necesito',
  'reposición',
  'hoja de pedido',
  'pedido para mañana',
  'surtido',
  'encargo',
  'PEDIDO',
  'ORDEN DE COMPRA',
  'NOTA DE PEDIDO',
  'LISTA DE MATERIALES',
];

function bullet(rng: Rng): (i: number) => string {
  return rng.pick<(i: number) => string>([
    () => '- ',
    () => '- ',
    () => '-',
    () => '• ',
    () => '* ',
    () => '',
    () => '',
    () => '',
    () => '',
    () => '+ ',
    () => '> ',
    () => '→ ',
    () => '✔ ',
    () => '   - ',
    () => '· ',
    (i) => `${String(i + 1)}) `,
    (i) => `${String(i + 1)}. `,
    (i) => `${String(i + 1)}.- `,
    (i) => `${String.fromCharCode(97 + i)}) `,
    (i) => `(${String(i + 1)}) `,
    (i) => `${String(i + 1)} - `,
    (i) => `Ítem ${String(i + 1)}: `,
    (i) => `${String((i + 1) * 10)} `,
    (i) => `Pos. ${String((i + 1) * 10)}: `,
    (i) => `Línea ${String(i + 1)}: `,
  ]);
}

type RowWriter = (ctx: Ctx, i: number, price: number | undefined, pieces: string) => string;

/** Ways to write one row of a list; one is chosen for all rows of an order. */
const ROWS: readonly RowWriter[] = [
  (ctx, i, price) =>
    lineGoods(ctx, i, { short: true }) +
    code(ctx, i) +
    (price === undefined ? '' : linePrice(ctx, i, price, false)) +
    off(ctx, i),
  (ctx, i, price) =>
    lineGoods(ctx, i, { short: true }) +
    code(ctx, i) +
    (price === undefined ? '' : ` - ${cost(ctx, i, price)}`) +
    off(ctx, i),
  (ctx, i, price, p) =>
    `${amount(ctx, i, p)} ${goods(ctx, i)}${code(ctx, i)}${price === undefined ? '' : ` ${ctx.rng.pick(['a', '-', '→', 'x'])} ${cost(ctx, i, price)}`}${off(ctx, i)}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)}${code(ctx, i)} - ${amount(ctx, i, p)}${price === undefined ? '' : ` - ${cost(ctx, i, price)}`}${off(ctx, i)}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)}${code(ctx, i)}, ${amount(ctx, i, p)}${price === undefined ? '' : ` a ${cost(ctx, i, price)}`}${off(ctx, i)}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)}: ${amount(ctx, i, p)}${code(ctx, i)}${price === undefined ? '' : ` a ${cost(ctx, i, price)}`}${off(ctx, i)}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)} x ${amount(ctx, i, p)}${price === undefined ? '' : ` a ${cost(ctx, i, price)}`}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)} x${amount(ctx, i, p)}${price === undefined ? '' : ` ${ctx.form.before === '' ? 'a ' : ''}${cost(ctx, i, price)}`}`,
  (ctx, i, price) =>
    `${count(ctx, i, true)}x ${unitOf(ctx, i)}${goods(ctx, i)}${price === undefined ? '' : ` ${ctx.form.before === '' ? 'a ' : ''}${cost(ctx, i, price)}`}`,
  (ctx, i, price) =>
    `${count(ctx, i, true)} x ${unitOf(ctx, i)}${goods(ctx, i)}${price === undefined ? '' : ` a ${cost(ctx, i, price)}`}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)} (${amount(ctx, i, p)})${price === undefined ? '' : ` ${ctx.form.before === '' ? 'a ' : ''}${cost(ctx, i, price)}`}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)} ......... ${amount(ctx, i, p)}${price === undefined ? '' : ` ......... ${cost(ctx, i, price)}`}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)}${'.'.repeat(ctx.rng.int(3, 12))}${amount(ctx, i, p)}${price === undefined ? '' : `...${cost(ctx, i, price)}`}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)} — ${amount(ctx, i, p)}${price === undefined ? '' : ` — ${cost(ctx, i, price)}`}${off(ctx, i)}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)} – ${amount(ctx, i, p)}${price === undefined ? '' : ` – ${cost(ctx, i, price)}`}${off(ctx, i)}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)}. Cantidad: ${amount(ctx, i, p)}.${price === undefined ? '' : ` Precio: ${cost(ctx, i, price)}`}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)}; cantidad: ${amount(ctx, i, p)}${price === undefined ? '' : `; precio: ${cost(ctx, i, price)}`}`,
  (ctx, i, price, p) =>
    `Cant: ${amount(ctx, i, p)} - ${goods(ctx, i)}${code(ctx, i)}${price === undefined ? '' : ` - P.U. ${cost(ctx, i, price)}`}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)} = ${amount(ctx, i, p)}${price === undefined ? '' : ` (${cost(ctx, i, price)})`}`,
  (ctx, i, price, p) =>
    `${goods(ctx, i)} / ${amount(ctx, i, p)}${price === undefined ? '' : ` / ${cost(ctx, i, price)}`}`,
];

function unitOf(ctx: Ctx, i: number): string {
  return ctx.lines[i]?.unidad === undefined ? '' : `${unitWord(ctx, i, true)} `;
}

function cost(ctx: Ctx, i: number, price: number): string {
  return money(ctx, 'precio_unitario', i, price) + (ctx.rng.chance(0.5) ? eachWord(ctx, i) : '');
}

function code(ctx: Ctx, i: number): string {
  const value = ctx.lines[i]?.codigo;
  if (value === undefined || ctx.lines[i]?.producto === '') return '';
  const c = mark('codigo', i, value);
  return ctx.rng.pick([
    ` (${c})`,
    ` ref. ${c}`,
    ` (ref. ${c})`,
    ` cód. ${c}`,
    ` - ${c}`,
    ` ref ${c}`,
    ` (cód. ${c})`,
    `, código ${c}`,
    ` SKU ${c}`,
  ]);
}

function off(ctx: Ctx, i: number): string {
  const value = ctx.lines[i]?.descuento;
  return value === undefined ? '' : lineDiscount(ctx, i, value);
}

/** An order whose goods stand one to a row. */
export function listOrder(ctx: Ctx, plan: HeadPlan, prices: readonly (number | undefined)[]): string {
  const { rng, register, lines } = ctx;
  const parts: string[] = [];
  const labelled = rng.chance(0.4);
  const foot: string[] = [];
  const place = (text: string, top: number): void => {
    (rng.chance(top) ? parts : foot).push(text);
  };
  if (rng.chance(0.25))
    parts.push(
      `${rng.pick(['hola', 'buenas', 'buenos días', 'Buenas tardes', 'Estimados', 'Hola', 'buen día'])}${rng.chance(0.4) ? ` ${addressee(rng)}` : ''}${rng.pick([',', ':', '', '.'])}`,
    );
  if (plan.reference !== undefined)
    place(
      labelled
        ? field(ctx, 'reference', v('referencia', plan.reference))
        : capitalize(referencePhrase(ctx, plan.reference)),
      0.75,
    );
  else if (rng.chance(0.45)) parts.push(rng.pick(TITLES));
  if (plan.supplier !== undefined) place(field(ctx, 'supplier', v('proveedor', plan.supplier.name)), 0.9);
  const tax = rng.chance(0.08) ? taxId(ctx) : undefined;
  let sign = '';
  if (plan.client !== undefined) {
    if (labelled) place(field(ctx, 'client', v('cliente', plan.client.name)), 0.75);
    else if (rng.chance(0.3))
      parts.push(
        rng.pick([
          `${v('cliente', plan.client.name)}`,
          `Pedido de ${v('cliente', plan.client.name)}`,
          `para ${v('cliente', plan.client.name)}`,
          `${v('cliente', plan.client.name)}${rng.pick([', ', ' - ', ' ('])}${city(rng)}`.replace(
            / \(([^(]+)$/,
            ' ($1)',
          ),
        ]),
      );
    else if (rng.chance(0.5)) sign = signature(ctx, plan.client);
    else place(capitalize(clientSentence(ctx, plan.client)), 0.2);
  }
  if (tax !== undefined) place(tax, 0.6);
  if (rng.chance(0.06)) parts.push(documentDate(ctx));
  if (plan.date !== undefined)
    place(
      labelled
        ? field(ctx, 'date', v('fecha_entrega', plan.date.text))
        : capitalize(datePhrase(ctx, plan.date)),
      0.35,
    );
  if (plan.address !== undefined)
    place(
      labelled
        ? field(ctx, 'address', v('direccion_entrega', plan.address))
        : capitalize(addressSentence(ctx, plan.address)),
      0.3,
    );
  if (plan.payment !== undefined)
    place(
      labelled
        ? field(ctx, 'payment', v('forma_pago', plan.payment.text))
        : capitalize(paymentSentence(ctx, plan.payment)),
      0.15,
    );
  if (plan.urgent !== undefined)
    place(
      labelled && rng.chance(0.5)
        ? `${rng.pick(['Urgente', '¿Urgente?', 'Prioridad', 'Urgencia'])}: ${plan.urgent ? rng.pick(['sí', 'urgente', 'alta', 'SÍ']) : rng.pick(['no', 'no urgente', 'NO'])}`
            .replace(/^(Urgente|¿Urgente\?): (urgente|alta)/, '$1: sí')
            .replace(/^Prioridad: (sí|SÍ)/, 'Prioridad: alta')
            .replace(/^Prioridad: (no|NO)$/, 'Prioridad: no urgente')
        : capitalize(urgencyPhrase(ctx, plan.urgent)),
      0.2,
    );
  if (rng.chance(0.3) && parts.length < 3)
    parts.push(
      rng.pick([
        'necesito:',
        'Necesitamos:',
        'Favor enviar:',
        'mándame lo siguiente:',
        'Les paso el pedido:',
        'Solicito lo siguiente:',
        'va la lista',
        'Por favor:',
        'Se requiere:',
        'Detalle:',
        'quiero pedir',
      ]),
    );
  const oneLine = register !== 'formal' && lines.length < 6 && rng.chance(0.14);
  const rowBullet = bullet(rng);
  const pieces = rng.chance(0.35) ? rng.pick(PIECE_WORDS) : '';
  const writer = rng.pick(ROWS);
  const mixed = rng.chance(0.12);
  const rows = rng.chance(0.3)
    ? table(ctx, prices)
    : lines
        .map((_, i) => rowBullet(i) + (mixed ? rng.pick(ROWS) : writer)(ctx, i, prices[i], pieces))
        .join(oneLine ? rng.pick([', ', '; ', ' / ', '. ', ' + ']) : '\n');
  if (plan.total !== undefined)
    foot.push(
      labelled
        ? field(ctx, 'total', money(ctx, 'total', -1, plan.total))
        : capitalize(totalSentence(ctx, plan.total)),
    );
  const currency = ctx.bare ? currencySentence(ctx) : undefined;
  if (currency !== undefined) foot.push(capitalize(currency));
  if (plan.discount !== undefined) foot.push(capitalize(discountSentence(ctx, plan.discount)));
  if (rng.chance(0.22)) (rng.chance(0.3) ? parts : foot).push(capitalize(distractor(ctx)));
  if (rng.chance(0.15))
    foot.push(rng.pick(['Gracias', 'gracias', 'Saludos', 'Muchas gracias', 'Quedo atento.']));
  const gap = rng.pick(['\n', '\n', '\n', '\n\n']);
  const sentence = rng.chance(0.3);
  const top = parts.join(sentence && rng.chance(0.5) ? '. ' : '\n').replace(/([.,:])\. /g, '$1 ');
  const bottom = rng.shuffle(foot).join(sentence ? '. ' : '\n');
  return [top, rows, bottom, sign]
    .filter((part) => part !== '')
    .join(oneLine ? rng.pick(['\n', '. ', '\n']) : gap);
}
