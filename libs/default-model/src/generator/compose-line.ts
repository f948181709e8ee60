import { count, feminineGoods, goods, money } from './compose-context.js';
import type { Ctx, PlannedLine } from './compose-context.js';
import { mark } from './draft.js';
import { formatNumber, toWords } from './numbers.js';
import type { Rng } from './rng.js';
import { formsOf, MEASURES } from './units.js';

/** Options of how a line is told inside a sentence. */
export interface LineWording {
  /** The unit was said by the line before ("60 viales de X y 30 de Y"). */
  ellipsis?: boolean;
  /** Short forms ("kg", "cj") are in place. */
  short?: boolean;
}

function planned(ctx: Ctx, line: number): PlannedLine {
  const found = ctx.lines[line];
  if (found === undefined) throw new RangeError(`no line ${String(line)}`);
  return found;
}

/** Written unit fit to the quantity. */
export function unitWord(ctx: Ctx, line: number, short: boolean): string {
  const { unidad, cantidad } = planned(ctx, line);
  if (unidad === undefined) return '';
  const forms = formsOf(unidad);
  const useShort =
    forms.short.length > 0 && !ctx.words && ctx.rng.chance(short ? 0.6 : MEASURES.has(unidad) ? 0.4 : 0.02);
  const list = useShort ? forms.short : cantidad <= 1 ? forms.singular : forms.plural;
  const word = ctx.rng.chance(0.8) ? (list[0] ?? unidad) : ctx.rng.pick(list);
  return mark('unidad', line, word);
}

const SIZES = [
  '19 litros',
  '4 litros',
  '20 l',
  '50 kg',
  '25 kg',
  '1 galón',
  '5 galones',
  '200 litros',
  '100 unidades',
  '500 g',
  '12 unidades',
  '1 litro',
  '100 metros',
  '30 kg',
  '250 ml',
  '40 kg',
  '18 l',
  '50 m',
  '24',
  '1 kg',
];
const SIZED = new Set([
  'cubeta',
  'saco',
  'bidón',
  'caja',
  'bolsa',
  'garrafa',
  'tambor',
  'lata',
  'rollo',
  'frasco',
  'botella',
  'paquete',
  'bulto',
  'cubo',
  'costal',
  'barril',
]);

/** Fractions told by name ("medio kilo de", "cuarto de kilo de", "kilo y medio de"). */
function fraction(ctx: Ctx, line: number): string | undefined {
  const { rng } = ctx;
  const { unidad, cantidad } = planned(ctx, line);
  if (unidad === undefined) return undefined;
  const forms = formsOf(unidad);
  const word = mark('unidad', line, forms.singular[0] ?? unidad);
  const q = (text: string): string => mark('cantidad', line, text);
  if (cantidad === 0.5 && rng.chance(ctx.words ? 1 : 0.85))
    return `${q(forms.gender === 'f' ? 'media' : 'medio')} ${word}`;
  if (cantidad === 0.25 && MEASURES.has(unidad) && rng.chance(0.7))
    return `${q(rng.pick(['un cuarto', 'cuarto', '1/4']))} de ${word}`;
  if (cantidad === 0.75 && MEASURES.has(unidad) && rng.chance(0.7))
    return `${q(rng.pick(['tres cuartos', '3/4', '3 cuartos']))} de ${word}`;
  if (cantidad === 1.5 && rng.chance(0.6))
    return `${rng.chance(0.6) ? `${forms.gender === 'f' ? 'una' : 'un'} ` : ''}${word} y ${forms.gender === 'f' ? 'media' : 'medio'}`;
  const whole = Math.floor(cantidad);
  const part = ({ 0.5: forms.gender === 'f' ? 'media' : 'medio', 0.25: 'cuarto' } as Record<number, string>)[
    cantidad - whole
  ];
  if (whole >= 1 && part !== undefined && (ctx.words || rng.chance(0.4))) {
    if (whole === 1) return `${word} y ${part}`;
    const plural = mark(
      'unidad',
      line,
      rng.chance(0.8) || forms.short.length === 0 ? (forms.plural[0] ?? unidad) : rng.pick(forms.short),
    );
    return `${q(ctx.words || rng.chance(0.3) ? toWords(whole, forms.gender) : String(whole))} ${plural} y ${part}`;
  }
  return undefined;
}

/** "Un par de guantes" is one pair, "un par de sillas" two chairs. */
const PAIRED =
  /^(guante|bota|zapat|calcet|media|lente|arete|espuela|babucha|tenis|guía|muleta|bafle|pantufla|sandalia)/i;

/** Quantity, unit and goods of a line inside a sentence. */
export function lineGoods(ctx: Ctx, line: number, wording: LineWording = {}): string {
  const { rng } = ctx;
  const { unidad, cantidad, producto, label } = planned(ctx, line);
  const name = goods(ctx, line);
  if (producto === '') {
    const unit =
      unidad === undefined
        ? rng.pick(['', '', '', 'unidades ', 'piezas '])
        : `${unitWord(ctx, line, wording.short === true)} `;
    return `${count(ctx, line, true)} ${unit}${rng.pick(['de ', 'de ', 'del '])}${name}`
      .replace('del la ', 'de la ')
      .replace('del ref', 'de ref');
  }
  if (unidad === undefined) {
    if (cantidad === 2 && label === undefined && !PAIRED.test(producto) && rng.chance(0.12))
      return `${mark('cantidad', line, 'un par')} de ${name}`;
    if (cantidad === 100 && rng.chance(0.06)) return `${rng.pick(['un centenar', 'un ciento'])} de ${name}`;
    if (cantidad === 20 && rng.chance(0.06)) return `una veintena de ${name}`;
    if (label !== undefined)
      return `${count(ctx, line, true)} ${rng.pick(['unidades', 'unidades', 'piezas', 'uds', 'unidades'])} ${rng.pick(['de', 'de', 'del'])} ${name}`;
    if (cantidad === 1) {
      const article = feminineGoods(producto) ? 'una' : 'un';
      return `${mark('cantidad', line, rng.chance(ctx.words ? 1 : 0.55) ? article : '1')} ${name}`;
    }
    const pieces = rng.chance(0.13)
      ? ` ${rng.pick(['unidades', 'unidades', 'uds', 'piezas', 'pzas', 'unid.', 'uds.', 'und', 'pzs', 'u.'])}${ctx.register !== 'dictated' && rng.chance(0.2) ? '' : ' de'}`
      : '';
    return `${count(ctx, line, pieces === '' ? feminineGoods(producto) : true)}${pieces} ${name}`;
  }
  if (cantidad === 2 && MEASURES.has(unidad) && rng.chance(0.15))
    return `${mark('cantidad', line, 'un par')} de ${mark('unidad', line, formsOf(unidad).plural[0] ?? unidad)} de ${name}`;
  if (wording.ellipsis === true) return `${count(ctx, line, formsOf(unidad).gender === 'f')} de ${name}`;
  const named = fraction(ctx, line);
  if (named !== undefined) return `${named} de ${name}`;
  const feminine = formsOf(unidad).gender === 'f';
  const quantity =
    cantidad === 1
      ? mark('cantidad', line, rng.chance(ctx.words ? 1 : 0.55) ? (feminine ? 'una' : 'un') : '1')
      : count(ctx, line, feminine);
  const size =
    SIZED.has(unidad) && !ctx.words && rng.chance(0.1)
      ? ` ${rng.pick(['de', 'de', 'x', 'de', 'por'])} ${rng.pick(SIZES)}`
      : '';
  const unit = unitWord(ctx, line, wording.short === true);
  const glue =
    wording.short === true && rng.chance(0.5)
      ? ' '
      : rng.chance(ctx.register === 'chat' ? 0.08 : 0.015)
        ? ' '
        : rng.chance(0.02)
          ? ' con '
          : ' de ';
  const tight =
    !ctx.words && /\d\uE001$/.test(quantity) && MEASURES.has(unidad) && rng.chance(0.07) ? '' : ' ';
  return `${quantity}${tight}${unit}${size}${size === '' ? glue.replace(' con ', ' de ') : ' de '}${name}`;
}

/** Words for "each": c/u, la caja, por metro… */
export function eachWord(ctx: Ctx, line: number): string {
  const { rng } = ctx;
  const { unidad, producto } = planned(ctx, line);
  if (unidad !== undefined && rng.chance(0.6)) {
    const forms = formsOf(unidad);
    const word = forms.singular[0] ?? unidad;
    const article = forms.gender === 'f' ? 'la' : 'el';
    if (!ctx.words && forms.short[0] !== undefined && rng.chance(0.25)) return `/${forms.short[0]}`;
    return rng.pick([
      ` ${article} ${word}`,
      ` ${article} ${word}`,
      ` ${article} ${word}`,
      ` por ${word}`,
      ` cada ${word}`,
      ` x ${word}`,
    ]);
  }
  const feminine = feminineGoods(producto);
  if (ctx.words)
    return rng.pick([` cada ${feminine ? 'una' : 'uno'}`, ' la unidad', ' la pieza', ' por unidad', '']);
  return rng.pick([
    ' c/u',
    ' c/u',
    ' c/u',
    ` cada ${feminine ? 'una' : 'uno'}`,
    ` cada ${feminine ? 'una' : 'uno'}`,
    ' la unidad',
    ' por unidad',
    ' la pieza',
    ' por pieza',
    '/ud',
    '/u',
    ' unidad',
    '',
    '',
    '',
    '',
    '/pza',
    ' cada pieza',
    ' und',
  ]);
}

/** The price of a line after its goods. */
export function linePrice(ctx: Ctx, line: number, value: number, inParens: boolean): string {
  const { rng } = ctx;
  const amount = money(
    ctx,
    'precio_unitario',
    line,
    value,
    ctx.head.moneda !== undefined && rng.chance(0.12),
  );
  const each = eachWord(ctx, line);
  const { unidad } = planned(ctx, line);
  if (inParens) return ` (${rng.pick(['', '', 'a ', 'precio '])}${amount}${each})`;
  if (unidad !== undefined && rng.chance(0.05)) {
    const forms = formsOf(unidad);
    return `, ${forms.gender === 'f' ? 'la' : 'el'} ${forms.singular[0] ?? unidad} a ${amount}`;
  }
  const comma = ctx.words ? '' : ',';
  return rng.pick([
    ` a ${amount}${each}`,
    ` a ${amount}${each}`,
    ` a ${amount}${each}`,
    `${comma} a ${amount}${each}`,
    `${comma} a ${amount}${each}`,
    `${comma} ${amount}${each === '' ? (ctx.words ? ' cada uno' : ' c/u') : each}`,
    `${comma} precio unitario ${amount}`,
    ` de ${amount}${each === '' ? ' cada uno' : each}`,
    ` a razón de ${amount}${each}`,
    `${comma} precio ${amount}${each}`,
    ` en ${amount}${each === '' ? ' cada uno' : each}`,
    `${comma} que están a ${amount}${each}`,
    ` por ${amount}${each === '' ? ' cada uno' : each}`,
    ` al precio de ${amount}${each}`,
    `${comma} valor unitario ${amount}`,
    ctx.register === 'chat' ? ` @ ${amount}` : ` a ${amount}${each}`,
  ]);
}

const PERCENTS = [5, 5, 10, 10, 8, 15, 12, 3, 6, 4, 7, 20, 2, 9, 18, 25, 30, 2.5, 7.5, 6.5, 12.5, 35, 40, 11];

/** A percent a seller may grant. */
export function randomPercent(rng: Rng, whole: boolean): number {
  return whole ? rng.pick(PERCENTS.filter((p) => Number.isInteger(p))) : rng.pick(PERCENTS);
}

/** A discount in the words "10% de descuento", marked for a line or the order. */
export function percent(ctx: Ctx, line: number, value: number): string {
  const { rng } = ctx;
  const digits = formatNumber(value, ctx.style);
  if (ctx.words && Number.isInteger(value))
    return `${mark('descuento', line, toWords(value))} ${rng.pick(['por ciento', 'por ciento', '%'])}`;
  const number = mark('descuento', line, digits);
  return rng.pick([`${number}%`, `${number}%`, `${number} %`, `${number} por ciento`]);
}

/** A line's own discount after its price. */
export function lineDiscount(ctx: Ctx, line: number, value: number): string {
  const p = percent(ctx, line, value);
  return ctx.rng.pick([
    ` con ${p} de descuento`,
    ` con ${p} de descuento`,
    ` con un ${p} de descuento`,
    ` menos ${p}`,
    ` (${p} dto.)`,
    `, dto. ${p}`,
    ` con descuento del ${p}`,
    `, menos ${p} de descuento`,
    ` (-${p})`,
    ` con rebaja del ${p}`,
    `, descuento ${p}`,
  ]);
}

/** A line's code after its goods. */
export function lineCode(ctx: Ctx, line: number, code: string): string {
  const c = mark('codigo', line, code);
  if (ctx.words) return ` ${ctx.rng.pick(['referencia', 'código', 'con código'])} ${c}`;
  return ctx.rng.pick([
    ` (ref. ${c})`,
    ` (cód. ${c})`,
    ` (código ${c})`,
    `, código ${c}`,
    `, código ${c},`,
    ` ref. ${c}`,
    `, ref. ${c}`,
    `, ref. ${c},`,
    ` ref ${c}`,
    `, SKU ${c}`,
    ` (SKU ${c})`,
    ` cod ${c}`,
    ` (${c})`,
    ` [${c}]`,
    `, n.º de parte ${c}`,
    ` (No. de parte ${c})`,
    `, cat. ${c}`,
    ` art. ${c}`,
    ` código: ${c}`,
    `, N/P ${c}`,
  ]);
}
