import { expect, test } from 'vitest';
import { nextMeasure, shareOf, type WeekFacts, type WeekFigures } from '#app/core/report/week-report.ts';

const WEEK: WeekFigures = {
  orders: 40,
  revenueMinor: 200_000,
  returning: 20,
  returningRevenueMinor: 120_000,
  newcomers: 20,
  reactivated: 2,
  redeemed: 500,
  mails: 30,
  goals: 3,
};
const FACTS: WeekFacts = {
  from: '2027-03-01',
  to: '2027-03-07',
  last: WEEK,
  before: WEEK,
  costMinor: 500,
  tasksOpen: 2,
  tasksLate: 0,
  journeysOn: 4,
};

test.for<[string, Partial<WeekFacts>, string]>([
  ['all as before', {}, 'keep-on'],
  ['somebody waits', { tasksLate: 1, journeysOn: 0 }, 'late-tasks'],
  ['nothing is on', { journeysOn: 0 }, 'journeys-off'],
  ['nobody redeems', { last: { ...WEEK, redeemed: 0 } }, 'no-redemptions'],
  ['nobody redeems in few orders', { last: { ...WEEK, orders: 19, returning: 10, redeemed: 0 } }, 'keep-on'],
  ['fewer come back', { last: { ...WEEK, returning: 19 } }, 'fewer-return'],
  ['fewer orders, the same share', { last: { ...WEEK, orders: 20, returning: 10 } }, 'keep-on'],
])('%s: %o is %s', ([, change, next]) => {
  expect(nextMeasure({ ...FACTS, ...change })).toBe(next);
});

test('without orders nobody has returned', () => {
  expect(shareOf({ orders: 0, returning: 0 })).toBe(0);
});
