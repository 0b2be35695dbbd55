/** Days and months as counts since 1 January 1970, for tables over whole histories. */
import { DAY_MS } from '#app/core/time.ts';

/** "2026-03-29" → days since 1970. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function monthOfDay(day: number): number {
  const date = new Date(day * DAY_MS);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** "2026-03" */
export function monthText(month: number): string {
  return `${1970 + Math.floor(month / 12)}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}

export function lastDayOfMonth(month: number): number {
  return Date.UTC(1970, month + 1, 0) / DAY_MS;
}
