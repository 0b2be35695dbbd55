/**
 * Revenue deferred for points, month by month (IFRS 15.B39–B43; under HGB the same amounts as a deferred performance).
 *
 * Deferred are the points' stand-alone selling price: points × value × (1 − breakage). It is released when points are
 * redeemed or expire, and taken back with the sale when goods come back. Points tie to the ledger exactly; amounts are
 * rounded once per running sum, so that every row adds up to the cent.
 */
import type { Fraction } from '#app/core/earning/fraction.ts';
import { CHANGES, type Changes, type Roll } from '#app/core/finance/movements.ts';
import { type PointValue, valueMinor, valueParts } from '#app/core/finance/point-value.ts';

export type DeferralAmounts = { [change in keyof Changes]: number } & {
  opening: number;
  /** What a change of the points' value did to the opening points. */
  revalued: number;
  closing: number;
};

export type DeferralMonth = {
  month: string;
  points: Roll;
  value: PointValue | null;
  /** Minor units, signed; null while points have no price. */
  amounts: DeferralAmounts | null;
};

/** @param valueAt the value of a point at the end of a month, and at the end of the month before the first. */
export function deferralByMonth(
  rolls: readonly Roll[],
  valueAt: { before: PointValue | null; ends: readonly (PointValue | null)[] },
  kept: Fraction,
): DeferralMonth[] {
  return rolls.map((points, index) => {
    const value = valueAt.ends[index] ?? null;
    const previous = index === 0 ? valueAt.before : (valueAt.ends[index - 1] ?? null);
    return {
      month: points.period,
      points,
      value,
      amounts: value && amountsOf(points, value, previous, kept),
    };
  });
}

function amountsOf(
  roll: Roll,
  value: PointValue,
  previous: PointValue | null,
  kept: Fraction,
): DeferralAmounts {
  // Additions first, so that no running sum falls below zero.
  const [opened = 0, ...changes] = valueParts(
    [roll.opening, ...CHANGES.map((change) => roll[change])],
    value,
    kept,
  );
  const opening = previous ? valueMinor(roll.opening, previous, kept) : 0;
  const [issued = 0, restored = 0, redeemed = 0, expired = 0, takenBack = 0, settled = 0, moved = 0] =
    changes;
  return {
    opening,
    revalued: opened - opening,
    ...{ issued, restored, redeemed, expired, takenBack, settled, moved },
    closing: valueMinor(roll.closing, value, kept),
  };
}
