/**
 * The shop's calendar: days, months and years in its time zone, daylight saving and leap days included.
 * Instants are milliseconds since 1970, days are texts such as "2026-03-29".
 *
 * Local times that do not exist (the clock springs forward) move on by the gap; those that exist twice mean the first.
 */
import { Temporal } from 'temporal-polyfill';

export type CalendarPeriod = 'day' | 'week' | 'month' | 'year' | 'lifetime';

/** From `from` on, and before `until`. */
export type Span = { from: number; until: number };

function zoned(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

/** The day on which an instant lies. @throws RangeError for an unknown time zone. */
export function dayOf(instant: number, zone: string): string {
  return zoned(instant, zone).toPlainDate().toString();
}

/** The first instant of a day. */
export function startOfDay(day: string, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
}

/** The first instant after a day. */
export function endOfDay(day: string, zone: string): number {
  return startOfDay(addDays(day, 1), zone);
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Days from one day to another; negative when the other lies before. */
export function daysBetween(day: string, other: string): number {
  return Temporal.PlainDate.from(day).until(Temporal.PlainDate.from(other)).days;
}

/** The same local time so many months later; a day that the month lacks becomes its last. */
export function addMonths(instant: number, months: number, zone: string): number {
  return zoned(instant, zone).add({ months }).epochMilliseconds;
}

/** A day and month in a year; 29 February is 28 February where there is none. */
export function dayInYear(year: number, month: number, day: number): string {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }).toString();
}

export function yearOf(day: string): number {
  return Temporal.PlainDate.from(day).year;
}

/** The period around an instant; weeks begin on Monday, years with the first of `firstMonth`. */
export function periodAround(instant: number, period: CalendarPeriod, zone: string, firstMonth = 1): Span {
  if (period === 'lifetime') return { from: -Infinity, until: Infinity };
  const first = firstDayOf(zoned(instant, zone).toPlainDate(), period, firstMonth);
  const next = first.add({ [`${period}s`]: 1 });
  return {
    from: first.toZonedDateTime(zone).epochMilliseconds,
    until: next.toZonedDateTime(zone).epochMilliseconds,
  };
}

function firstDayOf(
  day: Temporal.PlainDate,
  period: Exclude<CalendarPeriod, 'lifetime'>,
  firstMonth: number,
): Temporal.PlainDate {
  switch (period) {
    case 'day':
      return day;
    case 'week':
      return day.subtract({ days: day.dayOfWeek - 1 });
    case 'month':
      return day.with({ day: 1 });
    case 'year':
      return day.with({ day: 1 }).subtract({ months: (day.month - firstMonth + 12) % 12 });
  }
}
