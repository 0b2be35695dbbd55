/**
 * The provision for outstanding points at the end of a day (Rückstellung, § 249 (1) HGB): points by age × value of
 * a point × (1 − breakage). What members owe is stated beside it and not set off.
 */
import type { Breakage } from '#app/core/finance/breakage.ts';
import { keptOf, keptShare } from '#app/core/finance/breakage.ts';
import { AGE_MONTHS } from '#app/core/finance/periods.ts';
import { type PointValue, valueMinor, valueParts } from '#app/core/finance/point-value.ts';
import { sum } from '#app/core/sum.ts';

export type AgeGroup = {
  /** From so many months on, and below so many; null: no upper end. */
  fromMonths: number;
  belowMonths: number | null;
  points: number;
};

export type ProvisionRow = AgeGroup & { fullMinor: number; expectedMinor: number };

export type ProvisionAmounts = {
  rows: ProvisionRow[];
  /** If every point were redeemed; and after breakage, which is the proposed provision. */
  fullMinor: number;
  expectedMinor: number;
  /** The provision at the ends of the breakage's interval; null without an estimate. */
  lowMinor: number | null;
  highMinor: number | null;
  /** If every point were redeemed for the amount off that gives most per point. */
  highestMinor: number;
  /** What the owed points are worth, zero or below: stated, not deducted. */
  debtMinor: number;
};

/** Youngest first. @param buckets points by place between the bounds of `ageBounds`, oldest first. */
export function ageGroups(buckets: ReadonlyMap<number, number>): AgeGroup[] {
  const froms = [0, ...AGE_MONTHS];
  return froms.map((fromMonths, index) => ({
    fromMonths,
    belowMonths: AGE_MONTHS[index] ?? null,
    points: buckets.get(AGE_MONTHS.length - index) ?? 0,
  }));
}

export function provisionAmounts(
  groups: readonly AgeGroup[],
  debtPoints: number,
  values: { value: PointValue; highest: PointValue },
  estimate: Breakage['estimate'],
): ProvisionAmounts {
  const { value, highest } = values;
  const kept = keptShare(estimate);
  const parts = groups.map(({ points }) => points);
  const full = valueParts(parts, value);
  const expected = valueParts(parts, value, kept);
  const total = sum(parts, (points) => points);
  return {
    rows: groups.map((group, index) => ({
      ...group,
      fullMinor: full[index] ?? 0,
      expectedMinor: expected[index] ?? 0,
    })),
    fullMinor: valueMinor(total, value),
    expectedMinor: valueMinor(total, value, kept),
    lowMinor: estimate && valueMinor(total, value, keptOf(estimate.high)),
    highMinor: estimate && valueMinor(total, value, keptOf(estimate.low)),
    highestMinor: valueMinor(total, highest),
    debtMinor: 0 - valueMinor(-debtPoints, value),
  };
}
