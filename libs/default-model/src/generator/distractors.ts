import type { Ctx } from './compose-context.js';
import { phoneText } from './compose-head.js';
import { firstName, fullName } from './lexicon/people.js';
import { supplier } from './lexicon/companies.js';
import { countedGoods, goodsInUnit, randomUnit } from './lexicon/products.js';
import { fullDate, WEEKDAYS } from './dates.js';
import { formsOf } from './units.js';

/** A quantity of some goods that is not ordered, as plain text. */
function otherGoods(ctx: Ctx): string {
  const { rng } = ctx;
  const n = String(rng.int(2, 90));
  if (rng.chance(0.6)) return `${n} ${countedGoods(rng, true)}`;
  const unit = randomUnit(rng);
  return `${n} ${formsOf(unit).plural[0] ?? unit} de ${goodsInUnit(rng, unit)}`;
}

function digits(ctx: Ctx, n: number): string {
  return Array.from({ length: n }, () => String(ctx.rng.int(0, 9))).join('');
}

/** A tax number as companies write it. */
export function taxId(ctx: Ctx): string {
  const { rng } = ctx;
  return rng.pick([
    () => `RUC 20${digits(ctx, 9)}`,
    () => `RUC: ${digits(ctx, 13)}`,
    () => `CIF B-${digits(ctx, 8)}`,
    () => `CIF: A${digits(ctx, 8)}`,
    () => `NIT ${digits(ctx, 3)}.${digits(ctx, 3)}.${digits(ctx, 3)}-${digits(ctx, 1)}`,
    () => `RUT ${digits(ctx, 2)}.${digits(ctx, 3)}.${digits(ctx, 3)}-${rng.pick(['K', '5', '9', '2'])}`,
    () =>
      `RFC ${rng.pick(['ABC', 'FLO', 'COM', 'GHI', 'TRM'])}${digits(ctx, 6)}${rng.pick(['AB1', 'K23', '9J8'])}`,
    () => `CUIT 30-${digits(ctx, 8)}-${digits(ctx, 1)}`,
    () => `NIF ${digits(ctx, 8)}${rng.pick(['X', 'L', 'P', 'J'])}`,
    () => `RNC ${digits(ctx, 9)}`,
    () => `RIF J-${digits(ctx, 8)}-${digits(ctx, 1)}`,
    () => `RTN ${digits(ctx, 14)}`,
    () => `cédula jurídica 3-101-${digits(ctx, 6)}`,
  ])();
}

/** The date a form was filled in: it is not the delivery date. */
export function documentDate(ctx: Ctx): string {
  const { rng } = ctx;
  return `${rng.pick(['Fecha', 'FECHA', 'Fecha de emisión', 'Fecha pedido', 'Emitida el', 'Fecha del documento'])}: ${fullDate(rng).text}`;
}

/** Something said beside the order that has no place in its JSON. */
export function distractor(ctx: Ctx): string {
  const { rng } = ctx;
  const n = String(rng.int(2, 60));
  const thing = countedGoods(rng, true);
  return rng.pick([
    () => phoneText(ctx),
    () => phoneText(ctx),
    () => taxId(ctx),
    () => taxId(ctx),
    () => `la vez pasada pedimos ${otherGoods(ctx)}`,
    () => `el mes pasado compramos ${otherGoods(ctx)}`,
    () => `en bodega todavía quedan ${otherGoods(ctx)}`,
    () => `el pedido anterior fue de ${otherGoods(ctx)}`,
    () => `precios más IVA`,
    () => `IVA del ${rng.pick(['21', '19', '16', '18', '13', '10', '12'])}% aparte`,
    () => `+ IVA`,
    () => `IVA incluido`,
    () => `más IVA ${rng.pick(['21', '19', '16', '13'])}%`,
    () => `flete incluido`,
    () => `portes pagados`,
    () => `el flete va por su cuenta`,
    () => `sin flete`,
    () => `recibimos de ${String(rng.int(7, 9))} a ${String(rng.int(13, 19))} h`,
    () => `atendemos de lunes a viernes de ${String(rng.int(7, 9))} a ${String(rng.int(4, 6))}`,
    () => `preguntar por ${fullName(rng)}`,
    () => `lo recibe ${fullName(rng)}`,
    () => `contacto: ${fullName(rng)}, ${phoneText(ctx)}`,
    () => `el bodeguero se llama ${firstName(rng)}`,
    () => `antes costaba ${String(rng.int(3, 400))}`,
    () => `en otra tienda me lo dan a ${String(rng.int(3, 400))}`,
    () => `${supplier(rng, false).name} me cotizó más caro`,
    () => `me avisan cuando salga`,
    () => `confirmar recepción`,
    () => `confírmame por favor`,
    () => `¿tienen en existencia?`,
    () => `¿cuánto demora?`,
    () => `mándeme la factura al correo compras@${firstName(rng).toLowerCase()}.com`,
    () => `ojalá vengan bien empacados`,
    () => `la otra vez llegaron ${n} rotos`,
    () => `${String(rng.int(2, 9))} llegaron dañados la última vez`,
    () => `que no sea de la marca china`,
    () => `somos ${n} personas`,
    () => `es para un evento de ${n} personas`,
    () => `ya pagué los ${thing} de la otra vez`,
    () => `${rng.pick(['los', 'las'])} ${thing} se quedan para otro pedido`,
    () => `lo de ${rng.pick(['los', 'las'])} ${thing} lo vemos luego`,
    () => `retiro en tienda`,
    () => `pasamos a recoger`,
    () => `lo retiro yo`,
    () => `paso por ello`,
    () => `recoge nuestro chofer`,
    () => `si hay algún problema me avisan`,
    () => `gracias por la atención la última vez`,
    () => `llamar antes de entregar`,
    () => `no quiero ${thing}`,
    () => `la factura ${String(rng.int(1000, 9999))} ya está pagada`,
    () => `el camión entra por la puerta ${String(rng.int(1, 5))}`,
    () => `cerramos los ${rng.pick(WEEKDAYS)}`,
    () => `adjunto comprobante`,
    () => `ojo que la de la otra vez no sirvió`,
    () => `cualquier cosa me avisa`,
    () => `espero su confirmación`,
    () => `si compramos más de ${String(rng.int(3, 9))}00, ¿mejora el precio?`,
    () => `quedo atento`,
  ])();
}
