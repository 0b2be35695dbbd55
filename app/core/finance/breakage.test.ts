import { expect, test } from 'vitest';
import { type Cohort, estimateBreakage, keptOf, keptShare } from '#app/core/finance/breakage.ts';

/** So many members per month, each given 100 points of which `redeemed` were used by those who use any at all. */
function past(months: number, members: { redeeming: number; idle: number }) {
  const cohorts: Cohort[] = Array.from({ length: months }, (_, index) => ({
    month: `2024-0${index + 1}`,
    opened: 100 * (members.redeeming + members.idle),
    redeemed: 100 * members.redeeming,
    expired: 0,
    taken: 0,
  }));
  // Everybody was given 100 points in each month: n = 100 × months, b = n for the idle and 0 for the others.
  const n = 100 * months;
  const all = members.redeeming + members.idle;
  const sums = {
    members: all,
    stayedSquared: all * n * n,
    stayedTimesBroken: members.idle * n * n,
    brokenSquared: members.idle * n * n,
  };
  return { cohorts, sums };
}

test('the share is what stayed and was not redeemed, with the interval of a ratio over members', () => {
  const { cohorts, sums } = past(4, { redeeming: 75, idle: 25 });
  const { estimate } = estimateBreakage(cohorts, sums);
  expect(estimate).toMatchObject({ stayed: 40_000, broken: 10_000, share: 0.25, expiredShare: 0 });
  // With equal members the ratio is a plain proportion: 1.96 × √(0.25 × 0.75 ÷ 99).
  expect(estimate?.low).toBeCloseTo(0.25 - 1.96 * Math.sqrt((0.25 * 0.75) / 99), 10);
  expect(estimate?.high).toBeCloseTo(0.25 + 1.96 * Math.sqrt((0.25 * 0.75) / 99), 10);
});

test('points that were taken back are neither redeemed nor broken', () => {
  const { sums } = past(3, { redeeming: 100, idle: 0 });
  const cohorts = ['2024-01', '2024-02', '2024-03'].map((month) => ({
    ...{ month, opened: 1000, redeemed: 300, expired: 200, taken: 400 },
  }));
  const { cohorts: shares, estimate } = estimateBreakage(cohorts, sums);
  expect(shares[0]).toMatchObject({ unredeemed: 100, share: 0.5 });
  expect(estimate).toMatchObject({ stayed: 1800, broken: 900, share: 0.5 });
  expect(estimate?.expiredShare).toBeCloseTo(1 / 3, 12);
});

test.for<[string, number, { redeeming: number; idle: number }, string]>([
  ['nobody has points of that age', 0, { redeeming: 0, idle: 0 }, 'nothing'],
  ['there are 99 members', 4, { redeeming: 74, idle: 25 }, 'members'],
  ['there are two months', 2, { redeeming: 75, idle: 25 }, 'months'],
])('no figure is given while %s', ([, months, members, missing]) => {
  const { cohorts, sums } = past(months, members);
  expect(estimateBreakage(cohorts, sums)).toMatchObject({ estimate: null, missing });
});

test('the interval never leaves 0 to 1', () => {
  const { cohorts, sums } = past(3, { redeeming: 1, idle: 99 });
  expect(estimateBreakage(cohorts, sums).estimate?.high).toBe(1);
});

test('without an estimate every point is kept', () => {
  expect(keptShare(null)).toEqual({ numerator: 1n, denominator: 1n });
  expect(keptShare({ stayed: 40_000, broken: 10_000 })).toEqual({ numerator: 30_000n, denominator: 40_000n });
  expect(keptOf(0.2)).toEqual({ numerator: 800_000n, denominator: 1_000_000n });
});
