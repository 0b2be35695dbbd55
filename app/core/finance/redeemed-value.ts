/**
 * What one redemption took off one order, by tax rate: the discount counts for tax when it is redeemed, against the
 * goods that it was taken off.
 */
import type { OrderFacts, OrderLine } from '#app/core/earning/order-facts.ts';
import { refundTotals } from '#app/core/earning/order-facts.ts';
import { type TaxRate, taxRatesOf } from '#app/core/finance/tax-rate.ts';
import { sum } from '#app/core/sum.ts';

export type RedeemedOrder = Pick<OrderFacts, 'lines' | 'refunds' | 'codes' | 'taxesIncluded' | 'cancelledAt'>;

/** The part of a redemption that fell on goods of one tax rate. Amounts in minor units. */
export type RedeemedPart = {
  /** Thousandths of a percent; null when the order does not tell. */
  rate: TaxRate | null;
  points: number;
  /** As the order states it: with tax when its prices include tax. */
  valueMinor: number;
  netMinor: number;
  taxMinor: number;
  /** Of the value, what fell on goods that came back. */
  returnedMinor: number;
};

export type RedeemedValue = {
  /** Null when the order does not say what the code took off. */
  valueMinor: number | null;
  parts: RedeemedPart[];
};

/** @param code as it was issued; a use beyond the first is kept as `CODE#order`. */
export function redeemedValue(
  order: RedeemedOrder,
  redemption: { code: string; captured: number },
): RedeemedValue {
  const [code = ''] = redemption.code.split('#');
  const carried = order.codes.find((one) => one.code.toUpperCase() === code.toUpperCase());
  const goods = order.lines.filter(({ kind }) => kind === 'goods');
  const valueMinor = carried?.amountMinor ?? 0;
  const weights = weightsOf(goods);
  const values = apportion(valueMinor, weights);
  const points = apportion(redemption.captured, weights);
  const rates = taxRatesOf(
    goods.map((line) => ({ amountMinor: lineMinor(line), taxMinor: line.taxMinor })),
    order.taxesIncluded,
  );
  const shares = goods.map((line, index) => ({
    rate: rates[index] ?? null,
    points: points[index] ?? 0,
    valueMinor: values[index] ?? 0,
    returnedMinor: returnedOf(order, line, values[index] ?? 0),
  }));
  const none = { rate: null, points: redemption.captured, valueMinor, returnedMinor: 0 };
  return {
    valueMinor: carried ? valueMinor : null,
    parts: byRate(shares.length > 0 ? shares : [none], order.taxesIncluded),
  };
}

type Share = Pick<RedeemedPart, 'rate' | 'points' | 'valueMinor' | 'returnedMinor'>;

function byRate(shares: Share[], taxesIncluded: boolean): RedeemedPart[] {
  return [...Map.groupBy(shares, ({ rate }) => rate)]
    .map(([rate, group]) => {
      const valueMinor = sum(group, (share) => share.valueMinor);
      return {
        rate,
        points: sum(group, (share) => share.points),
        valueMinor,
        ...split(valueMinor, rate ?? 0, taxesIncluded),
        returnedMinor: sum(group, (share) => share.returnedMinor),
      };
    })
    .filter(({ points, valueMinor }) => points !== 0 || valueMinor !== 0)
    .sort((one, other) => (other.rate ?? -1) - (one.rate ?? -1));
}

/** The tax in a value, or on it; rounded half up, once. */
function split(valueMinor: number, rate: TaxRate, taxesIncluded: boolean) {
  const whole = taxesIncluded ? 100_000n + BigInt(rate) : 100_000n;
  const taxMinor = Number((2n * BigInt(valueMinor) * BigInt(rate) + whole) / (2n * whole));
  return { netMinor: taxesIncluded ? valueMinor - taxMinor : valueMinor, taxMinor };
}

/** By what discounts took off each line, as Shopify spread them; by price where no line says. */
function weightsOf(goods: OrderLine[]): number[] {
  const discounts = goods.map(({ discountMinor }) => discountMinor);
  if (discounts.some((discount) => discount > 0)) return discounts;
  const prices = goods.map((line) => line.unitPriceMinor * line.quantity);
  return prices.some((price) => price > 0) ? prices : goods.map(() => 1);
}

/** Whole parts of a whole, in proportion: what the running sum grows by, so that they add up. */
export function apportion(whole: number, weights: readonly number[]): number[] {
  const total = BigInt(sum(weights, (weight) => weight));
  let weight = 0n;
  let before = 0;
  return weights.map((one) => {
    weight += BigInt(one);
    const until = total === 0n ? 0 : Number((BigInt(whole) * weight) / total);
    const part = until - before;
    before = until;
    return part;
  });
}

function returnedOf(order: RedeemedOrder, line: OrderLine, valueMinor: number): number {
  if (order.cancelledAt !== null) return valueMinor;
  const refunded = sum(
    refundTotals(order).lines.filter(({ lineId }) => lineId === line.id),
    ({ quantity }) => quantity,
  );
  const removed = line.currentQuantity === null ? 0 : line.quantity - line.currentQuantity;
  const quantity = Math.min(line.quantity, Math.max(refunded, removed));
  return line.quantity === 0 ? 0 : Number((BigInt(valueMinor) * BigInt(quantity)) / BigInt(line.quantity));
}

function lineMinor(line: OrderLine): number {
  return line.unitPriceMinor * line.quantity - line.discountMinor;
}
