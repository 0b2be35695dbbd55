/**
 * How much of an order counts, to the minor unit, as an exact fraction. The one rounding comes later, with the
 * rate, once per order; a reversal is always a difference of two such results.
 */
import type { Fraction } from '#app/core/earning/fraction.ts';
import {
  type OrderFacts,
  type OrderLine,
  refundTotals,
  type ReturnedLine,
} from '#app/core/earning/order-facts.ts';
import { sum } from '#app/core/sum.ts';

export type CountingRules = {
  includeTax: boolean;
  includeShipping: boolean;
  /** Whether the part paid with gift cards or store credit counts. */
  storedValueEarns: boolean;
};

/** The parts of the sum, in minor units, for the explanation of an award. */
export type GoodsBreakdown = {
  goodsMinor: number;
  returnedMinor: number;
  refundedBeyondMinor: number;
  taxMinor: number;
  shippingMinor: number;
  countedMinor: number;
  storedValueMinor: number;
  paidMinor: number;
};

const PAID: readonly string[] = ['paid', 'partially_refunded'];

/** Why an order counts for nothing at all, or null when it counts. */
export function reasonNotCounting(order: OrderFacts): string | null {
  if (order.test) return 'test-order';
  if (order.cancelledAt !== null) return 'cancelled';
  if (order.chargedBack) return 'charged-back';
  if (!PAID.includes(order.financialStatus)) return `status-${order.financialStatus.replace('_', '-')}`;
  return null;
}

/** Goods that remain, with tax and shipping as the rules say, before the share of stored value. */
export function breakDownGoods(order: OrderFacts, rules: CountingRules): GoodsBreakdown {
  const returned = returnedLines(order);
  const goods = sum(order.lines.filter(isGoods), lineMinor);
  const returnedGoods = sum(returned.filter(countsAs(order, isGoods)), (line) => line.subtotalMinor);
  const beyond = refundedBeyond(order, returned);
  const remaining = Math.max(0, goods - returnedGoods - beyond);
  const lineTax =
    sum(order.lines.filter(isGoods), (line) => line.taxMinor) -
    sum(returned.filter(countsAs(order, isGoods)), (line) => line.taxMinor);
  const tax = taxChange(Math.max(0, lineTax), order.taxesIncluded, rules.includeTax);
  const shipping = rules.includeShipping ? shippingMinor(order, rules.includeTax) : 0;
  return {
    goodsMinor: goods,
    returnedMinor: returnedGoods,
    refundedBeyondMinor: beyond,
    taxMinor: tax,
    shippingMinor: shipping,
    countedMinor: Math.max(0, remaining + tax) + shipping,
    storedValueMinor: rules.storedValueEarns ? 0 : Math.max(0, order.payments?.storedValueMinor ?? 0),
    paidMinor: Math.max(0, order.payments?.totalMinor ?? 0),
  };
}

/** The counted amount times (1 − net of gift card and store credit ÷ net paid). */
export function countedFraction(breakdown: GoodsBreakdown): Fraction {
  const share = earningShare(breakdown);
  return { numerator: BigInt(breakdown.countedMinor) * share.numerator, denominator: share.denominator };
}

/** The share of the payment that earns. */
export function earningShare({
  storedValueMinor,
  paidMinor,
}: Pick<GoodsBreakdown, 'storedValueMinor' | 'paidMinor'>): Fraction {
  if (storedValueMinor === 0 || paidMinor === 0) return { numerator: 1n, denominator: 1n };
  return { numerator: BigInt(Math.max(0, paidMinor - storedValueMinor)), denominator: BigInt(paidMinor) };
}

/** What remains of each line of goods by itself, with tax as the rules say, before money refunded beyond lines. */
export function remainingLines(
  order: OrderFacts,
  rules: Pick<CountingRules, 'includeTax'>,
): { line: OrderLine; amountMinor: number; pieces: number }[] {
  const returned = returnedLines(order);
  return order.lines.filter(isGoods).map((line) => {
    const back = returned.filter(({ lineId }) => lineId === line.id);
    const price = lineMinor(line) - sum(back, ({ subtotalMinor }) => subtotalMinor);
    const tax = line.taxMinor - sum(back, ({ taxMinor }) => taxMinor);
    const change = taxChange(Math.max(0, tax), order.taxesIncluded, rules.includeTax);
    return {
      line,
      amountMinor: Math.max(0, Math.max(0, price) + change),
      pieces: Math.max(0, line.quantity - sum(back, ({ quantity }) => quantity)),
    };
  });
}

/**
 * How much of an order's goods has gone back, against the goods as first sold: what a redemption's return is measured
 * by. The whole once nothing of the order remains. Goods that discounts paid in full are weighed by their prices.
 */
export function returnedShare(order: OrderFacts): Fraction {
  if (nothingRemains(order)) return { numerator: 1n, denominator: 1n };
  const goods = order.lines.filter(isGoods);
  const returned = returnedLines(order).filter(countsAs(order, isGoods));
  const sold = sum(goods, lineMinor);
  if (sold > 0) {
    const beyond = refundedBeyond(order, returnedLines(order));
    return shareUpTo(sum(returned, (line) => line.subtotalMinor) + beyond, sold);
  }
  const prices = new Map(goods.map((line) => [line.id, line.unitPriceMinor]));
  return shareUpTo(
    sum(returned, (line) => (prices.get(line.lineId) ?? 0) * line.quantity),
    sum(goods, (line) => line.unitPriceMinor * line.quantity),
  );
}

function nothingRemains(order: OrderFacts): boolean {
  return (
    order.cancelledAt !== null ||
    order.chargedBack === true ||
    order.financialStatus === 'refunded' ||
    order.financialStatus === 'voided'
  );
}

function shareUpTo(part: number, whole: number): Fraction {
  if (whole === 0) return { numerator: 0n, denominator: 1n };
  return { numerator: BigInt(Math.min(part, whole)), denominator: BigInt(whole) };
}

function isGoods(line: OrderLine): boolean {
  return line.kind === 'goods';
}

function countsAs(
  order: OrderFacts,
  predicate: (line: OrderLine) => boolean,
): (line: ReturnedLine) => boolean {
  const ids = new Set(order.lines.filter(predicate).map((line) => line.id));
  return (returned) => ids.has(returned.lineId);
}

function lineMinor(line: OrderLine): number {
  return line.unitPriceMinor * line.quantity - line.discountMinor;
}

/** Returns from refunds, and what an edit removed without one: that part of the line's price and tax. */
function returnedLines(order: OrderFacts): ReturnedLine[] {
  const refunded = refundTotals(order).lines;
  const removed = order.lines.flatMap((line) => {
    if (line.currentQuantity === null || line.quantity === 0) return [];
    const inRefunds = sum(
      refunded.filter((one) => one.lineId === line.id),
      (one) => one.quantity,
    );
    const quantity = line.quantity - line.currentQuantity - inRefunds;
    if (quantity <= 0) return [];
    return [
      {
        lineId: line.id,
        quantity,
        subtotalMinor: shareOf(lineMinor(line), quantity, line.quantity),
        taxMinor: shareOf(line.taxMinor, quantity, line.quantity),
      },
    ];
  });
  return [...refunded, ...removed];
}

/** Part of an amount by quantity, rounded up, so that what remains is never too much. */
function shareOf(amountMinor: number, quantity: number, of: number): number {
  const exact = BigInt(amountMinor) * BigInt(quantity);
  return Number((exact + BigInt(of) - 1n) / BigInt(of));
}

/** Refunded money that lines, their tax and shipping do not account for. */
function refundedBeyond(order: OrderFacts, returned: ReturnedLine[]): number {
  const refunded = refundTotals(order);
  const lineTax = order.taxesIncluded ? 0 : sum(returned, (line) => line.taxMinor);
  const lines = sum(returned, (line) => line.subtotalMinor) + lineTax;
  const explained = lines + refunded.shippingMinor + refunded.shippingTaxMinor + refunded.otherMinor;
  return Math.max(0, refunded.moneyMinor - explained);
}

/** What the tax setting adds to prices without tax, or takes off prices with tax. */
function taxChange(taxMinor: number, pricesIncludeTax: boolean, countTax: boolean): number {
  if (pricesIncludeTax === countTax) return 0;
  return countTax ? taxMinor : -taxMinor;
}

function shippingMinor(order: OrderFacts, countTax: boolean): number {
  const refunded = refundTotals(order);
  const net = order.shippingMinor - refunded.shippingMinor;
  const tax = order.shippingTaxMinor - refunded.shippingTaxMinor;
  return Math.max(0, net + taxChange(Math.max(0, tax), order.taxesIncluded, countTax));
}
