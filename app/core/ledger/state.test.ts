/** What a state adds up to, when it is next due, and what a replay brings back of it. */
import { expect, test } from 'vitest';
import { isLegal, opensLot } from './accounts.ts';
import { noteActivity } from './activity.ts';
import { adjustBalance } from './adjust.ts';
import { bookTarget } from './book-target.ts';
import {
  atDay,
  capture,
  credit,
  days,
  earn,
  idle,
  play,
  reserve,
  restore,
  shape,
  target,
  wait,
} from './books-for-tests.ts';
import { NEVER } from './expiry.ts';
import { replay } from './replay.ts';
import { reserveShortfall } from './redeem-points.ts';
import { rescheduleExpiry } from './reschedule-expiry.ts';
import { emptyState, nextDueAt } from './state.ts';
import { bySoonestExpiry } from './take.ts';
import { mergeMembers } from './transfer.ts';

const DAY = 86_400_000;
const dueOf = (state: Parameters<typeof nextDueAt>[0]) => {
  const at = nextDueAt(state);
  return at === null ? null : at / DAY;
};

test('next due is the earliest maturity or expiry of a lot with something left', () => {
  const held = { maturesAt: 20 * DAY, expiry: days(5) };
  expect(dueOf(emptyState())).toBeNull();
  expect(dueOf(play(emptyState(), earn('a', 9, 0)).state)).toBeNull();
  expect(dueOf(play(emptyState(), earn('a', 9, 0, { expiry: days(30) })).state)).toBe(30);
  expect(dueOf(play(emptyState(), earn('a', 9, 0, held)).state)).toBe(20);
  const both = play(emptyState(), earn('a', 9, 0, { expiry: days(30) }), earn('b', 9, 0, held));
  expect(dueOf(both.state)).toBe(20);
  expect(dueOf(play(emptyState(), earn('b', 9, 0, held), earn('a', 9, 0, { expiry: days(30) })).state)).toBe(
    20,
  );
  expect(dueOf(play(both.state, wait(20)).state)).toBe(25);
  const used = play(
    emptyState(),
    earn('a', 1, 0, { expiry: days(3) }),
    earn('b', 1, 0, { expiry: days(9) }),
    reserve('r', 1, 0),
  );
  expect(dueOf(used.state)).toBe(9);
});

test('lifetime sums count what was earned, used, taken back and what lapsed', () => {
  const life = play(
    emptyState(),
    earn('a', 100, 0, { expiry: days(9) }),
    credit(30, 0),
    reserve('r', 50, 0),
    capture('r', 0),
    restore('r', 20, 1, { captured: 50 }),
    earn('a', 90, 2, { maturesAt: 0, expiry: days(9) }),
    wait(9),
  );
  expect(life.state.lifetime).toEqual({ earned: 130, redeemed: 30, revoked: 10, expired: 60 });
});

test('a replay brings back lots with their terms', () => {
  const life = play(
    emptyState(),
    earn('a', 60, 0, { expiry: days(5) }),
    reserve('r', 60, 1),
    capture('r', 2),
    restore('r', 20, 9, { captured: 60 }),
    earn('b', 7, 9, { maturesAt: 30 * DAY }),
  );
  const lots = [...life.state.lots.values()].map((lot) => ({ ...lot, openedAt: lot.openedAt + 1 }));
  expect([...replay(life.entries, lots).lots.values()]).toEqual(lots);
  const [a, b] = [...replay(life.entries, []).lots.values()];
  expect(a).toMatchObject({
    openedAt: 0,
    maturesAt: null,
    expiresAt: null,
    expiry: NEVER,
    graceGiven: false,
  });
  expect(b).toMatchObject({ matured: false, points: 7, openedAt: 9 * DAY });
});

test('a pair is legal for its kind alone, and a lot is opened by what comes from outside', () => {
  expect(isLegal({ kind: 'earn', from: 'issued', to: 'pending' })).toBe(true);
  expect(isLegal({ kind: 'earn', from: 'issued', to: 'reserved' })).toBe(false);
  expect(isLegal({ kind: 'earn', from: 'debt', to: 'pending' })).toBe(false);
  expect(opensLot({ kind: 'waive', from: 'issued', to: 'revoked' })).toBe(false);
  expect(opensLot({ kind: 'release', from: 'reserved', to: 'available' })).toBe(false);
  expect(opensLot({ kind: 'transfer', from: 'transferred', to: 'pending' })).toBe(true);
});

test('the largest adjustment is a hundred million', () => {
  const give = (points: number) =>
    adjustBalance(emptyState(), { points, reason: 'other', source: 'adjust:1', expiry: NEVER }, atDay(1)).ok;
  expect([give(100_000_000), give(100_000_001)]).toEqual([true, false]);
  const state = play(emptyState(), credit(5, 0)).state;
  const take = adjustBalance(
    state,
    { points: -9, reason: 'other', source: 'adjust:2', expiry: NEVER },
    atDay(1),
  );
  expect(take).toEqual({
    ok: false,
    rejection: { code: 'points-insufficient', details: { needed: 9, available: 5 } },
  });
});

test('lots mature in the order of their times, the older first on a tie, and not once more when nothing is left', () => {
  const held = (id: string, day: number) => earn(id, 10, 0, { maturesAt: day * DAY });
  const life = play(
    emptyState(),
    held('late', 9),
    held('soon', 5),
    held('also', 5),
    held('gone', 1),
    (state) => bookTarget(state, target('gone', 0, { maturesAt: DAY }), atDay(0)),
  );
  expect(play(life.state, wait(9)).entries.map(({ kind, source }) => `${kind} ${source}`)).toEqual([
    'mature order:soon',
    'mature order:also',
    'mature order:late',
  ]);
});

test('what ends together is used in the order of its lots', () => {
  const lot = (seq: number, expiresAt: number | null) => ({ ...emptyLot, seq, expiresAt });
  const order = [lot(3, null), lot(2, 7), lot(1, null), lot(4, 7), lot(5, 3)].sort(bySoonestExpiry);
  expect(order.map(({ seq }) => seq)).toEqual([5, 2, 4, 1, 3]);
});

const emptyLot = {
  seq: 0,
  source: '',
  points: 1,
  remaining: 1,
  matured: true,
  openedAt: 0,
  maturesAt: 0,
  expiresAt: null,
  expiry: NEVER,
  graceGiven: false,
};

test('an activity moves ends at once', () => {
  const { state } = play(emptyState(), earn('a', 1, 0, { expiry: idle(10) }));
  noteActivity(state, 5 * DAY, NEVER);
  expect(state.lots.get(1)?.expiresAt).toBe(15 * DAY);
});

test('a merge does first what is due on both sides, and joins spans by the shortest rule', () => {
  const lapsing = play(emptyState(), earn('a', 10, 0, { expiry: days(5) }));
  const waiting = play(
    emptyState(),
    earn('b', 10, 0, { maturesAt: 6 * DAY }),
    earn('c', 1, 0, { expiry: days(5) }),
  );
  const contexts = () => ({ from: atDay(7), to: atDay(7) });
  const merged = mergeMembers(lapsing.state, waiting.state, contexts());
  expect(shape(merged.from)).toEqual(['expire 10 available>expired']);
  expect(shape(merged.to)).toEqual(['mature 10 pending>available', 'expire 1 available>expired']);
  expect(merged.takenOverAt).toBe(4);
  const slow = play(emptyState(), earn('a', 1, 0, { expiry: idle(30) }));
  const quick = play(emptyState(), earn('b', 1, 6, { expiry: idle(5) }));
  expect(mergeMembers(slow.state, quick.state, contexts()).to.state.activeSpans).toEqual([
    { from: 0, to: 0 },
    { from: 6 * DAY, to: 6 * DAY },
  ]);
  expect(mergeMembers(quick.state, slow.state, contexts()).to.state.activeSpans).toHaveLength(2);
});

test('spans of which no lot is left any more are not joined by a merge', () => {
  const spans = [0, DAY / 2].map((at) => ({ from: at, to: at }));
  const contexts = { from: atDay(7), to: atDay(7) };
  const { to } = mergeMembers({ ...emptyState(), activeSpans: spans }, emptyState(), contexts);
  expect(to.state.activeSpans).toEqual(spans);
});

test('a new rule of inactivity keeps what is known of activities', () => {
  const { state } = play(
    emptyState(),
    earn('a', 1, 0, { expiry: idle(9) }),
    earn('b', 1, 8, { expiry: idle(9) }),
  );
  const after = rescheduleExpiry(state, { expiry: idle(5), notBefore: 0 }, atDay(9)).state;
  expect(after.activeSpans).toEqual([{ from: 0, to: 8 * DAY }]);
});

test('a single point is moved, matures and is taken back like any other', () => {
  const one = play(emptyState(), earn('a', 1, 0, { maturesAt: 9 * DAY }));
  expect(shape(play(one.state, wait(9)))).toEqual(['mature 1 pending>available']);
  const back = play(one.state, (state) =>
    bookTarget(state, target('a', 0, { maturesAt: 9 * DAY }), atDay(1)),
  );
  expect(shape(back)).toEqual(['revoke 1 pending>revoked']);
  const merged = mergeMembers(one.state, emptyState(), { from: atDay(2), to: atDay(2) });
  expect(shape(merged.to)).toEqual(['transfer 1 transferred>pending']);
});

test('lots come from the database in any order, and are handled in that of their numbers', () => {
  const held = (id: string) => earn(id, 10, 0, { maturesAt: 5 * DAY });
  const { state } = play(emptyState(), held('a'), held('b'));
  const turned = { ...state, lots: new Map([...state.lots].reverse()) };
  expect(play(turned, wait(5)).entries.map(({ source }) => source)).toEqual(['order:a', 'order:b']);
});

test('a rule that is no inactivity leaves activities alone', () => {
  const { state } = play(emptyState(), earn('a', 1, 3));
  const rule = { expiry: days(9), notBefore: 0 };
  expect(rescheduleExpiry(state, rule, atDay(4)).state.activeSpans).toEqual([]);
  expect(rescheduleExpiry(state, rule, atDay(4)).state.lots.get(1)?.expiresAt).toBe(12 * DAY);
});

test('a code used unpaid first lets time pass', () => {
  const { state } = play(emptyState(), earn('a', 10, 0, { expiry: days(3) }));
  const late = reserveShortfall(state, { id: 'r', points: 10 }, atDay(3));
  expect([shape(late)[0], late.short]).toEqual(['expire 10 available>expired', 10]);
});

test('a merge takes what was used out of the reservations', () => {
  const used = play(
    emptyState(),
    earn('a', 50, 0),
    reserve('r', 50, 0),
    capture('r', 0),
    restore('r', 20, 1, { captured: 50 }),
  );
  const { from } = mergeMembers(used.state, emptyState(), { from: atDay(2), to: atDay(2) });
  expect(from.state.reservations.get('redemption:r')).toEqual({
    reserved: [],
    captured: [{ lotSeq: 1, points: 20 }],
    restored: [{ lotSeq: 1, points: 20 }],
  });
});
