import type { VerbatimField } from '@ordena/orders';
import { money } from './compose-context.js';
import type { Ctx } from './compose-context.js';
import { percent, randomPercent } from './compose-line.js';
import { dateArticle, randomDate } from './dates.js';
import type { DateText } from './dates.js';
import { mark, ORDER_LEVEL } from './draft.js';
import { MONEY_FORMS } from './money.js';
import { buyer, privateBuyer, supplier } from './lexicon/companies.js';
import type { Company } from './lexicon/companies.js';
import { fullName } from './lexicon/people.js';
import { address, city } from './lexicon/places.js';
import { payment, reference } from './lexicon/terms.js';
import type { Payment } from './lexicon/terms.js';

/** The order fields that one composed order will say. */
export interface HeadPlan {
  client?: Company | undefined;
  supplier?: Company | undefined;
  address?: string | undefined;
  date?: DateText | undefined;
  payment?: Payment | undefined;
  reference?: string | undefined;
  discount?: number | undefined;
  total?: number | undefined;
  urgent?: boolean | undefined;
}

/** Draws which order fields are said, and their values. */
export function planHead(ctx: Ctx, share: number): HeadPlan {
  const { rng, register, words } = ctx;
  const formal = register === 'formal';
  const has = (probability: number): boolean => rng.chance(Math.min(0.97, probability * share));
  return {
    client: has(0.62)
      ? rng.chance(register === 'formal' ? 0.02 : 0.06)
        ? privateBuyer(rng)
        : buyer(rng, formal)
      : undefined,
    supplier: has(formal ? 0.24 : 0.1) ? supplier(rng, formal) : undefined,
    address: has(0.4) ? address(rng) : undefined,
    date: has(0.36) ? randomDate(rng, words) : undefined,
    payment: has(0.38) ? payment(rng, words) : undefined,
    reference: has(formal ? 0.34 : 0.12) ? reference(rng) : undefined,
    discount: has(0.11) ? randomPercent(rng, words) : undefined,
    urgent: has(0.21) ? rng.chance(0.64) : undefined,
  };
}

/** A marked value of the order itself. */
export function v(field: VerbatimField, text: string): string {
  return mark(field, ORDER_LEVEL, text);
}

/** "a el" and "de el" run together; the article then stands outside the value ("al puerto de Bata"). */
function contract(text: string): string {
  return text.replace(
    /\b(a|de) (\uE000..)?el /g,
    (_, p: string, open: string | undefined) => `${p === 'a' ? 'al' : 'del'} ${open ?? ''}`,
  );
}

/** The article fit for a company, or nothing. */
export function articleOf(company: Company): string {
  return company.gender === 'f' ? 'la ' : company.gender === 'm' ? 'el ' : '';
}

/** A sentence that names the buyer. */
export function clientSentence(ctx: Ctx, company: Company): string {
  const { rng, register } = ctx;
  const c = v('cliente', company.name);
  const article = articleOf(company);
  const person = fullName(rng);
  const place = rng.chance(0.12) ? rng.pick([`, ${city(rng)}`, ` (${city(rng)})`, `, de ${city(rng)}`]) : '';
  if (company.person === true)
    return rng.pick([
      `soy ${c}`,
      `soy ${c}`,
      `a nombre de ${c}`,
      `factura a nombre de ${c}`,
      `a mi nombre, ${c}`,
      `es para ${c}`,
      `habla ${c}`,
      `cliente: ${c}`,
      `mi nombre es ${c}`,
      `le saluda ${c}`,
      `facturar a ${c}`,
    ]);
  const talk = [
    `somos ${rng.chance(0.5) ? article : ''}${c}${place}`,
    `somos ${c}${place}`,
    `es para ${rng.chance(0.7) ? article : ''}${c}${place}`,
    `a nombre de ${rng.chance(0.3) ? article : ''}${c}`,
    `factura a ${c}`,
    `facturar a ${rng.chance(0.3) ? article : ''}${c}`,
    `la factura a nombre de ${c}`,
    `la factura va a ${rng.chance(0.3) ? article : ''}${c}`,
    `le escribo de ${rng.chance(0.6) ? article : ''}${c}${place}`,
    `habla ${person} de ${article}${c}`,
    `soy ${person.split(' ')[0] ?? ''}, de ${article}${c}`,
    `facturen a ${c}`,
    `cliente: ${c}${place}`,
    `todo a nombre de ${c}`,
    `de parte de ${article}${c}`,
    `compra ${article}${c}`,
  ];
  const formal = [
    `facturar a nombre de ${c}${place}`,
    `favor facturar a ${c}`,
    `la factura se emitirá a nombre de ${c}`,
    `cliente: ${c}${place}`,
    `con cargo a ${c}`,
    `por cuenta de ${rng.chance(0.4) ? article : ''}${c}`,
    `razón social: ${c}`,
    `emitir factura a ${c}`,
    `solicita ${article}${c}${place}`,
    `comprador: ${c}`,
    `somos ${c}${place}`,
  ];
  return contract(rng.pick(register === 'formal' ? formal : talk));
}

/** A closing line with the buyer's name, as a signature. */
export function signature(ctx: Ctx, company: Company): string {
  const { rng } = ctx;
  const c = v('cliente', company.name);
  if (company.person === true)
    return rng.pick([
      c,
      `Atte. ${c}`,
      `Saludos, ${c}`,
      `Saludos,\n${c}`,
      `Gracias, ${c}`,
      `Un saludo,\n${c}`,
    ]);
  const role = rng.pick([
    'Compras',
    'Jefe de Compras',
    'Administración',
    'Gerente',
    'Jefa de Compras',
    'Logística',
    'Coordinador',
    'Encargada de almacén',
    'Departamento de Compras',
    'Dirección',
  ]);
  const person = fullName(rng);
  const phone = rng.chance(0.2) ? `\n${phoneText(ctx)}` : '';
  return rng.pick([
    `${c}`,
    `${c}`,
    `Atte. ${c}`,
    `Atentamente,\n${c}`,
    `Saludos, ${c}`,
    `Saludos,\n${person}\n${c}${phone}`,
    `Atentamente,\n${person}\n${role}\n${c}${phone}`,
    `${person}, ${c}`,
    `${person}\n${role}, ${c}`,
    `Un saludo,\n${person} – ${c}`,
    `Gracias. ${c}`,
    `Gracias, ${c}`,
    `Cordialmente,\n${person}\n${role} - ${c}${phone}`,
    `Firma: ${person}, ${role.toLowerCase()}. ${c}`,
  ]);
}

/** A phone number as people write it. */
export function phoneText(ctx: Ctx): string {
  const { rng } = ctx;
  const d = (n: number): string => Array.from({ length: n }, () => String(rng.int(0, 9))).join('');
  const number = rng.pick([
    () => `${d(4)}-${d(4)}`,
    () => `${d(3)} ${d(3)} ${d(3)}`,
    () => `55 ${d(4)} ${d(4)}`,
    () => `+56 9 ${d(4)} ${d(4)}`,
    () => `9${d(8)}`,
    () => `${d(3)}-${d(3)}-${d(4)}`,
    () => `(0${d(1)}) ${d(3)}-${d(4)}`,
    () => `6${d(2)} ${d(2)} ${d(2)} ${d(2)}`,
    () => `3${d(2)} ${d(3)} ${d(2)} ${d(2)}`,
  ])();
  return `${rng.pick(['Tel.', 'tel', 'Cel.', 'cel', 'WhatsApp', 'Tel:', 'mi número es', 'teléfono', 'Móvil:', 'Contacto:'])} ${number}`;
}

/** A sentence that says where to deliver. */
export function addressSentence(ctx: Ctx, where: string): string {
  const { rng, register } = ctx;
  const a = v('direccion_entrega', where);
  const talk = [
    `entregar en ${a}`,
    `la entrega es en ${a}`,
    `lo mandan a ${a}`,
    `me lo dejan en ${a}`,
    `envíenlo a ${a}`,
    `me lo traen a ${a}`,
    `dejar en ${a}`,
    `entrega: ${a}`,
    `la dirección es ${a}`,
    `mándalo a ${a}`,
    `es para entregar en ${a}`,
    `lo reciben en ${a}`,
    `traer a ${a}`,
    `llevarlo a ${a}`,
    `con despacho a ${a}`,
    `envío a ${a}`,
    `que lo lleven a ${a}`,
    `estamos en ${a}`,
    `dirección: ${a}`,
    `mandar a ${a}`,
    `puesto en ${a}`,
    `nos lo acercan a ${a}`,
  ];
  const formal = [
    `entregar en ${a}`,
    `la entrega se realizará en ${a}`,
    `entrega en ${a}`,
    `lugar de entrega: ${a}`,
    `dirección de entrega: ${a}`,
    `favor entregar en ${a}`,
    `enviar a ${a}`,
    `despachar a ${a}`,
    `entréguese en ${a}`,
    `favor de despachar a ${a}`,
    `domicilio de entrega: ${a}`,
    `suministrar en ${a}`,
    `portes pagados hasta ${a}`,
    `recepción en ${a}`,
    `el material debe llegar a ${a}`,
  ];
  return contract(rng.pick(register === 'formal' ? formal : talk));
}

/** A delivery date with the words that lead to it. */
export function datePhrase(ctx: Ctx, date: DateText): string {
  const { rng } = ctx;
  const d = v('fecha_entrega', date.text);
  const article = dateArticle(date);
  const a = article === '' ? '' : `${article} `;
  if (date.kind === 'lead')
    return rng.pick([
      `en ${d}`,
      `en un plazo de ${d}`,
      `plazo de entrega: ${d}`,
      `en máximo ${d}`,
      `plazo ${d}`,
      `dentro de ${d}`,
      `plazo máximo de ${d}`,
    ]);
  if (date.kind === 'adverb')
    return rng.pick([`para ${d}`, `para ${d}`, d, `lo necesito para ${d}`, `que llegue ${d}`, `pa ${d}`]);
  if (date.kind === 'full' && /^\d+[/.-]/.test(date.text))
    return rng.pick([
      `para el ${d}`,
      `antes del ${d}`,
      `el ${d}`,
      `fecha de entrega: ${d}`,
      `entrega ${d}`,
      `a más tardar el ${d}`,
      `con fecha de entrega ${d}`,
    ]);
  return contract(
    rng.pick([
      `para ${a}${d}`,
      `para ${a}${d}`,
      `antes de ${a}${d}`,
      `${a}${d}`,
      `a más tardar ${a}${d}`,
      `lo necesito para ${a}${d}`,
      `entrega ${a}${d}`,
      `que llegue antes de ${a}${d}`,
      `tiene que estar ${a}${d}`,
      `para antes de ${a}${d}`,
      `lo necesitamos ${a}${d}`,
      `fecha de entrega: ${d}`,
      `hasta ${a}${d}`,
    ]),
  );
}

/** A sentence that says how to pay. */
export function paymentSentence(ctx: Ctx, pay: Payment): string {
  const { rng, register } = ctx;
  const p = v('forma_pago', pay.text);
  const lead = pay.lead === '' ? '' : `${pay.lead} `;
  const talk = [
    `pago ${lead}${p}`,
    `pago ${lead}${p}`,
    `pagamos ${lead}${p}`,
    `le pago ${lead}${p}`,
    `se paga ${lead}${p}`,
    `forma de pago: ${p}`,
    `pago: ${p}`,
    `lo pago ${lead}${p}`,
    `te pago ${lead}${p}`,
    `${p}`,
    `los pagamos ${lead}${p}`,
    `el pago es ${lead}${p}`,
  ];
  const formal = [
    `forma de pago: ${p}`,
    `condiciones de pago: ${p}`,
    `pago ${lead}${p}`,
    `el pago se hará ${lead}${p}`,
    `pago: ${p}`,
    `condición de pago: ${p}`,
    `el pago será ${lead}${p}`,
    pay.lead === 'por' ? `pago mediante ${p}` : `pago ${lead}${p}`,
    `abonaremos ${lead}${p}`,
    `se abona ${lead}${p}`,
  ];
  return rng.pick(register === 'formal' ? formal : talk);
}

/** A phrase that names the order, its quote or its contract. */
export function referencePhrase(ctx: Ctx, number: string): string {
  const { rng, words } = ctx;
  const r = v('referencia', number);
  const no = words
    ? rng.pick(['', 'número '])
    : rng.pick(['', '', '', 'n.º ', 'N° ', 'nº ', 'No. ', '# ', '#', 'núm. ']);
  return rng.pick([
    `orden de compra ${no}${r}`,
    `OC ${no}${r}`,
    `pedido ${no}${r}`,
    `según cotización ${no}${r}`,
    `cotización ${no}${r}`,
    `contrato ${no}${r}`,
    `requisición ${no}${r}`,
    `presupuesto ${no}${r}`,
    `según presupuesto ${no}${r}`,
    `su oferta ${no}${r}`,
    `licitación ${no}${r}`,
    `solicitud ${no}${r}`,
    `nota de pedido ${no}${r}`,
    `expediente ${no}${r}`,
    `según su proforma ${no}${r}`,
    `O/C ${no}${r}`,
    `orden ${no}${r}`,
    `PO ${no}${r}`,
    `referencia ${r}`,
    `nuestra orden ${no}${r}`,
    `de acuerdo a la cotización ${no}${r}`,
    `con cargo al contrato ${no}${r}`,
    `ref. pedido ${r}`,
    `nuestro pedido ${no}${r}`,
  ]);
}

/** Says once in which currency all amounts are. */
export function currencySentence(ctx: Ctx): string | undefined {
  const { rng, form } = ctx;
  const words = (MONEY_FORMS[ctx.currency] ?? [])
    .map((each) => each.after.trim())
    .filter((word) => /^\p{L}{4}/u.test(word));
  if (form.code === undefined && rng.chance(0.5)) return undefined;
  const word = words.length === 0 ? (form.code ?? 'pesos') : rng.pick(words);
  ctx.head.moneda = form.code;
  const m = mark('moneda', ORDER_LEVEL, rng.chance(0.15) && form.code !== undefined ? form.code : word);
  return rng.pick([
    `precios en ${m}`,
    `todo en ${m}`,
    `los precios son en ${m}`,
    `en ${m}`,
    `precios en ${m}, sin IVA`,
    `son ${m}`,
    `moneda: ${m}`,
    `los valores están en ${m}`,
    `montos en ${m}`,
  ]);
}

/** A sentence with the order's total. */
export function totalSentence(ctx: Ctx, value: number): string {
  const { rng } = ctx;
  const m = money(ctx, 'total', ORDER_LEVEL, value, ctx.head.moneda !== undefined && rng.chance(0.1));
  return rng.pick([
    `total ${m}`,
    `total: ${m}`,
    `en total son ${m}`,
    `son ${m} en total`,
    `el total es de ${m}`,
    `importe total: ${m}`,
    `total ${m}`,
    `todo por ${m}`,
    `serían ${m} en total`,
    `monto total ${m}`,
    `valor total: ${m}`,
    `suma ${m}`,
    `me sale en ${m} todo`,
    `total con IVA ${m}`,
    `quedaría en ${m} todo`,
    `por un total de ${m}`,
    `total a pagar: ${m}`,
    `son ${m} por todo`,
  ]);
}

/** A sentence with a discount on all of the order. */
export function discountSentence(ctx: Ctx, value: number): string {
  const { rng } = ctx;
  const p = percent(ctx, ORDER_LEVEL, value);
  return rng.pick([
    `con ${p} de descuento`,
    `aplicar ${p} de descuento`,
    `con el ${p} de descuento sobre el total`,
    `nos aplican el ${p} de descuento`,
    `descuento del ${p}`,
    `dto. ${p}`,
    `me dijo que ${p} de descuento`,
    `con el descuento del ${p} que nos ofreció`,
    `descuento: ${p}`,
    `menos ${p} por pronto pago`,
    `descuento general ${p}`,
    `con un descuento de ${p}`,
    `quedamos en ${p} de rebaja`,
    `descuento por volumen ${p}`,
    `más el ${p} de descuento de cliente`,
  ]);
}

const URGENT = [
  'es urgente',
  'urge',
  'urgente',
  'lo necesito urgente',
  'lo antes posible',
  'cuanto antes',
  'a la brevedad',
  'de inmediato',
  'prioridad alta',
  'nos urge',
  'me urge',
  'por favor a la brevedad posible',
  'es muy urgente',
  'URGENTE',
  'necesitamos que llegue cuanto antes',
  'a la brevedad posible',
  'lo más pronto posible',
  'urgente por favor',
  'atender con urgencia',
  'ya no tenemos, urge',
  'me corre prisa',
  'prioridad: urgente',
  'en cuanto puedan, es urgente',
  'se me acabó todo, urgente',
  'despachar de inmediato',
  'envío lo antes posible',
];
const CALM = [
  'no es urgente',
  'sin prisa',
  'no hay prisa',
  'sin apuro',
  'no corre prisa',
  'no urge',
  'sin urgencia',
  'cuando puedan, no es urgente',
  'no hay apuro',
  'sin afán',
  'tranquilo, no es urgente',
  'no me urge',
  'sin prisas',
  'nada urgente',
  'no tenemos prisa',
  'no hay ninguna urgencia',
  'con calma, no urge',
  'puede demorar, no es urgente',
  'cuando tenga chance, no corre prisa',
  'prioridad normal, no es urgente',
];

/** A phrase that says how pressing the order is. */
export function urgencyPhrase(ctx: Ctx, urgent: boolean): string {
  return ctx.rng.pick(urgent ? URGENT : CALM);
}
