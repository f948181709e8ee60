import type { Ctx } from './compose-context.js';
import { count, goods, money } from './compose-context.js';
import type { HeadPlan } from './compose-head.js';
import { v } from './compose-head.js';
import { eachWord, percent, unitWord } from './compose-line.js';
import { FIELD_NAMES } from './field-names.js';
import { documentDate, taxId } from './distractors.js';
import { mark, ORDER_LEVEL } from './draft.js';

const FORM_TITLES = [
  'FORMULARIO DE PEDIDO',
  'Nota de pedido',
  'ORDEN DE COMPRA',
  'Solicitud de compra',
  'FICHA DE PEDIDO',
  'Pedido',
  'SOLICITUD DE MATERIALES',
  'Hoja de pedido',
  'Formulario de compra',
  'Orden',
];

/** An order filled in as a form: one "name: value" a row. */
export function formOrder(ctx: Ctx, plan: HeadPlan, prices: readonly (number | undefined)[]): string {
  const { rng, lines } = ctx;
  const separator = rng.pick([': ', ': ', ': ', ' : ', ':', ' = ', ' - ', '\t', ' | ', ' → ']);
  const upper = rng.chance(0.2);
  const row = (key: keyof typeof FIELD_NAMES, value: string): string => {
    const name = rng.pick(FIELD_NAMES[key]);
    return `${upper ? name.toUpperCase() : name}${separator}${value}`;
  };
  const blocks: string[][] = [];
  const units = rng.chance(0.35);
  lines.forEach((line, i) => {
    const rows: string[] = line.producto === '' ? [] : [row('goods', goods(ctx, i))];
    if (line.codigo !== undefined) rows.push(row('code', mark('codigo', i, line.codigo)));
    const quantity = count(ctx, i, true);
    if (line.unidad === undefined)
      rows.push(
        row(
          'count',
          rng.chance(0.25)
            ? `${quantity} ${rng.pick(['uds', 'unidades', 'piezas', 'pzas', 'und'])}`
            : quantity,
        ),
      );
    else if (units) rows.push(row('count', quantity), row('unit', unitWord(ctx, i, true)));
    else rows.push(row('count', `${quantity} ${unitWord(ctx, i, true)}`));
    const price = prices[i];
    if (price !== undefined)
      rows.push(
        row('price', `${money(ctx, 'precio_unitario', i, price)}${rng.chance(0.25) ? eachWord(ctx, i) : ''}`),
      );
    if (line.descuento !== undefined) rows.push(row('discount', percent(ctx, i, line.descuento)));
    blocks.push(rng.chance(0.15) ? rng.shuffle(rows) : rows);
  });
  const head: string[] = [];
  const tail: string[] = [];
  const put = (text: string, top: number): void => {
    (rng.chance(top) ? head : tail).push(text);
  };
  if (plan.reference !== undefined) put(row('reference', v('referencia', plan.reference)), 0.8);
  if (plan.supplier !== undefined) put(row('supplier', v('proveedor', plan.supplier.name)), 0.8);
  if (plan.client !== undefined) put(row('client', v('cliente', plan.client.name)), 0.7);
  if (rng.chance(0.12)) put(taxId(ctx).replace(/^(\w+):? /, `$1${separator}`), 0.7);
  if (rng.chance(0.06)) head.push(documentDate(ctx));
  if (plan.date !== undefined) put(row('date', v('fecha_entrega', plan.date.text)), 0.3);
  if (plan.address !== undefined) put(row('address', v('direccion_entrega', plan.address)), 0.3);
  if (plan.payment !== undefined) put(row('payment', v('forma_pago', plan.payment.text)), 0.1);
  if (plan.discount !== undefined) put(row('discount', percent(ctx, ORDER_LEVEL, plan.discount)), 0.05);
  if (plan.total !== undefined) put(row('total', money(ctx, 'total', ORDER_LEVEL, plan.total)), 0.03);
  if (
    ctx.head.moneda === undefined &&
    ctx.form.code !== undefined &&
    rng.chance(0.2) &&
    prices.some((price) => price !== undefined)
  ) {
    ctx.head.moneda = ctx.form.code;
    put(
      row(
        'currency',
        mark(
          'moneda',
          ORDER_LEVEL,
          rng.chance(0.5) ? ctx.form.code : (ctx.form.after || ctx.form.before).trim(),
        ),
      ),
      0.2,
    );
  }
  if (plan.urgent !== undefined) {
    const name = rng.pick(['Urgente', '¿Es urgente?', 'URGENTE', 'Urgencia', 'Prioridad']);
    const value =
      name === 'Prioridad'
        ? plan.urgent
          ? rng.pick(['alta', 'urgente', 'ALTA'])
          : rng.pick(['no urgente', 'sin urgencia'])
        : name === 'Urgencia'
          ? plan.urgent
            ? rng.pick(['urgente', 'alta', 'sí'])
            : rng.pick(['no', 'ninguna', 'no es urgente'])
          : plan.urgent
            ? rng.pick(['sí', 'SÍ', 'si', 'Sí'])
            : rng.pick(['no', 'No', 'NO', 'no, sin prisa']);
    put(`${name}${separator}${value}`, 0.15);
  }
  if (rng.chance(0.15))
    tail.push(
      `${rng.pick(['Observaciones', 'Notas', 'Obs.'])}${separator}${rng.pick(['ninguna', 'llamar antes', 'traer factura', 'entregar en horario de oficina', 'no hay', 'revisar al recibir', 'frágil'])}`,
    );
  const title = rng.chance(0.35) ? [rng.pick(FORM_TITLES)] : [];
  const glue = rng.pick(['\n', '\n', '\n', '\n', '; ', '. ', ' | ', ', ']);
  const body =
    lines.length > 1
      ? blocks.map((rows) => rows.join(rng.chance(0.4) ? ', ' : '\n')).join(rng.chance(0.3) ? '\n\n' : '\n')
      : blocks.flat().join(glue);
  const all =
    lines.length > 1 || glue === '\n'
      ? [...title, head.join('\n'), body, tail.join('\n')].filter((part) => part !== '').join('\n')
      : [...head, ...(blocks[0] ?? []), ...tail].join(glue);
  return all;
}
