import { expect, test } from 'vitest';
import { aLine, anOrder, aRefund, aReturn } from '#app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { programSchema } from '#app/core/program/program.ts';
import { restoredPoints, unusedPoints } from './order-use.ts';

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

/** Each row: what came back of an order of 20.00 of which the code took 5.00, and what returns of 333 points. */
test.for<[what: string, change: Partial<OrderFacts>, proportional: number, full: number]>([
  ['nothing', {}, 0, 0],
  ['a tenth', back(0, 150), 33, 0],
  ['a half', back(1, 750), 166, 0],
  ['nearly all', back(2, 1_499), 332, 0],
  ['all goods', back(2, 1_500), 333, 333],
  ['money beyond the goods', { refunds: [aRefund({ moneyMinor: 300 })] }, 66, 0],
  ['twice a half', { refunds: [...(back(1, 750).refunds ?? []), ...(back(1, 750).refunds ?? [])] }, 333, 333],
  ['a cancellation', { cancelledAt: '2026-01-02T00:00:00Z' }, 333, 333],
  ['a full refund by status', { financialStatus: 'refunded' }, 333, 333],
  ['a voided payment', { financialStatus: 'voided' }, 333, 333],
  ['a payment taken back by the bank', { chargedBack: true }, 333, 333],
])(
  'after %s, points return by share, or whole once nothing remains, or never',
  ([, change, share, whole]) => {
    const points = (restore: 'proportional' | 'full' | 'never') =>
      restoredPoints(333, order(500, change), { ...SETTINGS, restore });
    expect([points('proportional'), points('full'), points('never')]).toEqual([share, whole, 0]);
  },
);

test.for<
  [applied: number | null, reward: 'amountOff' | 'percentOff', unusedPart: 'return' | 'keep', points: number]
>([
  [500, 'amountOff', 'return', 0],
  [250, 'amountOff', 'return', 50],
  [1, 'amountOff', 'return', 99],
  [333, 'amountOff', 'return', 33],
  [600, 'amountOff', 'return', 0],
  [0, 'amountOff', 'return', 0],
  [null, 'amountOff', 'return', 0],
  [250, 'amountOff', 'keep', 0],
  [250, 'percentOff', 'return', 0],
])(
  'a code of 5.00 for 100 points that took %s off (%s, %s) returns %s points',
  ([applied, kind, unusedPart, points]) => {
    const value = kind === 'amountOff' ? { kind, amount: '5.00' } : { kind, percent: 10 };
    const [reward] = programSchema.parse({ rewards: [{ id: 'r', points: 100, ...value }] }).rewards;
    if (!reward) throw new Error('no reward');
    const codes = applied === null ? [] : [{ code: 'tw-one', amountMinor: applied }];
    const use = { points: 100, reward, code: 'TW-ONE', order: order(applied ?? 0, { codes }) };
    expect(unusedPoints(use, { ...SETTINGS, unusedPart })).toBe(points);
  },
);
