/** Days of the Gregorian calendar as whole numbers, counted from 1970-01-01: no clock and no time zone in it. */

const MS_PER_DAY = 86_400_000;

/** @param month from 1. @returns undefined for a day that there is not (30 February). */
export function dayOf(year: number, month: number, date: number): number | undefined {
  const time = new Date(0).setUTCFullYear(year, month - 1, date);
  const made = new Date(time);
  const isReal = made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
  return isReal ? time / MS_PER_DAY : undefined;
}

/** `YYYY-MM-DD`; undefined after the year 9999, which has no such form. */
export function isoOf(day: number): string | undefined {
  const date = new Date(day * MS_PER_DAY);
  return date.getUTCFullYear() > 9999 ? undefined : date.toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return new Date(day * MS_PER_DAY).getUTCDay();
}

/** The next such weekday after a day. */
export function nextWeekday(weekday: number, from: number): number {
  return from + 1 + ((weekday - weekdayOf(from) - 1 + 14) % 7);
}

/** The next day with this number on or after a day; months that do not have it are passed over. */
export function nextDayOfMonth(date: number, from: number): number | undefined {
  const [year, month] = monthOf(from);
  // Of two months that follow each other at least one has 31 days.
  return firstFrom(
    from,
    [0, 1, 2].map((ahead) =>
      dayOf(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, date),
    ),
  );
}

/** The next such day of a year on or after a day, this year or the next. */
export function nextDayOfYear(month: number, date: number, from: number): number | undefined {
  const [year] = monthOf(from);
  return firstFrom(from, [dayOf(year, month, date), dayOf(year + 1, month, date)]);
}

function firstFrom(from: number, days: readonly (number | undefined)[]): number | undefined {
  return days.find((day) => day !== undefined && day >= from);
}

function monthOf(day: number): [number, number] {
  const date = new Date(day * MS_PER_DAY);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1];
}
