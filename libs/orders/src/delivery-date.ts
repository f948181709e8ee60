import { dayOf, isoOf, nextDayOfMonth, nextDayOfYear, nextWeekday, weekdayOf } from './calendar.js';
import { OrdersError } from './errors.js';
import { soundOf } from './number-words.js';

/** Words as they sound, so that "miercoles", "juebes" and "MAÑANA" are read too. */
const sounds = (words: readonly string[]): string[] =>
  words.map((word) => word.replaceAll(/\p{L}+/gu, soundOf));
const oneOf = (words: readonly string[]): string =>
  `(?:${words.toSorted((a, b) => b.length - a.length).join('|')})`;

const WEEKDAYS = sounds(['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado']);
/** By month: its names and abbreviations. */
const MONTHS = [
  ['enero', 'ene'],
  ['febrero', 'feb'],
  ['marzo', 'mar'],
  ['abril', 'abr'],
  ['mayo', 'may'],
  ['junio', 'jun'],
  ['julio', 'jul'],
  ['agosto', 'ago'],
  ['septiembre', 'setiembre', 'sept', 'sep', 'set'],
  ['octubre', 'oct'],
  ['noviembre', 'nov'],
  ['diciembre', 'dic'],
].map(sounds);
const SPELLED = sounds(
  (
    'primero,dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,once,doce,trece,catorce,quince,dieciséis,diecisiete,' +
    'dieciocho,diecinueve,veinte,veintiuno,veintidós,veintitrés,veinticuatro,veinticinco,veintiséis,veintisiete,' +
    'veintiocho,veintinueve,treinta,treinta y uno'
  ).split(','),
);

const WEEKDAY = oneOf(WEEKDAYS);
const MONTH = oneOf(MONTHS.flat());
const COUNT = oneOf(SPELLED);
const OF = '(?:del?|d)';

/** What may follow a day without making it another one: a time of the day. */
const TIME = new RegExp(
  '^(?:' +
    [
      'a (?:las?|primera|media|mediodia)(?! semana)',
      'al medio',
      'antes (?:del (?!\\d)|de? )',
      'despues (?:del (?!\\d)|de? )',
      '(?:por|x|en) la',
      'en orario',
      'entre (?:las )?\\d',
      `${OF} (?:\\d|(?:la )?(?:manana|tarde|noche|madrugada)$)`,
      '(?:mui )?temprani?t?o$',
      // "7:30", "6 am", "5h30", whose h is not heard.
      '(?:\\d{1,2}:\\d{2}|\\d{1,2} ?(?:[ap]\\.? ?m|r?s)|\\d{3,4})(?!\\d)',
    ].join('|') +
    ')',
);
/** A time of the day names no other day. */
const OTHER_DAY = new RegExp(
  String.raw`(?<!\p{L})(?:${WEEKDAY}|${MONTH}|semanas?|meses|mes|oi|dias)(?!\p{L})`,
  'u',
);

/** A way of naming a day; `day` gives undefined for one that there is not. */
interface Rule {
  readonly pattern: RegExp;
  readonly day: (groups: Readonly<Record<string, string | undefined>>, from: number) => number | undefined;
}

/** Each pattern reads the beginning of the words; only a time of the day may be left. */
const RULES: readonly Rule[] = [
  {
    pattern: /^(?<year>\d{4})-(?<month>\d\d)-(?<date>\d\d)(?!\d)/,
    day: ({ year, month, date }) => dayOf(Number(year), Number(month), Number(date)),
  },
  {
    pattern: rule(
      String.raw`(?:(?<weekday>${WEEKDAY}),? )?(?<date>\d{1,2})[/-](?<month>\d{1,2})(?:[/-](?<year>\d{4}|\d{2}))?(?!\d)`,
    ),
    day: ({ weekday, date, month, year }, from) => {
      const inYear = year?.length === 2 ? 2000 + Number(year) : year && Number(year);
      return onWeekday(weekday, datedDay(Number(date), Number(month), inYear || undefined, from));
    },
  },
  {
    pattern: rule(
      String.raw`(?:(?<weekday>${WEEKDAY}),? )?(?:dia )?(?<date>\d{1,2}(?!\d)|${COUNT}(?!\p{L}))[°º]?` +
        String.raw`(?: ${OF} (?<month>${MONTH})(?!\p{L})\.?(?:,? (?:${OF} )?(?<year>\d{4}))?)?(?![\d:])`,
    ),
    day: ({ weekday, date, month, year }, from) => {
      const inMonth =
        month === undefined ? undefined : 1 + MONTHS.findIndex((names) => names.includes(month));
      return onWeekday(weekday, datedDay(countOf(date), inMonth, year ? Number(year) : undefined, from));
    },
  },
  { pattern: rule('oi(?: mismo)?'), day: (_, from) => from },
  { pattern: rule('pasado manana'), day: (_, from) => from + 2 },
  {
    pattern: rule(`manana(?: mismo)?(?: (?<weekday>${WEEKDAY}))?`),
    day: ({ weekday }, from) => onWeekday(weekday, from + 1),
  },
  {
    // "(que) viene" sounds "(ce) biene".
    pattern: rule(`(?:(?:este|proximo) )?(?<weekday>${WEEKDAY})(?: (?:proximo|(?:ce|q) biene))?`),
    day: ({ weekday }, from) => nextWeekday(WEEKDAYS.indexOf(weekday ?? ''), from),
  },
  {
    pattern: rule(
      String.raw`(?<count>\d{1,3}|una?|${COUNT}) (?<unit>dias?|semanas?)(?: (?:calendario|coridos|naturales))?$`,
    ),
    day: ({ count, unit = '' }, from) => from + countOf(count) * (unit.startsWith('semana') ? 7 : 1),
  },
];

/**
 * The day on which an order is to be delivered, reckoned from a reference day: `fecha_entrega` as `YYYY-MM-DD`, or
 * relative ("mañana", "pasado mañana", "viernes", "viernes 13", "15 de marzo", "15/03", "día 20", "20 días", "dos
 * semanas"), with a time of the day behind it or without. A day without its month or year is the next one on or after
 * the reference day; a weekday alone is after it. Lead times count calendar days.
 *
 * @param order an order in either form.
 * @param referenceDate the day on which the order was written, `YYYY-MM-DD`.
 * @returns `YYYY-MM-DD`; undefined when the order names no day, or none that all of the words agree on ("fin de mes",
 *   "15 días hábiles", a "viernes 13" that is no Friday).
 * @throws OrdersError BAD_REFERENCE_DATE.
 */
export function resolveDeliveryDate(
  order: { readonly fecha_entrega?: string | undefined },
  referenceDate: string,
): string | undefined {
  const from = referenceDay(referenceDate);
  const words = (order.fecha_entrega ?? '').normalize('NFC').replaceAll(/\p{L}+/gu, soundOf);
  const plain = words.replaceAll(/\s+/g, ' ').trim();
  for (const { pattern, day } of RULES) {
    const match = pattern.exec(plain);
    if (!match || !isTimeOfDay(plain.slice(match[0].length))) continue;
    const found = day(match.groups ?? {}, from);
    return found === undefined ? undefined : isoOf(found);
  }
  return undefined;
}

/**
 * Checks a reference day.
 *
 * @throws OrdersError BAD_REFERENCE_DATE when it is no day as `YYYY-MM-DD`.
 */
export function checkReferenceDate(referenceDate: string): void {
  referenceDay(referenceDate);
}

function referenceDay(referenceDate: string): number {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(referenceDate) ?? [];
  const day = dayOf(Number(year), Number(month), Number(date));
  if (day !== undefined) return day;
  const message = `the reference date must be a day as YYYY-MM-DD, and is ${JSON.stringify(referenceDate)}`;
  throw new OrdersError('BAD_REFERENCE_DATE', '', message);
}

function rule(source: string): RegExp {
  return new RegExp(String.raw`^${source}(?!\p{L})`, 'u');
}

function isTimeOfDay(rest: string): boolean {
  if (rest === '' || rest === '.') return true;
  const [blank] = /^(?:, ?| )/.exec(rest) ?? [];
  return blank !== undefined && TIME.test(rest.slice(blank.length)) && !OTHER_DAY.test(rest);
}

function countOf(word = ''): number {
  if (/^\d+$/.test(word)) return Number(word);
  return word === 'un' || word === 'una' ? 1 : 1 + SPELLED.indexOf(word);
}

function datedDay(
  date: number,
  month: number | undefined,
  year: number | undefined,
  from: number,
): number | undefined {
  if (month === undefined) return nextDayOfMonth(date, from);
  return year === undefined ? nextDayOfYear(month, date, from) : dayOf(year, month, date);
}

/** The day, if it is that weekday. */
function onWeekday(weekday: string | undefined, day: number | undefined): number | undefined {
  if (weekday === undefined || day === undefined) return day;
  return WEEKDAYS[weekdayOf(day)] === weekday ? day : undefined;
}
