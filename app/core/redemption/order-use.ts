/** What an order does to the redemption whose code it carries, in points. */
import { returnedShare } from '#app/core/earning/goods.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { floorDivide } from '#app/core/money.ts';
import type { Program, Reward } from '#app/core/program/program.ts';
import { minorOf } from '#app/core/earning/award.ts';

/**
 * Points of the part that the order did not use up: floor(points × unused ÷ value), for amounts off alone.
 * A code whose amount the order does not state counts as used whole.
 */
export function unusedPoints(
  use: { points: number; reward: Reward; code: string; order: OrderFacts },
  settings: Program['redemption'],
): number {
  if (use.reward.kind !== 'amountOff' || settings.unusedPart === 'keep') return 0;
  const valueMinor = minorOf(use.reward.amount, use.order.currency);
  const carried = use.order.codes.find(({ code }) => code.toUpperCase() === use.code);
  if (!carried || carried.amountMinor <= 0) return 0;
  const unusedMinor = Math.max(0, valueMinor - carried.amountMinor);
  return floorDivide(BigInt(use.points) * BigInt(unusedMinor), BigInt(valueMinor));
}

/**
 * Points of a captured redemption that have come back in all, by what has come back of the order:
 * floor(captured × returned ÷ original goods), in full only when nothing of the order remains. Under the setting `full`
 * none come back before that.
 */
export function restoredPoints(captured: number, order: OrderFacts, settings: Program['redemption']): number {
  if (settings.restore === 'never') return 0;
  const share = returnedShare(order);
  if (settings.restore === 'full' && share.numerator < share.denominator) return 0;
  return floorDivide(BigInt(captured) * share.numerator, share.denominator);
}
