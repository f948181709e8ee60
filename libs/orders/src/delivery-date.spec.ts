import { describe, expect, it } from 'vitest';
import { resolveDeliveryDate } from './delivery-date.js';
import { OrdersError } from './errors.js';

/** A Wednesday. */
const TODAY = '2026-03-11';
const on = (words: string, today = TODAY): string | undefined =>
  resolveDeliveryDate({ fecha_entrega: words }, today);

describe('resolveDeliveryDate', () => {
  it.each([
    ['2026-12-01', '2026-12-01'],
    ['2025-01-02', '2025-01-02'],
    // Seen from today.
    ['hoy', '2026-03-11'],
    ['HOY MISMO', '2026-03-11'],
    ['hoy antes d las 4', '2026-03-11'],
    ['mañana', '2026-03-12'],
    ['MAÑANA ANTES DE LAS 6 AM', '2026-03-12'],
    ['mañana por la mañana', '2026-03-12'],
    ['mañana jueves', '2026-03-12'],
    ['pasado mañana', '2026-03-13'],
    // Weekdays, misspelled too; today's name means a week from now.
    ['jueves', '2026-03-12'],
    ['miércoles', '2026-03-18'],
    ['martes', '2026-03-17'],
    ['juebes', '2026-03-12'],
    ['sabado muy temprano', '2026-03-14'],
    ['este viernes', '2026-03-13'],
    ['próximo martes', '2026-03-17'],
    ['lunes q viene', '2026-03-16'],
    ['lunes que viene', '2026-03-16'],
    ['viernes antes de las 11', '2026-03-13'],
    ['Lunes 7:30', '2026-03-16'],
    ['viernes 6 am', '2026-03-13'],
    ['domingo 2 p.m.', '2026-03-15'],
    ['Jueves de 10 a 12', '2026-03-12'],
    // The number of a day.
    ['20', '2026-03-20'],
    ['día 11', '2026-03-11'],
    ['DIA 10', '2026-04-10'],
    ['9 a primera hora', '2026-04-09'],
    ['diecinueve por la tarde', '2026-03-19'],
    ['viernes 13', '2026-03-13'],
    ['sábado 14, 5h30', '2026-03-14'],
    // Day and month.
    ['15 de marzo', '2026-03-15'],
    ['11 de marzo', '2026-03-11'],
    ['10 de marzo', '2027-03-10'],
    ['1° de diciembre', '2026-12-01'],
    ['primero de mayo', '2026-05-01'],
    ['treinta y uno de mayo', '2026-05-31'],
    ['3 d julio', '2026-07-03'],
    ['28 de sept antes del mediodia', '2026-09-28'],
    ['martes 6 de octubre', '2026-10-06'],
    ['lunes 5 de enero de 2026', '2026-01-05'],
    ['15 de marzo del 2027', '2027-03-15'],
    ['4 de septiembre, en horario de 9 a 13', '2026-09-04'],
    ['15/10', '2026-10-15'],
    ['28-02', '2027-02-28'],
    ['5/6', '2026-06-05'],
    ['15/03/26', '2026-03-15'],
    ['jueves 12/03/2026', '2026-03-12'],
    // Lead times.
    ['20 días', '2026-03-31'],
    ['10 días corridos', '2026-03-21'],
    ['5 días calendario', '2026-03-16'],
    ['dos semanas', '2026-03-25'],
    ['una semana', '2026-03-18'],
  ])('reads %j as %s', (words, day) => {
    expect(on(words)).toBe(day);
  });

  it.each([
    // No day.
    '',
    'fin de mes',
    'finales de mayo',
    'marzo',
    'esta semana',
    'semana 14',
    'semana del 16 de marzo',
    'Semana Santa',
    'al rato',
    // Times of a day that is not named.
    '5 am',
    '8 pm',
    '72 hs',
    '24 horas',
    '3-5 pm',
    // Working days need a list of holidays.
    '15 días hábiles',
    '3 días laborables',
    // More than one day.
    'martes o jueves',
    'hoy o mañana',
    'lunes a viernes',
    'todos los lunes de mayo',
    'lunes de mayo',
    'entre el 10 y el 15 de enero',
    'del 10 al 15',
    '10 al 15 de abril',
    '20 de mayo o antes',
    'lunes antes del 20',
    'viernes antes de las 10 o martes',
    // Days that there are not, or that contradict themselves.
    '30 de febrero',
    '2026-02-30',
    '31/04',
    '14/16',
    'día 32',
    'viernes 14',
    'lunes 6 de octubre',
    'mañana lunes',
  ])('leaves %j', (words) => {
    expect(on(words)).toBeUndefined();
  });

  it('passes over months that are too short, and the end of the year', () => {
    expect(on('31', '2026-04-01')).toBe('2026-05-31');
    expect(on('30', '2026-01-31')).toBe('2026-03-30');
    expect(on('5', '2026-12-20')).toBe('2027-01-05');
    expect(on('mañana', '2026-12-31')).toBe('2027-01-01');
    expect(on('29 de febrero', '2027-06-01')).toBe('2028-02-29');
    expect(on('29 de febrero', '2026-06-01')).toBeUndefined();
  });

  it.each(['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'])(
    'takes %s as one of the seven days that follow, whatever the day',
    (weekday) => {
      for (let date = 10; date < 17; date++) {
        const day = on(weekday, `2026-03-${date}`) ?? '';
        const ahead = (Date.parse(day) - Date.parse(`2026-03-${date}`)) / 86_400_000;
        expect(ahead).toBeGreaterThanOrEqual(1);
        expect(ahead).toBeLessThanOrEqual(7);
        const name = new Intl.DateTimeFormat('es', { weekday: 'long', timeZone: 'UTC' }).format(
          Date.parse(day),
        );
        expect(name).toBe(weekday);
      }
    },
  );

  it('reads both forms of an order, and gives nothing for one without a day', () => {
    expect(resolveDeliveryDate({ producto: 'A', fecha_entrega: 'mañana' } as object, TODAY)).toBe(
      '2026-03-12',
    );
    expect(resolveDeliveryDate({}, TODAY)).toBeUndefined();
  });

  it.each(['', '11/03/2026', '2026-02-30', '2026-3-1', '2026-03-11T00:00:00Z'])(
    'refuses the reference date %j',
    (today) => {
      expect(() => on('mañana', today)).toThrow(OrdersError);
      expect(() => on('mañana', today)).toThrow(expect.objectContaining({ code: 'BAD_REFERENCE_DATE' }));
    },
  );

  it('names no day that four digits cannot write', () => {
    expect(on('hoy', '9999-12-31')).toBe('9999-12-31');
    expect(on('mañana', '9999-12-31')).toBeUndefined();
  });
});
