/**
 * What each line of an order counts, exactly: what remains of it, scaled so that all lines together are what the
 * breakdown counts of goods. So money refunded beyond lines lowers every line in proportion.
 */
import type { LineTraits } from '#app/core/earning/award.ts';
import { type CountingRules, type GoodsBreakdown, remainingLines } from '#app/core/earning/goods.ts';
import type { OrderFacts, OrderLine } from '#app/core/earning/order-facts.ts';

export type CountedLine = {
  line: OrderLine;
  traits: LineTraits | undefined;
  /** In minor units, over the goods' common denominator. */
  amount: bigint;
  /** Pieces that remain. */
  pieces: number;
};

export type CountedGoods = { lines: CountedLine[]; shipping: bigint; denominator: bigint };

export function countLines(
  order: OrderFacts,
  rules: CountingRules,
  breakdown: GoodsBreakdown,
  traits: Record<string, LineTraits>,
): CountedGoods {
  const remaining = remainingLines(order, rules);
  const goods = BigInt(breakdown.countedMinor - breakdown.shippingMinor);
  const weights = weightsOf(remaining);
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  const denominator = all === 0n ? 1n : all;
  return {
    lines: remaining.map(({ line, pieces }, index) => ({
      line,
      traits: traits[line.id],
      amount: (weights[index] ?? 0n) * goods,
      pieces,
    })),
    shipping: BigInt(breakdown.shippingMinor) * denominator,
    denominator,
  };
}

/** What remains of each line; where nothing does and yet goods count (odd taxes), what was sold, at last by line. */
function weightsOf(remaining: ReturnType<typeof remainingLines>): bigint[] {
  const candidates = [
    remaining.map(({ amountMinor }) => BigInt(amountMinor)),
    remaining.map(({ line }) => BigInt(Math.max(0, line.unitPriceMinor * line.quantity))),
  ];
  return candidates.find((list) => list.some((weight) => weight > 0n)) ?? remaining.map(() => 1n);
}
