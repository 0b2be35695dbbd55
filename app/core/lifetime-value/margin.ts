/**
 * What of the revenue remains: the margin as the merchant states it, else as her products' costs say. Rule: it is a share of what
 * customers pay, as revenue is everywhere here; taxes are in that and do not remain. Nothing is assumed.
 */
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { sum } from '#app/core/sum.ts';

/** Per cent of what was paid for goods whose cost is known, and the share of all goods that these are. */
export type CostMargin = { percent: number; knownShare: number };
export type KnownMargin = { percent: number; from: 'given' | 'costs' };

export const MARGIN_MIN = 1;
export const MARGIN_MAX = 95;
/** Below this share of goods with a known cost, costs say nothing about the shop. */
const KNOWN_ENOUGH = 0.5;

/** @param costOf cost of one piece of a variant in minor units, where the shop states it. */
export function marginOfOrders(
  orders: readonly Pick<OrderFacts, 'lines' | 'taxesIncluded'>[],
  costOf: (variantId: string | null) => number | null,
): CostMargin | null {
  const lines = orders.flatMap(({ lines: all, taxesIncluded }) =>
    all
      .filter(({ kind }) => kind === 'goods')
      .map(({ unitPriceMinor, quantity, discountMinor, taxMinor, variantId }) => {
        const price = unitPriceMinor * quantity - discountMinor;
        const each = costOf(variantId);
        return {
          paid: taxesIncluded ? price : price + taxMinor,
          kept: each === null ? null : price - (taxesIncluded ? taxMinor : 0) - each * quantity,
        };
      }),
  );
  const known = lines.flatMap(({ paid, kept }) => (kept === null ? [] : [{ paid, kept }]));
  const [all, paid] = [sum(lines, (line) => line.paid), sum(known, (line) => line.paid)];
  if (paid <= 0) return null;
  return { percent: (sum(known, ({ kept }) => kept) / paid) * 100, knownShare: paid / all };
}

/** Null while it is not known. */
export function knownMargin(given: number | null, costs: CostMargin | null): KnownMargin | null {
  if (given !== null) return { percent: given, from: 'given' };
  if (!costs || costs.knownShare < KNOWN_ENOUGH) return null;
  const percent = Math.round(costs.percent);
  return percent >= MARGIN_MIN && percent <= MARGIN_MAX ? { percent, from: 'costs' } : null;
}

/** Lifetime value on margin: value × margin. */
export function onMargin(minor: number, { percent }: Pick<KnownMargin, 'percent'>): number {
  return (minor * percent) / 100;
}
