/**
 * Where points live shorter than courts have let pass: below 36 months, or by shortening the life of points that
 * members have already. A warning and no legal advice.
 */
import type { Program } from '#app/core/program/program.ts';
import type { Expiry } from '#app/core/program/validity.ts';

export const SAFE_EXPIRY_MONTHS = 36;
const DAYS_PER_MONTH = 365 / 12;

export type ExpiryConcern = {
  version: number;
  /** `short`: points live below 36 months. `wind-down`: points that members had got a shorter life. */
  kind: 'short' | 'wind-down';
  /** Whole months that points live at least; for a wind-down, days of notice stand beside. */
  months: number;
  noticeDays: number | null;
};

/** @param versions in any order. @returns oldest version first. */
export function expiryConcerns(
  versions: readonly { version: number; config: Pick<Program, 'expiry'> }[],
): ExpiryConcern[] {
  const ordered = [...versions].sort((one, other) => one.version - other.version);
  return ordered.flatMap(({ version, config: { expiry } }, index) => {
    const months = lifeMonths(expiry);
    const before = index === 0 ? undefined : ordered[index - 1];
    const windDown =
      expiry.kind !== 'never' &&
      expiry.existing === 'apply' &&
      before !== undefined &&
      months < lifeMonths(before.config.expiry);
    const whole = Math.floor(months);
    const concerns: ExpiryConcern[] = [];
    if (months < SAFE_EXPIRY_MONTHS)
      concerns.push({ version, kind: 'short', months: whole, noticeDays: null });
    if (windDown) concerns.push({ version, kind: 'wind-down', months: whole, noticeDays: expiry.noticeDays });
    return concerns;
  });
}

/** How long points live at least, in months; days count as parts of a year of 365. */
function lifeMonths(expiry: Expiry): number {
  switch (expiry.kind) {
    case 'never':
      return Infinity;
    case 'afterMonths':
      return expiry.months;
    case 'afterDays':
    case 'inactivity':
      return expiry.days / DAYS_PER_MONTH;
    case 'fixedDate':
      return expiry.atLeastDays / DAYS_PER_MONTH;
  }
}
