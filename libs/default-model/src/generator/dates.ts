import { MONTHS } from '@ordena/orders';
import { toWords } from './numbers.js';
import type { Rng } from './rng.js';

/** Days of the week as written. */
export const WEEKDAYS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'] as const;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A delivery date: what the text says and, when day, month and year are given, its ISO form. */
export interface DateText {
  text: string;
  iso?: string;
  /** Words that may stand before it. */
  kind: 'full' | 'day' | 'weekday' | 'adverb' | 'span' | 'lead';
}

interface Ymd {
  year: number;
  month: number;
  day: number;
}

function randomDay(rng: Rng): Ymd {
  const month = rng.int(1, 12);
  return {
    year: rng.pick([2025, 2026, 2026, 2026, 2027]),
    month,
    day: rng.int(1, DAYS_IN_MONTH[month - 1] ?? 28),
  };
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** A full date in one of the ways people write it, with its ISO form. */
export function fullDate(rng: Rng, like?: string): DateText {
  const { year, month, day } = randomDay(rng);
  const iso = `${String(year)}-${two(month)}-${two(day)}`;
  const name = MONTHS[month - 1] ?? 'enero';
  const d = String(day);
  const y = String(year);
  const sep =
    like === undefined ? rng.pick(['/', '/', '/', '-', '.']) : (/\d([-/.])\d/.exec(like)?.[1] ?? '');
  const numeric = like === undefined ? rng.chance(0.5) : sep !== '';
  if (numeric && /^\d{4}\D/.test(like ?? (rng.chance(0.08) ? '2026-' : '')))
    return { text: iso, iso, kind: 'full' };
  if (numeric) {
    const text = rng.chance(0.8)
      ? `${two(day)}${sep}${two(month)}${sep}${y}`
      : `${d}${sep}${String(month)}${sep}${y}`;
    return { text: rng.chance(0.06) ? text.replace(/20(\d\d)$/, '$1') : text, iso, kind: 'full' };
  }
  const weekday = rng.chance(0.1) ? `${rng.pick(WEEKDAYS)} ` : '';
  const text = rng.pick([
    `${weekday}${d} de ${name} de ${y}`,
    `${weekday}${d} de ${name} de ${y}`,
    `${weekday}${d} de ${name} de ${y}`,
    `${weekday}${d} de ${name} del ${y}`,
    `${d} ${name} ${y}`,
  ]);
  return { text, iso, kind: 'full' };
}

const HOURS = [
  'a las 8',
  'a las 10 am',
  'a primera hora',
  'por la mañana',
  'por la tarde',
  'en la tarde',
  'en la mañana',
  'temprano',
  'antes de las 11',
  'antes de las 9',
  'al mediodía',
  'antes del mediodía',
  'a las 7:30',
  'a las 4 pm',
  'de mañana',
  'a las 6 de la mañana',
  'después de las 3',
  'a la mañana',
  'a la tarde',
  'tempranito',
  'antes de las 6 am',
  'en la noche',
  'a más tardar a las 5',
  'después del almuerzo',
  'antes de abrir',
  'a las ocho',
  'antes de las diez',
  ', 9 a.m.',
];

function withHour(rng: Rng, text: string, probability: number): string {
  if (!rng.chance(probability)) return text;
  const hour = rng.chance(0.4)
    ? `${rng.pick(['a las', 'antes de las', 'después de las', 'a las'])} ${String(rng.int(1, 12))}${rng.pick(['', '', ':30', ' am', ' pm', ':00', ' de la tarde', ' de la mañana'])}`
    : rng.pick(HOURS);
  return hour.startsWith(',') ? `${text}${hour}` : `${text} ${hour}`;
}

function dayMonth(rng: Rng, words: boolean): string {
  const { month, day } = randomDay(rng);
  const name = MONTHS[month - 1] ?? 'enero';
  if (words) return `${day === 1 ? 'primero' : toWords(day)} de ${name}`;
  return rng.chance(0.06) ? `${String(day)} d ${name}` : `${String(day)} de ${name}`;
}

const SPANS = [
  'semana que viene',
  'próxima semana',
  'fin de mes',
  'fin de semana',
  'quincena',
  'primera semana de @',
  'segunda quincena de @',
  'primera quincena de @',
  'segunda semana de @',
  'última semana de @',
  'semana del # al ##',
  'semana del # de @',
  'finales de @',
  'mediados de @',
  'principios de @',
  'inicios de @',
  'temporada alta',
  'Semana Santa',
  'Navidad',
  'semana 37',
  'semana 12',
  'Carnaval',
  'Fiestas Patrias',
  'fin de año',
  'inicio de clases',
  'Día de la Madre',
  'Año Nuevo',
  'vuelta a clases',
];

/** Spans whose usual article is "la". */
const FEMININE_SPAN = /^(semana|próxima|quincena|primera|segunda|última|temporada|vuelta|Navidad)/;

/** Article fit for a date ("el viernes", "la primera semana"), or nothing. */
export function dateArticle(date: DateText): '' | 'el' | 'la' {
  if (date.kind === 'adverb' || date.kind === 'lead') return '';
  if (date.kind !== 'span') return 'el';
  if (
    /^(finales|mediados|principios|inicios|fin de mes|fin de año|Fiestas|Semana|Navidad|Año|Carnaval|inicio)/.test(
      date.text,
    )
  )
    return '';
  return FEMININE_SPAN.test(date.text) ? 'la' : 'el';
}

/** A delivery date of any kind. */
export function randomDate(rng: Rng, words = false): DateText {
  const kind = rng.weighted({ full: words ? 3 : 30, day: 27, weekday: 22, adverb: 14, span: 6, lead: 9 });
  return dateOfKind(rng, kind, words);
}

/** A delivery date of one kind. */
export function dateOfKind(rng: Rng, kind: DateText['kind'], words = false): DateText {
  if (kind === 'full') return fullDate(rng);
  if (kind === 'day') {
    const roll = rng.next();
    if (roll < 0.7 || words)
      return { kind, text: withHour(rng, dayMonth(rng, words && rng.chance(0.8)), 0.12) };
    const { month, day } = randomDay(rng);
    if (roll < 0.8) return { kind, text: `${rng.pick(['', 'día ', 'día ', 'dia '])}${String(day)}` };
    if (roll < 0.87) return { kind, text: `${two(day)}${rng.pick(['/', '-'])}${two(month)}` };
    if (roll < 0.9) return { kind, text: `${String(day)}/${String(month)}` };
    return { kind, text: withHour(rng, `${rng.pick(WEEKDAYS)} ${dayMonth(rng, false)}`, 0.15) };
  }
  if (kind === 'weekday') {
    let text: string = rng.pick(WEEKDAYS);
    if (rng.chance(0.35)) text += ` ${words ? toWords(rng.int(1, 31)) : String(rng.int(1, 31))}`;
    else if (rng.chance(0.1)) text += ' que viene';
    else if (rng.chance(0.06)) text = `próximo ${text}`;
    return { kind, text: withHour(rng, text, 0.3) };
  }
  if (kind === 'adverb') {
    const text = rng.pick([
      'mañana',
      'mañana',
      'hoy',
      'pasado mañana',
      'mañana',
      'esta tarde',
      'hoy mismo',
      'esta semana',
      'este viernes',
      'este sábado',
      'mañana mismo',
      'esta noche',
      'este lunes',
    ]);
    return { kind, text: /^esta (tarde|noche)/.test(text) ? text : withHour(rng, text, 0.4) };
  }
  if (kind === 'span') {
    const low = rng.int(1, 22);
    const text = rng
      .pick(SPANS)
      .replace('##', String(low + 5))
      .replace('#', String(low))
      .replace('@', rng.pick(MONTHS));
    return { kind, text };
  }
  const n = rng.pick([2, 3, 5, 7, 8, 10, 12, 15, 20, 30, 45, 60]);
  const number = words || rng.chance(0.1) ? toWords(n) : String(n);
  const unit = rng.pick([
    'días',
    'días',
    'días hábiles',
    'días',
    'días calendario',
    'días corridos',
    'días laborables',
    'horas',
    'semanas',
  ]);
  return {
    kind,
    text:
      unit === 'horas'
        ? `${rng.pick(['24', '48', '72'])} horas`
        : unit === 'semanas'
          ? `${rng.pick(['2', '3', 'dos', '4'])} semanas`
          : `${number} ${unit}`,
  };
}
