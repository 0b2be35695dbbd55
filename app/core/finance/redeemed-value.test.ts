import { expect, test } from 'vitest';
import { aLine, anOrder, aRefund, aReturn } from '#app/core/earning/facts-for-tests.ts';
import { apportion, redeemedValue } from '#app/core/finance/redeemed-value.ts';

/** A lamp for 119.00 at 19 % and a book for 107.00 at 7 %, 5.00 off, spread by price. */
const lamp = aLine({ id: 'lamp', unitPriceMinor: 11_900, discountMinor: 263, taxMinor: 1_858 });
const book = aLine({ id: 'book', unitPriceMinor: 10_700, discountMinor: 237, taxMinor: 684 });
const order = anOrder({
  taxesIncluded: true,
  lines: [lamp, book],
  codes: [{ code: 'tw-1', amountMinor: 500 }],
});
const used = { code: 'TW-1', captured: 500 };

test('the value is split by tax rate as the discount was spread, and adds up', () => {
  expect(redeemedValue(order, used)).toEqual({
    valueMinor: 500,
    parts: [
      // 2.63 at 19 %: 2.63 × 19 ÷ 119 = 0.4199; 2.37 at 7 %: 2.37 × 7 ÷ 107 = 0.1550.
      { rate: 19_000, points: 263, valueMinor: 263, netMinor: 221, taxMinor: 42, returnedMinor: 0 },
      { rate: 7_000, points: 237, valueMinor: 237, netMinor: 221, taxMinor: 16, returnedMinor: 0 },
    ],
  });
});

test('with prices without tax the value is net and the tax comes on top', () => {
  const net = anOrder({
    lines: [aLine({ discountMinor: 500, taxMinor: 1_805 })],
    codes: [{ code: 'TW-1', amountMinor: 500 }],
  });
  expect(redeemedValue(net, used).parts).toEqual([
    { rate: 19_000, points: 500, valueMinor: 500, netMinor: 500, taxMinor: 95, returnedMinor: 0 },
  ]);
});

test('goods that came back take their part of the value with them', () => {
  const returned = { ...order, refunds: [aRefund({ lines: [aReturn(10_463, { lineId: 'book' })] })] };
  expect(redeemedValue(returned, used).parts.map(({ returnedMinor }) => returnedMinor)).toEqual([0, 237]);
  const cancelled = { ...order, cancelledAt: '2026-02-01T00:00:00Z' };
  expect(redeemedValue(cancelled, used).parts.map(({ returnedMinor }) => returnedMinor)).toEqual([263, 237]);
});

test('goods that an edit removed count as returned, and no goods twice', () => {
  const line = aLine({ quantity: 2, currentQuantity: 1, discountMinor: 500 });
  const refund = aRefund({ lines: [aReturn(9_750)] });
  const edited = anOrder({ lines: [line], refunds: [refund], codes: order.codes });
  expect(redeemedValue(edited, used).parts[0]?.returnedMinor).toBe(250);
});

test('free shipping is spread over the goods by their prices', () => {
  const lines = [
    aLine({ id: 'a', unitPriceMinor: 3_000, taxMinor: 479 }),
    aLine({ id: 'b', unitPriceMinor: 1_000, taxMinor: 65 }),
  ];
  const shipped = anOrder({ taxesIncluded: true, lines, codes: [{ code: 'TW-1', amountMinor: 490 }] });
  expect(redeemedValue(shipped, used).parts).toMatchObject([
    { rate: 19_000, valueMinor: 367, points: 375 },
    { rate: 7_000, valueMinor: 123, points: 125 },
  ]);
});

test('a use beyond the first is found by the code that the order carries', () => {
  expect(redeemedValue(order, { code: 'TW-1#77', captured: 500 }).valueMinor).toBe(500);
});

test('an order that does not say what the code took off has no value, but its points', () => {
  const silent = redeemedValue({ ...order, codes: [] }, used);
  expect(silent.valueMinor).toBeNull();
  expect(silent.parts.reduce((total, { points }) => total + points, 0)).toBe(500);
});

test('goods that the discount paid in full do not tell their rate', () => {
  const line = aLine({ unitPriceMinor: 500, discountMinor: 500 });
  expect(redeemedValue(anOrder({ lines: [line], codes: order.codes }), used).parts).toMatchObject([
    { rate: null, valueMinor: 500, points: 500 },
  ]);
});

test('parts of a whole add up', () => {
  expect(apportion(100, [1, 1, 1])).toEqual([33, 33, 34]);
  expect(apportion(5, [0, 0])).toEqual([0, 0]);
});
