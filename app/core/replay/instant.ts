/** Instants as people and exports write them, read to the millisecond; without an offset they are UTC. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#app/core/time.ts';

const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i;

/**
 * A bare date means its first millisecond or its last one, as `edge` says. Digits beyond milliseconds are dropped.
 * @returns milliseconds since 1970, or undefined when the text is no instant that exists.
 */
export function parseInstant(text: string, edge: 'start' | 'end'): number | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', offset = 'Z'] = match;
  const midnight = dayOf(Number(year), Number(month), Number(day));
  if (midnight === undefined) return undefined;
  if (hour === undefined) return edge === 'start' ? midnight : midnight + DAY_MS - 1;
  const shift = offsetOf(offset);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || shift === undefined)
    return undefined;
  const time = Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * 1000;
  return midnight + time + Number(fraction.slice(0, 3).padEnd(3, '0')) - shift;
}

function dayOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() : undefined;
}

function offsetOf(offset: string): number | undefined {
  if (offset.toUpperCase() === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', ''));
  if (hours > 23 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS);
}
