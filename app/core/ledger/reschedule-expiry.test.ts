/** A new rule for points that exist already: never before the notice is over, never a longer life, nothing on hold. */
import { expect, test } from 'vitest';
import { atDay, credit, days, earn, idle, play, reserve, wait } from './books-for-tests.ts';
import { type LotExpiry, NEVER } from './expiry.ts';
import { rescheduleExpiry } from './reschedule-expiry.ts';
import { emptyState } from './state.ts';

const DAY = 86_400_000;
const MONTH: LotExpiry = { kind: 'afterMonths', months: 1, zone: 'UTC' };

/** Points of day 0 under `old`; on day 20 the rule becomes `rule`, with a notice until day `notBefore`. */
test.for<[old: LotExpiry, rule: LotExpiry, notBefore: number, end: number | null]>([
  [NEVER, days(100), 30, 100],
  [NEVER, days(25), 30, 30],
  [NEVER, days(5), 30, 30],
  [NEVER, days(30), 30, 30],
  [NEVER, MONTH, 30, 31],
  [NEVER, idle(90), 30, 100],
  [NEVER, idle(5), 30, 30],
  [NEVER, NEVER, 30, null],
  [days(100), NEVER, 30, 100],
  [days(100), days(50), 30, 50],
  [days(100), days(100), 30, 100],
  [days(100), days(200), 30, 100],
  [days(100), days(10), 30, 30],
  [days(100), days(10), 200, 100],
  [days(25), days(10), 30, 25],
  [days(25), days(50), 30, 25],
  [idle(30), days(35), 30, 35],
  [idle(30), days(50), 30, 40],
  [days(50), idle(20), 30, 30],
  [days(35), idle(30), 30, 35],
])('%j becomes %j with a notice until day %s: the end is day %s', ([old, expiry, notBefore, end]) => {
  const state = play(emptyState(), earn('a', 100, 0, { expiry: old }), earn('b', 1, 10)).state;
  const after = rescheduleExpiry(state, { expiry, notBefore: notBefore * DAY }, atDay(20));
  expect(after.entries).toEqual([]);
  expect(after.state.lots.get(1)?.expiresAt).toBe(end === null ? null : end * DAY);
});

test('a lot keeps its rule when the new one would not end it sooner', () => {
  const state = play(emptyState(), earn('a', 100, 0, { expiry: days(25) }), earn('b', 1, 0)).state;
  const after = rescheduleExpiry(state, { expiry: idle(30), notBefore: 0 }, atDay(20)).state;
  expect(after.lots.get(1)).toMatchObject({ expiry: days(25), expiresAt: 25 * DAY });
  expect(after.lots.get(2)).toMatchObject({ expiry: idle(30), expiresAt: 30 * DAY });
});

test('activity from then on keeps points alive that inactivity now ends', () => {
  const state = play(emptyState(), earn('a', 100, 0)).state;
  const changed = rescheduleExpiry(state, { expiry: idle(10), notBefore: 30 * DAY }, atDay(20)).state;
  expect(changed.activeSpans).toEqual([{ from: 0, to: 0 }]);
  // During the notice, though it is more than ten days since the last order.
  const active = play(changed, earn('b', 5, 29, { expiry: idle(10) })).state;
  expect(active.lots.get(1)?.expiresAt).toBe(39 * DAY);
  const late = play(changed, earn('b', 5, 30, { expiry: idle(10) }));
  expect(late.state.lots.get(1)?.expiresAt).toBe(30 * DAY);
});

test('a member who never earned has no activity to count from', () => {
  const state = play(emptyState(), credit(100, 0)).state;
  const changed = rescheduleExpiry(state, { expiry: idle(50), notBefore: 0 }, atDay(20)).state;
  expect([changed.activeSpans, changed.lots.get(1)?.expiresAt]).toEqual([[], 50 * DAY]);
});

test('what is known of activities stays', () => {
  const state = play(
    emptyState(),
    earn('a', 1, 0, { expiry: idle(10) }),
    earn('b', 1, 15, { expiry: idle(10) }),
  ).state;
  const changed = rescheduleExpiry(state, { expiry: idle(10), notBefore: 0 }, atDay(16)).state;
  expect(changed.activeSpans).toHaveLength(2);
});

test('points on hold keep the rule that they were given', () => {
  const state = play(emptyState(), earn('a', 100, 0, { maturesAt: 50 * DAY, expiry: days(100) })).state;
  const after = rescheduleExpiry(state, { expiry: days(10), notBefore: 30 * DAY }, atDay(20)).state;
  expect(after.lots.get(1)).toMatchObject({ expiry: days(100), expiresAt: null });
  expect(play(after, wait(50)).state.lots.get(1)?.expiresAt).toBe(150 * DAY);
});

test('lots of which nothing is left are let alone', () => {
  const state = play(emptyState(), earn('a', 100, 0), reserve('r', 100, 0)).state;
  const after = rescheduleExpiry(state, { expiry: days(10), notBefore: 30 * DAY }, atDay(20)).state;
  expect(after.lots.get(1)).toMatchObject({ expiry: NEVER, expiresAt: null });
});

test('what is due is done first, and what lapses by the new rule at once', () => {
  const state = play(
    emptyState(),
    earn('a', 100, 0, { maturesAt: 5 * DAY }),
    earn('b', 50, 15, { maturesAt: 15 * DAY }),
  ).state;
  const after = rescheduleExpiry(state, { expiry: days(10), notBefore: 0 }, atDay(20));
  expect(after.entries.map(({ kind, points }) => [kind, points])).toEqual([['expire', 100]]);
  expect(after.state.balances.available).toBe(50);
});
