/**
 * The shop's calendar: days, months and years in its time zone, daylight saving and leap days included.
 * Instants are milliseconds since 1970, days are texts such as "2026-03-29".
 *
 * Local times that do not exist (the clock springs forward) move on by the gap; those that exist twice mean the first.
 */
import { Temporal } from 'temporal-polyfill';
import { DAY_MS } from '#app/core/time.ts';

export type CalendarPeriod = 'day' | 'week' | 'month' | 'year' | 'lifetime';

/** From `from` on, and before `until`. */
export type Span = { from: number; until: number };

/** A time in which the clock of a zone is ahead of UTC by the same amount. */
type Clock = Span & { ahead: number };

/** Temporal asks the time zone database anew each time; a zone's clock changes twice a year. */
const CLOCKS = new Map<string, Clock[]>();

/** @throws RangeError for an unknown time zone. */
function clockAt(instant: number, zone: string): Clock {
  const known = CLOCKS.get(zone) ?? [];
  const found = known.find(({ from, until }) => from <= instant && instant < until);
  if (found) return found;
  const time = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const clock = {
    from: time.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    until: time.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    ahead: time.offsetNanoseconds / 1e6,
  };
  CLOCKS.set(zone, [clock, ...known]);
  return clock;
}

/** Local time as milliseconds, as if the zone's clock stood in Greenwich. */
function localOf(instant: number, zone: string): number {
  return instant + clockAt(instant, zone).ahead;
}

/** More than any clock is ever changed by: so far from a change a local time means one instant. */
const CHANGE_MAX = 2 * DAY_MS;

function instantOf(local: number, zone: string): number {
  const clock = clockAt(local, zone);
  const instant = local - clock.ahead;
  if (clock.from + CHANGE_MAX <= instant && instant < clock.until - CHANGE_MAX) return instant;
  const plain = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
  return plain.toZonedDateTime(zone).epochMilliseconds;
}

function midnightOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayFrom(local: number): string {
  return new Date(local).toISOString().slice(0, -'T00:00:00.000Z'.length);
}

/** The day on which an instant lies. @throws RangeError for an unknown time zone. */
export function dayOf(instant: number, zone: string): string {
  return dayFrom(localOf(instant, zone));
}

/** The first instant of a day. */
export function startOfDay(day: string, zone: string): number {
  const instant = instantOf(midnightOf(day), zone);
  // Where midnight itself is skipped, or comes twice, the day begins as the database says.
  return near(instant, zone) ? Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds : instant;
}

function near(instant: number, zone: string): boolean {
  const { from, until } = clockAt(instant, zone);
  return instant < from + CHANGE_MAX || instant >= until - CHANGE_MAX;
}

/** An hour of a day, as "21:30". */
export function atLocalTime(day: string, time: string, zone: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return instantOf(midnightOf(day) + (hours * 60 + minutes) * 60_000, zone);
}

/** The first instant after a day. */
export function endOfDay(day: string, zone: string): number {
  return startOfDay(addDays(day, 1), zone);
}

export function addDays(day: string, days: number): string {
  return dayFrom(midnightOf(day) + days * DAY_MS);
}

/** Days from one day to another; negative when the other lies before. */
export function daysBetween(day: string, other: string): number {
  return Temporal.PlainDate.from(day).until(Temporal.PlainDate.from(other)).days;
}

/** The same local time so many months later; a day that the month lacks becomes its last. */
export function addMonths(instant: number, months: number, zone: string): number {
  const local = localOf(instant, zone);
  const day = new Date(local);
  const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0)).getUTCDate();
  const days = Math.min(day.getUTCDate(), last) - 1;
  const time = local - midnightOf(dayFrom(local));
  return instantOf(first + days * DAY_MS + time, zone);
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
  const day = midnightOf(dayOf(instant, zone));
  const [first, next] = boundsOf(day, period, firstMonth);
  return { from: startOfDay(dayFrom(first), zone), until: startOfDay(dayFrom(next), zone) };
}

/** The first day of the period and of the next one, as midnights in Greenwich. */
function boundsOf(
  day: number,
  period: Exclude<CalendarPeriod, 'lifetime'>,
  firstMonth: number,
): [first: number, next: number] {
  const date = new Date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (period) {
    case 'day':
      return [day, day + DAY_MS];
    case 'week': {
      const monday = day - ((date.getUTCDay() + 6) % 7) * DAY_MS;
      return [monday, monday + 7 * DAY_MS];
    }
    case 'month':
      return [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)];
    case 'year': {
      const begins = month >= firstMonth - 1 ? year : year - 1;
      return [Date.UTC(begins, firstMonth - 1, 1), Date.UTC(begins + 1, firstMonth - 1, 1)];
    }
  }
}

/** The local time of an instant, as "21:30". */
export function localTimeOf(instant: number, zone: string): string {
  return new Date(localOf(instant, zone)).toISOString().slice(11, 16);
}
