/**
 * What a point is worth to the shop, in money: the one rule behind every figure of the liability.
 *
 * The value is that of the cheapest amount off, the first reward that a member reaches. Rewards of other kinds set no
 * value, since their cost depends on the order they are used with.
 */
import type { Fraction } from '#app/core/earning/fraction.ts';
import { floorDivide, parseMinor } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';

/** So many points take so much off; minor units. */
export type PointValue = { rewardId: string; points: number; amountMinor: number };

export const WHOLE: Fraction = { numerator: 1n, denominator: 1n };

/** @returns null when no amount off is offered, since points then have no price. */
export function pointValue(program: Program, exponent: number): PointValue | null {
  return amountsOff(program, exponent).sort((one, other) => one.points - other.points)[0] ?? null;
}

/** The amount off that gives most per point: what the points cost at most if everybody saved for it. */
export function highestPointValue(program: Program, exponent: number): PointValue | null {
  const rate = (one: PointValue, other: PointValue) =>
    BigInt(other.amountMinor) * BigInt(one.points) - BigInt(one.amountMinor) * BigInt(other.points);
  return (
    amountsOff(program, exponent).sort(
      (one, other) => Number(rate(one, other)) || one.points - other.points,
    )[0] ?? null
  );
}

function amountsOff(program: Program, exponent: number): PointValue[] {
  return program.rewards.flatMap((reward) => {
    if (reward.kind !== 'amountOff' || !reward.active) return [];
    const amountMinor = parseMinor(reward.amount, exponent);
    return amountMinor === undefined ? [] : [{ rewardId: reward.id, points: reward.points, amountMinor }];
  });
}

/** Points at a value, of which the share `kept` counts; minor units, rounded down once. Points must not be negative. */
export function valueMinor(points: number, value: PointValue, kept: Fraction = WHOLE): number {
  return floorDivide(
    BigInt(points) * BigInt(value.amountMinor) * kept.numerator,
    BigInt(value.points) * kept.denominator,
  );
}

/** @returns what points cost if all of them were redeemed, in minor units; null when points have no price. */
export function liabilityMinor(program: Program, exponent: number, points: number): number | null {
  const value = pointValue(program, exponent);
  return value && valueMinor(points, value);
}

/**
 * Values parts so that they add up to the value of their sum: each part gets what the running sum grows by. Parts may
 * be negative as long as no running sum is.
 */
export function valueParts(parts: readonly number[], value: PointValue, kept: Fraction = WHOLE): number[] {
  let points = 0;
  let before = 0;
  return parts.map((part) => {
    points += part;
    const now = valueMinor(points, value, kept);
    const share = now - before;
    before = now;
    return share;
  });
}
