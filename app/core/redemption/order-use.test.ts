import { expect, test } from 'vitest';
import { aLine, anOrder, aRefund, aReturn } from '#app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { programSchema } from '#app/core/program/program.ts';
import { restoredPoints } from './order-use.ts';

const SETTINGS = programSchema.parse({}).redemption;

/** Two things for 10.00 each; `discountMinor` is on both together. */
function order(discountMinor: number, more: Partial<OrderFacts> = {}): OrderFacts {
  return anOrder({
    taxesIncluded: true,
    lines: [aLine({ id: 'l', quantity: 2, unitPriceMinor: 1_000, discountMinor })],
    totalMinor: 2_000 - discountMinor,
    ...more,
  });
}

function back(quantity: number, subtotalMinor: number): Partial<OrderFacts> {
  const lines = [aReturn(subtotalMinor, { lineId: 'l', quantity })];
  return { refunds: [aRefund({ lines, moneyMinor: subtotalMinor })] };
}

test('points come back with the share of the goods that came back, rounded down', () => {
  expect(restoredPoints(500, order(500), SETTINGS)).toBe(0);
  // 7.50 of 15.00 are half of 333: 166.5.
  expect(restoredPoints(333, order(500, back(1, 750)), SETTINGS)).toBe(166);
  expect(restoredPoints(333, order(500, back(2, 1_500)), SETTINGS)).toBe(333);
});

test('an order that points paid in full keeps them until its goods come back', () => {
  expect(restoredPoints(500, order(2_000), SETTINGS)).toBe(0);
  expect(restoredPoints(500, order(2_000, back(1, 0)), SETTINGS)).toBe(250);
  expect(restoredPoints(500, order(2_000, back(2, 0)), SETTINGS)).toBe(500);
  expect(restoredPoints(500, order(2_000, { cancelledAt: '2026-01-02T00:00:00Z' }), SETTINGS)).toBe(500);
});

test('an order without goods gives points back only when nothing of it remains', () => {
  expect(restoredPoints(500, order(0, { lines: [] }), SETTINGS)).toBe(0);
  expect(restoredPoints(500, order(0, { lines: [], financialStatus: 'refunded' }), SETTINGS)).toBe(500);
});
