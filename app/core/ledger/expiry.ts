/** How long points live: the rule that a lot carries, and the instant at which its time is up. */
import { addDays, addMonths, dayInYear, dayOf, endOfDay, yearOf } from '#app/core/calendar.ts';
import type { Expiry } from '#app/core/program/validity.ts';
import { DAY_MS } from '#app/core/time.ts';

/** A program's rule with the shop's time zone where it asks for one: stored with every lot, so that it stays. */
export type LotExpiry =
  | { kind: 'never' }
  | { kind: 'afterDays'; days: number }
  | { kind: 'afterMonths'; months: number; zone: string }
  | { kind: 'inactivity'; days: number }
  | { kind: 'fixedDate'; month: number; day: number; atLeastDays: number; zone: string };

export const NEVER: LotExpiry = { kind: 'never' };

export function lotExpiryOf(expiry: Expiry, zone: string): LotExpiry {
  switch (expiry.kind) {
    case 'never':
      return NEVER;
    case 'afterDays':
      return { kind: 'afterDays', days: expiry.days };
    case 'afterMonths':
      return { kind: 'afterMonths', months: expiry.months, zone };
    case 'inactivity':
      return { kind: 'inactivity', days: expiry.days };
    case 'fixedDate': {
      const { month, day, atLeastDays } = expiry;
      return { kind: 'fixedDate', month, day, atLeastDays, zone };
    }
  }
}

/**
 * When points that matured at `maturedAt` end, in milliseconds; null when never. They are usable while now < that time.
 * `activeAt` is the member's last activity that keeps them alive; only `inactivity` asks for it.
 */
export function expiresAt(expiry: LotExpiry, maturedAt: number, activeAt: number | null): number | null {
  switch (expiry.kind) {
    case 'never':
      return null;
    case 'afterDays':
      return maturedAt + expiry.days * DAY_MS;
    case 'afterMonths':
      return addMonths(maturedAt, expiry.months, expiry.zone);
    case 'inactivity':
      return Math.max(maturedAt, activeAt ?? maturedAt) + expiry.days * DAY_MS;
    case 'fixedDate':
      // Points that mature with the end of that day would otherwise end at once.
      return firstEndOf(expiry, Math.max(maturedAt + 1, maturedAt + expiry.atLeastDays * DAY_MS));
  }
}

/** The first end of that day of a year that does not lie before `earliest`. */
function firstEndOf(date: { month: number; day: number; zone: string }, earliest: number): number {
  const { month, day, zone } = date;
  // The day before: its end may be that very instant.
  const year = yearOf(addDays(dayOf(earliest, zone), -1));
  const thisYear = endOfDay(dayInYear(year, month, day), zone);
  return thisYear >= earliest ? thisYear : endOfDay(dayInYear(year + 1, month, day), zone);
}
