import type { DraftHead, DraftLine, SpanField } from './draft.js';
import { mark, ORDER_LEVEL } from './draft.js';
import { crossbreed } from './swap.js';
import type { Pools } from './harvest.js';
import { articleCode } from './lexicon/terms.js';
import { bareName, countedGoods, goodsInUnit, randomUnit } from './lexicon/products.js';
import { formsOf, MEASURES } from './units.js';
import { guessGender } from './swap-numbers.js';
import { amountDigits, amountWords, MONEY_FORMS, randomPrice, WHOLE_CURRENCIES } from './money.js';
import type { MoneyForm } from './money.js';
import { formatNumber, randomCount, toWords } from './numbers.js';
import type { NumberStyle } from './numbers.js';
import type { Rng } from './rng.js';

/** How an order is written: mail, chat, spoken, or list. */
export type Register = 'formal' | 'neutral' | 'chat' | 'dictated';

/** A line as the writer means it, with wordings chosen. */
export interface PlannedLine extends DraftLine {
  producto: string;
  cantidad: number;
  /** "producto", "artículo"… before a bare name. */
  label?: string;
}

/** All that a composed order knows while it is written. */
export interface Ctx {
  rng: Rng;
  register: Register;
  /** Numbers in words. */
  words: boolean;
  style: NumberStyle;
  padCents: boolean;
  /** Amounts stand without currency; it is told once elsewhere, or not at all. */
  bare: boolean;
  currency: string;
  form: MoneyForm;
  lines: PlannedLine[];
  head: DraftHead;
}

const NUMBER_STYLES: Readonly<Record<string, NumberStyle>> = {
  point: { decimal: ',', group: '.' },
  comma: { decimal: '.', group: ',' },
  plainComma: { decimal: ',', group: '' },
  plainPoint: { decimal: '.', group: '' },
  space: { decimal: ',', group: ' ' },
};

const CURRENCY_WEIGHTS: Readonly<Record<string, number>> = {
  pesos: 24,
  EUR: 18,
  USD: 15,
  PEN: 5,
  BOB: 4,
  PYG: 4,
  GTQ: 4,
  MXN: 3,
  DOP: 4,
  HNL: 4,
  CRC: 3,
  COP: 3,
  UYU: 3,
  PAB: 3,
  NIO: 3,
  ARS: 2.5,
  CLP: 2,
  VES: 2,
  BRL: 1.5,
};

/** Begins an order: who writes, how numbers and money look. */
export function createContext(rng: Rng, register: Register): Ctx {
  const currency = rng.weighted(CURRENCY_WEIGHTS);
  const words = register === 'dictated' ? rng.chance(0.8) : false;
  const forms = (MONEY_FORMS[currency] ?? []).filter(
    (form) => !words || (form.after.length > 3 && /[a-zí]{4}/.test(form.after)),
  );
  return {
    rng,
    register,
    words,
    style: NUMBER_STYLES[
      rng.weighted({ point: 38, comma: 34, plainComma: 13, plainPoint: 12, space: 2 })
    ] ?? { decimal: ',', group: '.' },
    padCents: rng.chance(0.2),
    bare: false,
    currency,
    form: forms.length > 0 ? rng.pick(forms) : { code: undefined, before: '', after: ' pesos' },
    lines: [],
    head: {},
  };
}

/** Packages that are no canonical unit stay in the goods. */
const OTHER_PACKAGES = [
  'bote',
  'tarro',
  'cono',
  'funda',
  'reja',
  'ampolla',
  'java',
  'jaba',
  'caneca',
  'balde',
  'pomo',
  'atado',
  'ristra',
  'barra',
  'tableta',
  'estuche',
  'cartucho',
  'tarrina',
  'brick',
  'pack',
  'canasta',
  'boya',
  'marqueta',
  'gruesa',
  'madeja',
  'racimo',
  'fardo',
  'paca',
  'cilindro',
  'pipa',
  'viaje',
  'cuñete',
  'porción',
  'cajetilla',
  'cuñete',
  'charola',
  'tina',
  'pote',
  'pastilla',
  'jeringa',
  'batea',
  'maple',
  'horma',
  'pieza',
  'balón',
  'garrafita',
].filter((word) => !/[nó]n$/.test(word));

const LABELS = [
  'producto',
  'producto',
  'artículo',
  'item',
  'modelo',
  'ítem',
  'material',
  'articulo',
  'Producto',
];

function pooled(pools: Pools, key: string, rng: Rng): string | undefined {
  const list = pools.products.get(key);
  if (list === undefined || list.length < 4) return undefined;
  const value = rng.pick(list);
  return rng.chance(0.25) ? crossbreed(value, rng.pick(list)) : value;
}

function quantityFor(unit: string | undefined, rng: Rng): number {
  if (unit === undefined) return rng.chance(0.17) ? 1 : randomCount(rng);
  if (unit === 'docena') return rng.chance(0.2) ? 0.5 : rng.chance(0.1) ? 1.5 : rng.int(1, 24);
  if (MEASURES.has(unit)) {
    const roll = rng.next();
    if (roll < 0.08) return 0.5;
    if (roll < 0.13) return rng.pick([0.25, 0.75, 1.5, 1.5, 2.5, 1.25]);
    if (roll < 0.22) return rng.int(1, 30) + rng.pick([0.5, 0.5, 0.25, 0.75, 0.2, 0.8]);
    return rng.chance(0.1) ? 1 : randomCount(rng);
  }
  return rng.chance(0.16) ? 1 : randomCount(rng);
}

/** Plans one line of goods. `listed` lines are often in the singular, whatever the count. */
export function planLine(ctx: Ctx, pools: Pools, unit: string | undefined, listed: boolean): PlannedLine {
  const { rng } = ctx;
  const cantidad = quantityFor(unit, rng);
  const line: PlannedLine = { producto: '', cantidad };
  if (unit !== undefined) line.unidad = formsOf(unit).unit;
  const plural = unit !== undefined || (listed ? rng.chance(0.4) : cantidad !== 1);
  const goods = rng.chance(0.42) ? pooled(pools, `${unit ?? '-'}|${plural ? 'p' : 's'}`, rng) : undefined;
  line.producto = goods ?? (unit === undefined ? countedGoods(rng, plural) : goodsInUnit(rng, unit));
  if (unit === undefined && rng.chance(0.05))
    line.producto = `${rng.pick(OTHER_PACKAGES)}${cantidad === 1 ? '' : 's'} de ${goodsInUnit(rng, rng.pick(['caja', 'kg', 'l', 'frasco', 'saco']))}`;
  else if (unit === undefined && rng.chance(0.05)) {
    line.label = rng.pick(LABELS);
    line.producto = bareName(rng);
  }
  if (listed && rng.chance(0.3))
    line.producto = line.producto.charAt(0).toUpperCase() + line.producto.slice(1);
  return line;
}

/** A unit for a line, or none for plain pieces. */
export function chooseUnit(rng: Rng): string | undefined {
  return rng.chance(0.52) ? randomUnit(rng) : undefined;
}

/** A fresh price in the order's currency. */
export function planPrice(ctx: Ctx): number {
  const large = WHOLE_CURRENCIES.has(ctx.currency) || (ctx.currency === 'pesos' && ctx.rng.chance(0.4));
  const price = randomPrice(ctx.rng, large);
  return ctx.words && !Number.isInteger(price) ? Math.round(price * 2) / 2 || 1 : price;
}

/** A code for a line. */
export function planCode(ctx: Ctx): string {
  return articleCode(ctx.rng);
}

/** Writes an amount of money; the currency is noted when its form settles it. */
export function money(ctx: Ctx, field: SpanField, line: number, value: number, bare = false): string {
  const { rng, form } = ctx;
  const amount = ctx.words ? amountWords(value, rng) : amountDigits(rng, value, ctx.style, ctx.padCents);
  const thousands =
    !ctx.words && value >= 2000 && value % 1000 === 0 && rng.chance(ctx.register === 'chat' ? 0.3 : 0.04);
  const text = mark(
    field,
    line,
    thousands ? `${String(value / 1000)}${rng.pick([' mil', ' mil', 'mil'])}` : amount,
  );
  if (bare || ctx.bare) return text;
  note(ctx, form);
  const cents = Math.round((value % 1) * 100);
  if (ctx.words && cents > 0 && value > 1 && form.before === '' && rng.chance(0.5)) {
    const whole = mark(field, line, toWords(Math.floor(value), 'm'));
    return `${whole} ${mark('moneda', ORDER_LEVEL, form.after.trim())} con ${toWords(cents, 'm')}${rng.chance(0.3) ? ' centavos' : ''}`;
  }
  const settle = (sign: string): string => (sign === '' ? '' : mark('moneda', ORDER_LEVEL, sign));
  const lead = /^\s*/.exec(form.after)?.[0] ?? '';
  const after = form.after.trim();
  const singular =
    value === 1
      ? after.replace(/^(euro|peso|boliviano|dólar|quetzal|balboa|córdoba|lempira)e?s$/, '$1')
      : after;
  return `${settle(form.before.trimEnd())}${/\s*$/.exec(form.before)?.[0] ?? ''}${text}${form.before === '' && ctx.words ? ' ' : lead}${settle(singular)}`;
}

/** Records what a money form says of the currency. */
export function note(ctx: Ctx, form: MoneyForm): void {
  if (form.code !== undefined) ctx.head.moneda = form.code;
}

/** A count in digits or words. */
export function count(ctx: Ctx, line: number, feminine: boolean): string {
  const { rng } = ctx;
  const value = ctx.lines[line]?.cantidad ?? 1;
  const gender = feminine ? 'f' : 'm';
  const inWords =
    ctx.words ||
    (Number.isInteger(value) && value <= 30 && rng.chance(ctx.register === 'formal' ? 0.12 : 0.1)) ||
    (value >= 100 && value % 50 === 0 && rng.chance(0.06));
  if (!Number.isInteger(value)) {
    if (inWords && value % 1 === 0.5)
      return mark(
        'cantidad',
        line,
        `${toWords(Math.floor(value), gender)} y ${feminine ? 'media' : 'medio'}`,
      );
    const style = ctx.style.group === ' ' ? { ...ctx.style, group: '' as const } : ctx.style;
    if (!ctx.words && value % 1 === 0.5 && rng.chance(0.15))
      return mark('cantidad', line, `${String(Math.floor(value))} 1/2`.replace(/^0 /, ''));
    return mark('cantidad', line, formatNumber(value, style));
  }
  if (inWords) return mark('cantidad', line, toWords(value, gender));
  if (value >= 2000 && value % 1000 === 0 && rng.chance(0.12))
    return mark('cantidad', line, `${String(value / 1000)} mil`);
  const padded =
    value < 10 && ctx.register === 'formal' && rng.chance(0.04)
      ? `0${String(value)}`
      : formatNumber(value, ctx.style);
  return mark('cantidad', line, padded);
}

/** True when the goods' first word is feminine. */
export function feminineGoods(product: string): boolean {
  return guessGender(/^\S+/.exec(product)?.[0] ?? '') === 'f';
}

/** The goods of a line, marked. */
export function goods(ctx: Ctx, line: number): string {
  const planned = ctx.lines[line];
  if (planned === undefined) throw new RangeError(`no line ${String(line)}`);
  // A line may have a code and no name: "24 de la ref. 7712".
  if (planned.producto === '')
    return `${ctx.rng.pick(['ref. ', 'ref ', 'código ', 'cód. ', 'la ref. ', 'SKU ', 'la referencia ', 'art. ', 'código '])}${mark('codigo', line, planned.codigo ?? '')}`;
  return `${planned.label === undefined ? '' : `${planned.label} `}${mark('producto', line, planned.producto)}`;
}
