import { expect, test } from 'vitest';
import { type Compass, nextR, type QuarterCounts, statesOf } from '#app/core/growth/three-rs.ts';

const QUARTER: QuarterCounts = { orders: 200, returning: 60, related: 50, newcomers: 100, referred: 5 };
const NO_GOALS = { retention: null, related: null, referral: null };

test('each is a share of its own whole', () => {
  const compass: Compass = {
    last: QUARTER,
    before: { ...QUARTER, orders: 0, returning: 0, related: 0, newcomers: 0, referred: 0 },
  };
  expect(statesOf(compass, { retention: 40, related: null, referral: 10 })).toEqual([
    { id: 'retention', share: 0.3, before: null, goal: 0.4 },
    { id: 'related', share: 0.25, before: null, goal: null },
    { id: 'referral', share: 0.05, before: null, goal: 0.1 },
  ]);
});

test.for<[string, Partial<QuarterCounts>, Parameters<typeof statesOf>[1], string | null]>([
  ['as before, without goals', {}, NO_GOALS, null],
  ['fewer came back', { returning: 50 }, NO_GOALS, 'retention'],
  ['half as many by recommendation', { returning: 50, referred: 2 }, NO_GOALS, 'referral'],
  [
    'nothing fell, one has not begun',
    { related: 0 },
    { retention: 30, related: null, referral: 5 },
    'related',
  ],
  ['goals reached', {}, { retention: 30, related: 25, referral: 5 }, null],
  ['the furthest below its goal', {}, { retention: 33, related: 50, referral: 5 }, 'related'],
])('%s', ([, change, goals, next]) => {
  expect(nextR(statesOf({ last: { ...QUARTER, ...change }, before: QUARTER }, goals))).toBe(next);
});

test('where nothing falls, what has not begun comes next', () => {
  const quarter = { ...QUARTER, referred: 0 };
  expect(nextR(statesOf({ last: quarter, before: quarter }, NO_GOALS))).toBe('referral');
  expect(nextR(statesOf({ last: { ...quarter, related: 49 }, before: quarter }, NO_GOALS))).toBe('related');
});
