/** The ledger's rules by example: what each command books, from which lots, and what it refuses. */
import { expect, test } from 'vitest';
import { adjustBalance, passTime } from './adjust.ts';
import { bookTarget } from './book-target.ts';
import { atDay as at, days, earn, play as run, reserve, shape, target as order } from './books-for-tests.ts';
import { NEVER } from './expiry.ts';
import {
  capturePoints,
  releasePoints,
  reservePoints,
  reserveShortfall,
  restorePoints,
} from './redeem-points.ts';
import { emptyState, type MemberState } from './state.ts';

const DAY = 86_400_000;

test('an order earns once, and a repeat books nothing', () => {
  const first = run(emptyState(), earn('1', 100, 1));
  expect(shape(first)).toEqual(['earn 100 issued>available']);
  expect(shape(run(first.state, earn('1', 100, 2)))).toEqual([]);
});

test('points on hold are pending, mature by time, and expire counted from maturity', () => {
  const held = run(emptyState(), (state) =>
    bookTarget(state, order('1', 100, { maturesAt: 14 * DAY, expiry: days(10) }), at(0)),
  );
  expect(shape(held)).toEqual(['earn 100 issued>pending']);
  expect(shape(run(held.state, (state) => passTime(state, at(13.9))))).toEqual([]);
  const matured = run(held.state, (state) => passTime(state, at(14)));
  expect(shape(matured)).toEqual(['mature 100 pending>available']);
  expect(matured.state.lots.get(1)?.expiresAt).toBe(24 * DAY);
  expect(shape(run(matured.state, (state) => passTime(state, at(23.999))))).toEqual([]);
  expect(shape(run(matured.state, (state) => passTime(state, at(24))))).toEqual([
    'expire 100 available>expired',
  ]);
});

test('a late sweep matures and expires in one go, at the times that were due', () => {
  const held = run(emptyState(), (state) =>
    bookTarget(state, order('1', 100, { maturesAt: 14 * DAY, expiry: days(10) }), at(0)),
  );
  const late = run(held.state, (state) => passTime(state, at(100)));
  expect(shape(late)).toEqual(['mature 100 pending>available', 'expire 100 available>expired']);
});

test('the start of a hold may be heard of after the points were booked', () => {
  const waiting = run(emptyState(), (state) => bookTarget(state, order('1', 50, { maturesAt: null }), at(0)));
  expect(waiting.state.balances.pending).toBe(50);
  expect(shape(run(waiting.state, (state) => passTime(state, at(999))))).toEqual([]);
  const fulfilled = run(waiting.state, (state) =>
    bookTarget(state, order('1', 50, { maturesAt: 20 * DAY }), at(6)),
  );
  expect(shape(fulfilled)).toEqual([]);
  expect(shape(run(fulfilled.state, (state) => passTime(state, at(20))))).toEqual([
    'mature 50 pending>available',
  ]);
});

test('a refund takes the order’s own pending first, newest lot first', () => {
  const booking = run(
    emptyState(),
    earn('1', 30, 1, { maturesAt: 50 * DAY }),
    earn('1', 50, 2, { maturesAt: 50 * DAY }),
    earn('1', 25, 3, { maturesAt: 50 * DAY }),
  );
  expect(booking.entries.slice(2).map((entry) => [entry.kind, entry.points, entry.allocations])).toEqual([
    [
      'revoke',
      25,
      [
        { lotSeq: 2, points: 20 },
        { lotSeq: 1, points: 5 },
      ],
    ],
  ]);
});

test('a refund takes the own available, then others’ by soonest expiry, and owes the rest', () => {
  const state = run(
    emptyState(),
    earn('old', 40, 1, { expiry: days(100) }),
    earn('young', 40, 2, { expiry: days(50) }),
    earn('own', 100, 3),
    reserve('r', 90, 3),
  ).state;
  // The reservation took 40 of young (soonest), 40 of old, 10 of own: 90 of own are left, 100 go back.
  const refund = run(state, earn('own', 0, 4));
  expect(shape(refund)).toEqual(['revoke 90 available>revoked', 'owe 10 debt>revoked']);
  expect(refund.state.balances).toEqual({ pending: 0, available: 0, reserved: 90, debt: -10 });
});

test('a refund never touches what is reserved, nor the pending points of another order', () => {
  const state = run(
    emptyState(),
    earn('held', 70, 1, { maturesAt: 50 * DAY }),
    earn('own', 60, 1),
    reserve('r', 60, 1),
  ).state;
  const refund = run(state, earn('own', 0, 2));
  expect(shape(refund)).toEqual(['owe 60 debt>revoked']);
  expect(refund.state.balances).toEqual({ pending: 70, available: 0, reserved: 60, debt: -60 });
});

test('under the clamp policy the rest is waived, recorded, and does not bite later', () => {
  const spent = run(emptyState(), earn('1', 100, 1), reserve('r', 100, 1)).state;
  const refund = run(spent, earn('1', 0, 2, { debtPolicy: 'clamp' }));
  expect(shape(refund)).toEqual(['waive 100 issued>revoked']);
  expect(shape(run(refund.state, earn('1', 0, 3, { debtPolicy: 'clamp' })))).toEqual([]);
  expect(refund.state.balances.debt).toBe(0);
});

test('points that become available pay the debt first', () => {
  const owing = run(emptyState(), earn('1', 100, 1), reserve('r', 100, 1), earn('1', 0, 2)).state;
  const next = run(owing, earn('2', 130, 3));
  expect(shape(next)).toEqual(['earn 130 issued>available', 'settle 100 available>debt']);
  expect(next.state.balances).toEqual({ pending: 0, available: 30, reserved: 100, debt: 0 });
  const released = run(owing, (state) => releasePoints(state, { id: 'r', reason: 'unused' }, at(3)));
  expect(shape(released)).toEqual(['release 100 reserved>available', 'settle 100 available>debt']);
});

test('pending points do not pay the debt before they mature', () => {
  const owing = run(emptyState(), earn('1', 100, 1), reserve('r', 100, 1), earn('1', 0, 2)).state;
  const held = run(owing, earn('2', 130, 3, { maturesAt: 9 * DAY }));
  expect(held.state.balances).toEqual({ pending: 130, available: 0, reserved: 100, debt: -100 });
  const matured = run(held.state, (state) => passTime(state, at(9)));
  expect(shape(matured)).toEqual(['mature 130 pending>available', 'settle 100 available>debt']);
});

test('expired points are neither earned again by a repeat nor taken back twice', () => {
  const lapsed = run(emptyState(), earn('1', 100, 1, { expiry: days(10) }), (state) =>
    passTime(state, at(11)),
  ).state;
  expect(shape(run(lapsed, earn('1', 100, 12, { maturesAt: DAY, expiry: days(10) })))).toEqual([]);
  expect(shape(run(lapsed, earn('1', 40, 12, { maturesAt: DAY, expiry: days(10) })))).toEqual([]);
  expect(shape(run(lapsed, earn('1', 0, 12, { maturesAt: DAY, expiry: days(10) })))).toEqual([]);
});

test('a reservation takes the soonest expiry first and points without expiry last', () => {
  const booking = run(
    emptyState(),
    earn('never', 50, 1),
    earn('late', 50, 1, { expiry: days(90) }),
    earn('soon', 50, 1, { expiry: days(30) }),
    reserve('r', 120, 2),
  );
  expect(booking.entries.at(-1)?.allocations).toEqual([
    { lotSeq: 3, points: 50 },
    { lotSeq: 2, points: 50 },
    { lotSeq: 1, points: 20 },
  ]);
});

test('more than is available is refused and nothing is booked', () => {
  const state = run(emptyState(), earn('1', 100, 1)).state;
  const result = reservePoints(state, { id: 'r', points: 101 }, at(1));
  expect(result).toEqual({
    ok: false,
    rejection: { code: 'points-insufficient', details: { needed: 101, available: 100 } },
  });
  expect(state.seq).toBe(1);
});

test('a lapsed point cannot be reserved, however late the sweep is', () => {
  const state = run(emptyState(), earn('1', 100, 1, { expiry: days(10) })).state;
  expect(reservePoints(state, { id: 'r', points: 1 }, at(11)).ok).toBe(false);
  expect(reservePoints(state, { id: 'r', points: 1 }, at(10.999)).ok).toBe(true);
});

test('a release returns the same lots with the same expiries; a lapsed one expires at once', () => {
  const state = run(
    emptyState(),
    earn('1', 60, 1, { expiry: days(10) }),
    earn('2', 60, 1, { expiry: days(90) }),
    reserve('r', 100, 2),
  ).state;
  const early = run(state, (one) => releasePoints(one, { id: 'r', reason: 'undone' }, at(3)));
  expect([...early.state.lots.values()].map((lot) => [lot.remaining, lot.expiresAt])).toEqual([
    [60, 11 * DAY],
    [60, 91 * DAY],
  ]);
  const late = run(state, (one) => releasePoints(one, { id: 'r', reason: 'unused' }, at(20)));
  expect(shape(late)).toEqual(['release 100 reserved>available', 'expire 60 available>expired']);
});

test('a capture takes the whole reservation, less the unused part, which goes back to the longest life', () => {
  const state = run(
    emptyState(),
    earn('1', 60, 1, { expiry: days(10) }),
    earn('2', 60, 1, { expiry: days(90) }),
    reserve('r', 100, 2),
  ).state;
  const booking = run(state, (one) => capturePoints(one, { id: 'r', unusedPoints: 30 }, at(3)));
  expect(shape(booking)).toEqual(['release 30 reserved>available', 'capture 70 reserved>redeemed']);
  expect(booking.entries[0]?.allocations).toEqual([{ lotSeq: 2, points: 30 }]);
  expect(booking.state.balances).toEqual({ pending: 0, available: 50, reserved: 0, debt: 0 });
});

test('a return restores in steps, in all no more than was captured; a lapsed lot gets its grace once', () => {
  const used = run(emptyState(), earn('1', 100, 1, { expiry: days(10) }), reserve('r', 100, 2), (state) =>
    capturePoints(state, { id: 'r', unusedPoints: 0 }, at(3)),
  ).state;
  const restore = (cumulative: number, day: number) => (state: MemberState) =>
    restorePoints(state, { id: 'r', captured: 100, cumulative, graceDays: 30, expiry: NEVER }, at(day));
  const half = run(used, restore(50, 20));
  expect(shape(half)).toEqual(['restore 50 redeemed>available']);
  expect(half.state.lots.get(1)?.expiresAt).toBe(50 * DAY);
  expect(shape(run(half.state, restore(50, 21)))).toEqual([]);
  const whole = run(half.state, restore(100, 21));
  expect(whole.state.lots.get(1)?.expiresAt).toBe(50 * DAY);
  expect(shape(run(whole.state, restore(400, 22)))).toEqual([]);
  const afterGrace = run(half.state, restore(100, 60));
  expect(shape(afterGrace)).toEqual([
    'expire 50 available>expired',
    'restore 50 redeemed>available',
    'expire 50 available>expired',
  ]);
});

test('a code used after its return is paid anew, and what is missing is owed', () => {
  const state = run(emptyState(), earn('1', 30, 1)).state;
  const booking = reserveShortfall(state, { id: 'late', points: 100 }, at(2));
  expect(shape(booking)).toEqual([
    'reserve 30 available>reserved',
    'owe 70 debt>revoked',
    'capture 30 reserved>redeemed',
  ]);
  expect(booking.short).toBe(70);
});

test.each([0, 1.5, Number.NaN, Infinity, 100_000_001, -100_000_001])(
  'an adjustment of %s points is refused',
  (points) => {
    const adjustment = { points, reason: 'goodwill', source: 'a', expiry: NEVER } as const;
    expect(adjustBalance(emptyState(), adjustment, at(1))).toMatchObject({
      ok: false,
      rejection: { code: 'points-invalid' },
    });
  },
);

test('a debit never takes more than is available', () => {
  const state = run(emptyState(), earn('1', 100, 1), reserve('r', 80, 1)).state;
  const debit = (points: number) =>
    adjustBalance(state, { points, reason: 'abuse', source: 'a', expiry: NEVER }, at(2));
  expect(debit(-21)).toMatchObject({ ok: false, rejection: { code: 'points-insufficient' } });
  expect(debit(-20)).toMatchObject({ ok: true, value: { entries: [{ kind: 'debit', points: 20 }] } });
});

test('a lot that outlives its order counts as expired only as far as the order still stands', () => {
  const waived = run(
    emptyState(),
    earn('1', 100, 1, { expiry: days(3) }),
    reserve('r', 60, 1),
    earn('1', 0, 2, { expiry: days(3), debtPolicy: 'clamp' }),
    (state) => releasePoints(state, { id: 'r', reason: 'undone' }, at(2)),
  );
  // 40 were revoked, 60 waived; the 60 came back to the member and lapse, but the order gave nothing any more.
  const lapsed = run(waived.state, (state) => passTime(state, at(4)));
  expect(shape(lapsed)).toEqual(['expire 60 available>expired']);
  expect(lapsed.state.sources.get('order:1')).toEqual({
    earned: 100,
    revoked: 40,
    owed: 0,
    waived: 60,
    expired: 0,
  });
});
