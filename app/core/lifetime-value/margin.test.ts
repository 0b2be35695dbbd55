import { expect, test } from 'vitest';
import { knownMargin, marginOfOrders, onMargin } from '#app/core/lifetime-value/margin.ts';

type Order = Parameters<typeof marginOfOrders>[0][number];

function line(change: Partial<Order['lines'][number]>): Order['lines'][number] {
  return {
    ...{ id: '1', kind: 'goods', title: 'Tea', productId: '1', variantId: 'tea', vendor: null, quantity: 1 },
    ...{ currentQuantity: null, unitPriceMinor: 11_900, discountMinor: 0, taxMinor: 1_900 },
    ...change,
  };
}
const costOf = (variantId: string | null) => (variantId === 'tea' ? 6_000 : null);

test('what remains is a share of what customers pay: taxes are paid and do not remain, within the price or on top', () => {
  const within = { taxesIncluded: true, lines: [line({})] };
  // 119.00 paid, 19.00 tax, 60.00 cost: 40.00 remain.
  expect(marginOfOrders([within], costOf)?.percent).toBeCloseTo((4_000 / 11_900) * 100, 9);
  const onTop = { taxesIncluded: false, lines: [line({ unitPriceMinor: 10_000 })] };
  expect(marginOfOrders([onTop], costOf)?.percent).toBeCloseTo((4_000 / 11_900) * 100, 9);
});

test('discounts and quantities count, tips and gift cards do not, and goods without a cost lower what is known', () => {
  const lines = [
    line({ quantity: 2, discountMinor: 3_800, taxMinor: 0, unitPriceMinor: 10_900 }),
    line({ kind: 'giftCard', unitPriceMinor: 50_000, taxMinor: 0 }),
    line({ kind: 'tip', variantId: null, taxMinor: 0 }),
    line({ variantId: null, unitPriceMinor: 6_000, taxMinor: 0 }),
  ];
  // 180.00 paid for two that cost 120.00; 60.00 for something whose cost nobody knows.
  expect(marginOfOrders([{ taxesIncluded: true, lines }], costOf)).toEqual({
    percent: (6_000 / 18_000) * 100,
    knownShare: 0.75,
  });
  expect(marginOfOrders([{ taxesIncluded: true, lines }], () => null)).toBeNull();
  expect(marginOfOrders([], costOf)).toBeNull();
});

test.each([
  { given: 42, costs: { percent: 30, knownShare: 1 }, known: { percent: 42, from: 'given' } },
  { given: null, costs: { percent: 33.6, knownShare: 0.5 }, known: { percent: 34, from: 'costs' } },
  { given: null, costs: { percent: 33.6, knownShare: 0.49 }, known: null },
  { given: null, costs: { percent: -5, knownShare: 1 }, known: null },
  { given: null, costs: { percent: 100, knownShare: 1 }, known: null },
  { given: null, costs: null, known: null },
])('what the merchant states goes before her costs, and nothing is assumed: $given, $costs', (one) => {
  expect(knownMargin(one.given, one.costs)).toEqual(one.known);
});

test('value on margin is value × margin, not rounded', () => {
  expect(onMargin(12_345, { percent: 40 })).toBe(4_938);
  expect(onMargin(1, { percent: 50 })).toBe(0.5);
});
