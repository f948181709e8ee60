import { linesClause } from './compose-clause.js';
import type { Ctx } from './compose-context.js';
import type { HeadPlan } from './compose-head.js';
import {
  addressSentence,
  articleOf,
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
import { distractor, taxId } from './distractors.js';
import { addressee, fullName } from './lexicon/people.js';
import { city } from './lexicon/places.js';

const HELLO = [
  'hola',
  'buenas',
  'buenos días',
  'buenas tardes',
  'buen día',
  'buenas noches',
  'hola buenas',
  'saludos',
  'qué tal',
  'hola, ¿cómo está?',
  'hola buen día',
  'muy buenas',
  'oiga',
  'ey',
  'hey',
  'bendiciones',
  'disculpe',
  'q tal',
  'bnas tardes',
  'holi',
  'aló',
  'estimados',
  'buenas, una consulta',
  'hola 👋',
  'hola!!',
];
const FORMAL_HELLO = [
  'estimados señores',
  'buenos días',
  'muy señores nuestros',
  'estimado proveedor',
  'buenas tardes',
  'a quien corresponda',
  'cordial saludo',
  'estimados',
  'señores',
  'reciban un cordial saludo',
  'buen día',
];
const ASK = [
  'necesito',
  'necesito',
  'quiero',
  'quisiera',
  'me hacen falta',
  'mándame',
  'mándeme',
  'mandame',
  'me mandas',
  'me manda',
  'envíame',
  'póngame',
  'ponme',
  'apúntame',
  'me das',
  'quiero pedir',
  'te encargo',
  'le encargo',
  'me apartas',
  'sepárame',
  'resérvame',
  'voy a querer',
  'necesitamos',
  'mándenos',
  'me traes',
  'tráigame',
  'quiero encargar',
  'anóteme',
  'me puedes mandar',
  '¿me pueden mandar',
  'nos hacen falta',
  'pásame',
  'ocupo',
  'me despachas',
  'van a ser',
  'me surtes',
  'pedido:',
  'porfa',
  'dame',
  'deme',
  'quisiera pedir',
  'me guarda',
  'regáleme',
  'me regala',
  'vendeme',
  'precisamos',
  'preciso',
  'voy a necesitar',
  'ando buscando',
  'me faltan',
];
const FORMAL_ASK = [
  'solicitamos',
  'requerimos',
  'necesitamos',
  'solicito',
  'se solicita',
  'sírvanse enviar',
  'favor enviar',
  'les pedimos',
  'rogamos nos suministren',
  'agradecemos el envío de',
  'confirmamos la compra de',
  'confirmamos el pedido de',
  'deseamos adquirir',
  'pasamos pedido de',
  'solicitamos el suministro de',
  'se requiere',
  'por la presente solicitamos',
  'favor de surtir',
  'autorizamos la compra de',
  'queremos comprar',
  'encargamos',
  'procédase a la compra de',
  'queremos pedir',
  'ruego nos envíen',
  'adjudicamos',
  'sírvase despachar',
  'pedimos',
  'se autoriza la compra de',
  'les confirmamos',
  'precisamos',
  'quisiéramos encargar',
  'remítannos',
];
const VERBS = [
  'solicita',
  'requiere',
  'pide',
  'necesita',
  'encarga',
  'ordena',
  'compra',
  'desea adquirir',
  'quiere',
  'confirma la compra de',
  'autoriza la compra de',
  'solicita el suministro de',
  'confirma el pedido de',
];
const THANKS = [
  'gracias',
  'muchas gracias',
  'saludos',
  'mil gracias',
  'gracias de antemano',
  'quedo atento',
  'un saludo',
  'gracias!',
  'porfa',
  'por favor',
  'saludos cordiales',
  'un abrazo',
  'quedamos a la espera',
  'dios le pague',
  '🙏',
  'gracias 🙏',
  'gracias, bendiciones',
];

/** A prose order in sentences. */
export function proseOrder(ctx: Ctx, plan: HeadPlan, prices: readonly (number | undefined)[]): string {
  const { rng, register, words } = ctx;
  const formal = register === 'formal';
  const sentences: string[] = [];
  let open = '';
  let client = plan.client;
  let provider = plan.supplier;
  let subject: string | undefined;
  if (client !== undefined && rng.chance(formal ? 0.4 : 0.14)) {
    const c = v('cliente', client.name);
    const article = articleOf(client);
    const to = provider !== undefined && rng.chance(0.5) ? ` a ${v('proveedor', provider.name)}` : '';
    if (to !== '') provider = undefined;
    const place = rng.chance(0.1) ? `, ${city(rng)},` : rng.chance(0.06) ? `, ${taxId(ctx)},` : '';
    subject = rng.chance(0.25)
      ? `${c}${place.replace(/,$/, '')}${rng.pick([': ', '. '])}${provider === undefined ? rng.pick(FORMAL_ASK) : ''}`
      : `${article}${c}${place} ${rng.pick(VERBS)}${to}`;
    if (subject.endsWith(' ')) subject += rng.pick(FORMAL_ASK);
    client = undefined;
  }
  if (provider !== undefined) {
    const p = v('proveedor', provider.name);
    const greeted = formal
      ? rng.pick([
          `Señores ${p}:`,
          `Sres. ${p}:`,
          `Estimados señores de ${p}:`,
          `A ${p}:`,
          `Señores\n${p}\n`,
          `Proveedor: ${p}.`,
          `Atención: ${p}.`,
          `Estimados ${p},`,
          `Señores de ${p}:`,
          `Estimada ${p}:`,
        ])
      : rng.pick([
          `hola ${p},`,
          `buenas ${p},`,
          `hola ${p}!`,
          `buenos días ${p}.`,
          `hola, amigos de ${p},`,
          `buenas tardes ${p},`,
          `A ${p}:`,
        ]);
    open = rng.chance(0.82) ? greeted : '';
    if (open === '')
      sentences.push(
        rng.pick([
          `proveedor: ${p}`,
          `se compra a ${p}`,
          `suministra ${p}`,
          `el proveedor es ${p}`,
          `según cotización de ${p}`,
          `lo surte ${p}`,
          `pedir a ${p}`,
        ]),
      );
  } else if (rng.chance(formal ? 0.5 : 0.55)) {
    const hello = rng.pick(formal ? FORMAL_HELLO : HELLO);
    const name = rng.chance(0.35) ? ` ${addressee(rng)}` : '';
    open = `${hello}${name}${words ? '' : rng.pick(formal ? [':', ',', '.'] : [',', ',', '.', '', '!'])}`;
  } else if (rng.chance(0.06)) open = `${addressee(rng)},`;

  const intro = introPart(ctx, plan);
  const body = linesClause(ctx, prices, plan);
  const ask = subject ?? rng.pick(formal ? FORMAL_ASK : ASK);
  const bare = subject === undefined && !formal && rng.chance(0.16);
  const question = ask.startsWith('¿') ? '?' : '';
  let order = bare
    ? `${body.text}${rng.chance(0.3) ? ` ${rng.pick(['por favor', 'porfa', 'xfa', 'pls'])}` : ''}`
    : `${ask} ${body.text}${question}`;
  const tails: string[] = [];
  const rest: string[] = [...sentences, ...body.sentences];
  const put = (text: string, inline: number): void => {
    if (rng.chance(inline)) tails.push(text);
    else rest.push(text);
  };
  if (plan.date !== undefined) put(datePhrase(ctx, plan.date), 0.55);
  if (plan.address !== undefined) put(addressSentence(ctx, plan.address), 0.3);
  if (plan.payment !== undefined) put(paymentSentence(ctx, plan.payment), 0.25);
  if (plan.discount !== undefined)
    put(discountSentence(ctx, plan.discount), ctx.lines.length === 1 ? 0.4 : 0.1);
  if (plan.total !== undefined) put(totalSentence(ctx, plan.total), 0.2);
  if (plan.urgent !== undefined && !intro.saidUrgent) put(urgencyPhrase(ctx, plan.urgent), 0.3);
  if (plan.reference !== undefined && !intro.saidReference) put(referencePhrase(ctx, plan.reference), 0.2);
  let sign = '';
  if (client !== undefined) {
    if (!words && rng.chance(formal ? 0.5 : 0.35)) sign = signature(ctx, client);
    else put(clientSentence(ctx, client), 0.25);
  }
  const currency = ctx.bare ? currencySentence(ctx) : undefined;
  if (currency !== undefined) rest.push(currency);
  const distractors = rng.weighted({ '0': 60, '1': 30, '2': 10 });
  for (let i = 0; i < Number(distractors); i++) rest.push(distractor(ctx));
  if (words) order = [order, ...rng.shuffle(tails)].join(' ');
  else
    order += rng
      .shuffle(tails)
      .map((tail) => `, ${tail}`)
      .join('');
  const list = [order, ...rng.shuffle(rest)];
  if (rest.length > 0 && rng.chance(0.12)) list.unshift(list.splice(rng.int(1, list.length - 1), 1)[0] ?? '');
  if (intro.text !== '') list.unshift(intro.text);
  if (rng.chance(0.3)) list.push(rng.pick(THANKS));
  return joinSentences(ctx, open, list, sign);
}

function introPart(ctx: Ctx, plan: HeadPlan): { text: string; saidUrgent: boolean; saidReference: boolean } {
  const { rng } = ctx;
  const parts: string[] = [];
  let saidUrgent = false;
  let saidReference = false;
  if (plan.urgent === true && rng.chance(0.2)) {
    parts.push(rng.pick(['urgente', 'URGENTE', '🚨 urge', 'pedido urgente', 'urge']));
    saidUrgent = true;
  }
  if (plan.reference !== undefined && rng.chance(0.55)) {
    parts.push(referencePhrase(ctx, plan.reference));
    saidReference = true;
  }
  if (parts.length === 0 && rng.chance(0.05))
    parts.push(
      rng.pick([
        plan.client === undefined ? 'va pedido' : `le escribe ${fullName(rng)}`,
        'espero que esté muy bien',
        'le hago mi pedido',
        'va el pedido',
        'gusto en saludarle',
        'como le comenté por teléfono',
        'según lo conversado',
        'te paso el pedido',
      ]),
    );
  return { text: parts.join(', '), saidUrgent, saidReference };
}

function joinSentences(ctx: Ctx, open: string, list: readonly string[], sign: string): string {
  const { rng, register, words } = ctx;
  if (words) return [open, ...list, sign].filter((part) => part !== '').join(' ');
  const breaks =
    register === 'formal'
      ? rng.pick([' ', ' ', ' ', ' ', ' ', ' ', '\n', '\n\n'])
      : rng.chance(0.08)
        ? '\n'
        : ' ';
  const stop = register === 'chat' ? rng.pick(['.', '.', ',', '', ' ']) : '.';
  const capital = register !== 'chat' || rng.chance(0.6);
  let text = open;
  list.forEach((sentence, i) => {
    const ended = /[.!?:,]$/.test(text.trimEnd()) || text === '';
    const glue =
      text === ''
        ? ''
        : text.endsWith('\n')
          ? ''
          : i === 0 && breaks.includes('\n')
            ? breaks
            : i === 0
              ? ' '
              : breaks;
    const begin =
      capital &&
      (text === '' || /[.!?:]$|\n$/.test(text.trimEnd()) || stop === '.' || register === 'formal') &&
      !/[,]$/.test(text)
        ? capitalize(sentence)
        : sentence;
    text += (i > 0 && !ended ? stop.trimEnd() : '') + glue + begin;
  });
  if (rng.chance(0.85) && stop === '.' && !/[.!?]$/.test(text)) text += '.';
  if (sign !== '')
    text +=
      (/[.!?]$/.test(text) ? '' : '.') +
      (rng.chance(0.5) || sign.includes('\n') ? '\n'.repeat(rng.int(1, 2)) : ' ') +
      sign;
  if (register === 'chat' && rng.chance(0.06)) text += ` ${rng.pick(['🙏', '😊', '👍', '😅', '🙌'])}`;
  return text;
}

/** First letter in capitals, past the marks of a value. */
export function capitalize(marked: string): string {
  return marked.replace(
    /^((?:\uE000..)?[¿¡]?)(\p{Ll})/u,
    (_, lead: string, letter: string) => lead + letter.toUpperCase(),
  );
}
