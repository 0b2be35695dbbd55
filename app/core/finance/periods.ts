/** Days, months and ages of the shop's calendar as the finance reports cut them. */
import { addDays, addMonths, endOfDay, startOfDay } from '#app/core/calendar.ts';

/** Upper ends of the ages of lots, in months; what is older than the last makes the last group. */
export const AGE_MONTHS = [3, 6, 12, 24, 36] as const;

/** All days from one to another, both included. */
export function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function firstDayOf(month: string): string {
  return `${month}-01`;
}

/** So many months later, or earlier for a negative number: "2026-01" and −1 is "2025-12". */
export function shiftMonth(month: string, by: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** All months from one to another, both included. */
export function monthsFrom(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = shiftMonth(month, 1)) months.push(month);
  return months;
}

/** The last day of a month. */
export function lastDayOf(month: string): string {
  return addDays(firstDayOf(shiftMonth(month, 1)), -1);
}

/**
 * Instants that divide lots by age at the end of a day, oldest first: a lot earned at or after the last of them is in
 * the youngest group.
 */
export function ageBounds(day: string, zone: string): number[] {
  const end = endOfDay(day, zone);
  return AGE_MONTHS.map((months) => addMonths(end, -months, zone)).reverse();
}

/** First instants of months, and the end of the last one. */
export function monthStarts(months: readonly string[], zone: string): number[] {
  const last = months.at(-1);
  const starts = months.map((month) => startOfDay(firstDayOf(month), zone));
  return last === undefined ? starts : [...starts, startOfDay(firstDayOf(shiftMonth(last, 1)), zone)];
}
