/** Spans of time, and which instants there are. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const LAST_INSTANT = Date.UTC(2200, 0);

/** Whether an instant lies between 1970 and 2200: beyond, calendars and databases disagree, and no shop has orders. */
export function isInstant(ms: number): boolean {
  return ms >= 0 && ms <= LAST_INSTANT;
}
