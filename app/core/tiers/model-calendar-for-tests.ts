/** The calendar of the tier model: ticks of a quarter day in local time, counted from the beginning of 2020. */
import { addDays, startOfDay } from '#app/core/calendar.ts';
import { DAY_MS, HOUR_MS } from '#app/core/time.ts';

export const TICKS = 4;
const DAY = DAY_MS;

/** A tick's instant in a time zone whose clocks change in the first six hours of a day, if at all. */
export function instantOfTick(tick: number, zone: string): number {
  const day = dayOfTick(tick);
  const quarter = tick % TICKS;
  if (quarter === 0) return startOfDay(day, zone);
  return startOfDay(addDays(day, 1), zone) - (TICKS - quarter) * 6 * HOUR_MS;
}

export function dayOfTick(tick: number): string {
  const { year, month, day } = dateOf(tick);
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

type Day = { year: number; month: number; day: number };
const dates = new Map<number, Day>();

function dateOf(tick: number): Day {
  const number = Math.floor(tick / TICKS);
  const known = dates.get(number);
  if (known) return known;
  const date = new Date(Date.UTC(2020, 0, 1) + number * DAY);
  const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  dates.set(number, day);
  return day;
}

export function tickOfDay(year: number, month: number, day: number): number {
  return ((Date.UTC(year, month - 1, day) - Date.UTC(2020, 0, 1)) / DAY) * TICKS;
}

export function monthsLater(tick: number, months: number): number {
  const { year, month, day } = dateOf(tick);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const target = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)));
  return tickOfDay(target.getUTCFullYear(), target.getUTCMonth() + 1, target.getUTCDate()) + (tick % TICKS);
}

/** Which year of the program a tick lies in, counted by the calendar year in which it begins. */
export function yearOfTick(tick: number, firstMonth: number): number {
  const { year, month } = dateOf(tick);
  return month >= firstMonth ? year : year - 1;
}

export function yearStart(year: number, firstMonth: number): number {
  return tickOfDay(year, firstMonth, 1);
}
