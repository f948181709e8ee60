import type { Ctx } from './compose-context.js';
import { count, goods, money } from './compose-context.js';
import { unitWord } from './compose-line.js';
import { mark, unmark } from './draft.js';

/** Words that count plain pieces in lists. */
export const PIECE_WORDS = [
  'uds',
  'und',
  'unid.',
  'pzas',
  'unidades',
  'pza',
  'u',
  'un',
  'UN',
  'uds.',
  'pz',
  'UND',
  'piezas',
  'pcs',
];

/** Quantity with its unit, or with a word for pieces. */
export function amount(ctx: Ctx, i: number, pieces: string): string {
  const line = ctx.lines[i];
  const quantity = count(ctx, i, true);
  if (line?.unidad !== undefined) return `${quantity} ${unitWord(ctx, i, true)}`;
  return pieces === '' ? quantity : `${quantity} ${pieces}`;
}

const COLUMN_NAMES: Readonly<
  Record<'code' | 'count' | 'unit' | 'goods' | 'price' | 'discount', readonly string[]>
> = {
  code: ['Código', 'Cod.', 'Ref.', 'REF', 'SKU', 'CODIGO', 'Referencia', 'Art.', 'Cód', 'N° parte'],
  count: ['Cantidad', 'Cant.', 'CANT', 'Cant', 'Uds', 'Ctd.', 'QTY', 'CANTIDAD', 'Unid.'],
  unit: ['Unidad', 'U/M', 'UM', 'Und', 'Medida', 'UNIDAD', 'Unid', 'Presentación'],
  goods: [
    'Producto',
    'Descripción',
    'Artículo',
    'DESCRIPCION',
    'Detalle',
    'Material',
    'Concepto',
    'PRODUCTO',
    'Ítem',
    'Item',
  ],
  price: [
    'Precio',
    'P. Unit.',
    'Precio unitario',
    'P.U.',
    'PRECIO',
    'Valor',
    'Precio unit.',
    'V. unit.',
    'P/U',
    'Costo',
  ],
  discount: ['Dto.', 'Desc.', '% dto', 'Descuento'],
};

/** A table: columns between tabs, bars, semicolons or spaces, most often under a row of names. */
export function table(ctx: Ctx, prices: readonly (number | undefined)[]): string {
  const { rng, lines } = ctx;
  const separator = rng.pick([
    '\t',
    '\t',
    ' | ',
    ' | ',
    ';',
    '; ',
    '   ',
    '    ',
    ' - ',
    ',',
    ' / ',
    '|',
    ' ; ',
  ]);
  const hasCode = lines.some((line) => line.codigo !== undefined);
  const hasPrice = prices.some((price) => price !== undefined);
  const hasDiscount = lines.some((line) => line.descuento !== undefined);
  const units = rng.chance(0.6) && lines.some((line) => line.unidad !== undefined);
  const pieces = rng.pick(PIECE_WORDS);
  const head = rng.chance(0.55) || hasDiscount;
  const inHeader = head && hasPrice && rng.chance(0.45);
  const name = (key: keyof typeof COLUMN_NAMES): string => rng.pick(COLUMN_NAMES[key]);
  const order = rng.pick<readonly ('code' | 'count' | 'unit' | 'goods')[]>([
    ['code', 'goods', 'count', 'unit'],
    ['goods', 'count', 'unit'],
    ['count', 'unit', 'goods'],
    ['code', 'count', 'unit', 'goods'],
    ['goods', 'code', 'count', 'unit'],
    ['count', 'unit', 'code', 'goods'],
    ['goods', 'unit', 'count'],
    ['code', 'unit', 'goods', 'count'],
  ]);
  const columns = order.filter((column) => (column !== 'code' || hasCode) && (column !== 'unit' || units));
  if (hasCode && !columns.includes('code')) columns.push('code');
  const priceName = name('price') + (inHeader ? ` ${rng.pick(['', '('])}${settle(ctx)}` : '');
  const header = [
    ...columns.map((column) => name(column)),
    ...(hasPrice ? [priceName.includes('(') ? `${priceName})` : priceName] : []),
    ...(hasDiscount ? [name('discount')] : []),
  ];
  const comma = separator.trim() === ',' || separator.trim() === ';';
  const rows = lines.map((line, i) => {
    const cells = columns.map((column) => {
      if (column === 'code') return line.codigo === undefined ? '' : mark('codigo', i, line.codigo);
      if (column === 'goods') return line.producto === '' ? '' : goods(ctx, i);
      if (column === 'unit') return line.unidad === undefined ? pieces : unitWord(ctx, i, true);
      return units ? count(ctx, i, true) : amount(ctx, i, '');
    });
    const price = prices[i];
    if (hasPrice) cells.push(price === undefined ? '' : money(ctx, 'precio_unitario', i, price, inHeader));
    if (hasDiscount)
      cells.push(
        line.descuento === undefined
          ? comma
            ? ''
            : '-'
          : `${mark('descuento', i, String(line.descuento))}%`,
      );
    return { lead: separator === ' | ' && rng.chance(0.1) ? '| ' : '', cells };
  });
  // A cell that holds the separator itself, as the price "92,50" does, would read as two.
  if (comma && rows.some(({ cells }) => cells.some((cell) => unmark(cell).includes(separator.trim()))))
    return rows.map(({ cells }) => cells.join(' | ')).join('\n');
  return [
    ...(head ? [header.join(separator)] : []),
    ...(head && rng.chance(0.1) ? ['-'.repeat(rng.int(3, 20))] : []),
    ...rows.map(({ lead, cells }) => lead + cells.join(separator)),
  ].join('\n');
}

function settle(ctx: Ctx): string {
  const sign = (ctx.form.before || ctx.form.after).trim();
  if (ctx.form.code !== undefined) ctx.head.moneda = ctx.form.code;
  return mark('moneda', -1, sign);
}
