/** What the points that members hold would cost if all of them were redeemed. */
import { floorDivide, parseMinor } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';

/**
 * Values points at the rate of the cheapest amount off, the first reward that a member reaches.
 * @returns minor units, rounded down; null when no amount off is offered, since points then have no price.
 */
export function liabilityMinor(program: Program, exponent: number, points: number): number | null {
  const cheapest = program.rewards
    .flatMap((reward) => (reward.kind === 'amountOff' && reward.active ? [reward] : []))
    .sort((a, b) => a.points - b.points)[0];
  const amount = cheapest && parseMinor(cheapest.amount, exponent);
  if (!cheapest || amount === undefined) return null;
  return floorDivide(BigInt(points) * BigInt(amount), BigInt(cheapest.points));
}
