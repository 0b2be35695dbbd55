/** Members that become one, and points drawn together: everything moves, nothing is won or lost, later commands find it. */
import { expect, test } from 'vitest';
import { adjustBalance } from './adjust.ts';
import { bookTarget } from './book-target.ts';
import {
  atDay,
  balancesOf,
  capture,
  days,
  earn,
  idle,
  play,
  release,
  reserve,
  restore,
  shape,
  type Step,
  target,
  wait,
} from './books-for-tests.ts';
import type { Booking } from './draft.ts';
import { NEVER } from './expiry.ts';
import { findViolations, transferredBy } from './invariants.ts';
import { replay } from './replay.ts';
import { emptyState, type MemberState, sourceTotals } from './state.ts';
import { mergeMembers, transferPoints } from './transfer.ts';

const DAY = 86_400_000;

function sumOf(...states: MemberState[]): number {
  return states.reduce((sum, { balances }) => {
    const { pending, available, reserved, debt } = balances;
    return sum + pending + available + reserved + debt;
  }, 0);
}

/** Merges on a day, and checks what must hold of any merge. */
function merged(from: Booking, to: Booking, day: number) {
  const contexts = { from: atDay(day), to: atDay(day) };
  const booking = mergeMembers(from.state, to.state, contexts, 'merge:7');
  const timePassed = sumOf(play(from.state, wait(day)).state, play(to.state, wait(day)).state);
  expect(sumOf(booking.from.state, booking.to.state)).toBe(timePassed);
  expect(booking.from.state.sources.size).toBe(0);
  const left = [...from.entries, ...booking.from.entries];
  const kept = [...to.entries, ...booking.to.entries];
  expect(transferredBy([...left, ...kept])).toBe(0);
  const lots = (state: MemberState) => [...state.lots.values()];
  const closed = { state: booking.from.state, entries: left, lots: lots(booking.from.state), closed: true };
  expect(findViolations(closed)).toEqual([]);
  const { sources } = replay(closed.entries, closed.lots);
  const inherited = [{ seq: booking.takenOverAt, sources }];
  const { state } = booking.to;
  expect(findViolations({ state, entries: kept, lots: lots(state), inherited })).toEqual([]);
  return {
    ...booking,
    /** Goes on with the member that has both books, and checks them again. */
    then(...steps: Step[]): Booking {
      const after = play(state, ...steps);
      const entries = [...kept, ...after.entries];
      expect(findViolations({ state: after.state, entries, lots: lots(after.state), inherited })).toEqual([]);
      return after;
    },
  };
}

const nobody = play(emptyState());

test('open points move with their lots: source, maturity, expiry and opening', () => {
  const from = play(
    emptyState(),
    earn('a', 100, 1, { expiry: days(30) }),
    earn('b', 50, 2, { maturesAt: 20 * DAY, expiry: days(9) }),
    reserve('r', 10, 2),
  );
  const { from: left, to } = merged(from, nobody, 3);
  expect(shape(left)).toEqual([
    'transfer 50 pending>transferred',
    'transfer 90 available>transferred',
    'transfer 10 reserved>transferred',
  ]);
  expect(shape(to)).toEqual([
    'transfer 100 transferred>available',
    'transfer 50 transferred>pending',
    'reserve 10 available>reserved',
  ]);
  expect(balancesOf(left)).toBe('nothing');
  expect(balancesOf(to)).toBe('pending 50, available 90, reserved 10');
  expect([...to.state.lots.values()]).toEqual([
    {
      seq: 1,
      source: 'order:a',
      points: 100,
      remaining: 90,
      matured: true,
      openedAt: DAY,
      maturesAt: DAY,
      expiresAt: 31 * DAY,
      expiry: days(30),
      graceGiven: false,
    },
    {
      seq: 2,
      source: 'order:b',
      points: 50,
      remaining: 50,
      matured: false,
      openedAt: 2 * DAY,
      maturesAt: 20 * DAY,
      expiresAt: null,
      expiry: days(9),
      graceGiven: false,
    },
  ]);
});

test('what is moved says where it went and whence it came', () => {
  const from = play(emptyState(), earn('a', 100, 1), reserve('r', 10, 2), earn('a', 0, 3));
  const { from: left, to } = merged(from, nobody, 4);
  const told = (booking: Booking) => booking.entries.map(({ source, reasons }) => [source, ...reasons]);
  expect(told(left)).toEqual([
    ['redemption:r', 'moved-out'],
    ['merge:7', 'merged'],
  ]);
  expect(told(to)).toEqual([
    ['order:a', 'moved-in'],
    ['redemption:r', 'moved-in'],
    ['merge:7', 'merged'],
  ]);
});

test.each<[what: string, steps: Step[], booked: string[], balances: string]>([
  ['an order is refunded', [earn('a', 0, 5)], ['revoke 100 available>revoked'], 'available 20'],
  ['an order is refunded in part', [earn('a', 30, 5)], ['revoke 70 available>revoked'], 'available 50'],
  ['an order is told again', [earn('a', 100, 5)], [], 'available 120'],
  ['goods are added to it', [earn('a', 130, 5)], ['earn 30 issued>available'], 'available 150'],
  ['its points lapse', [wait(31)], ['expire 100 available>expired'], 'available 20'],
  [
    'its points lapse, then it is refunded',
    [wait(31), earn('a', 0, 32)],
    ['expire 100 available>expired'],
    'available 20',
  ],
  ['it is spent', [reserve('n', 120, 5)], ['reserve 120 available>reserved'], 'reserved 120'],
])('after a merge, %s', (_, steps, booked, balances) => {
  const from = play(emptyState(), earn('a', 100, 1, { expiry: days(30) }));
  const to = play(emptyState(), earn('b', 20, 1));
  const after = merged(from, to, 4).then(...steps);
  expect(shape(after)).toEqual(booked);
  expect(balancesOf(after)).toBe(balances);
});

test.each<[what: string, steps: Step[], booked: string[], balances: string]>([
  ['used', [capture('r', 5)], ['capture 60 reserved>redeemed'], 'available 40'],
  [
    'used in part',
    [capture('r', 5, 25)],
    ['release 25 reserved>available', 'capture 35 reserved>redeemed'],
    'available 65',
  ],
  ['given back', [release('r', 5)], ['release 60 reserved>available'], 'available 100'],
  [
    'given back after its points have lapsed',
    [release('r', 31)],
    ['expire 40 available>expired', 'release 60 reserved>available', 'expire 60 available>expired'],
    'nothing',
  ],
  [
    'used, and its order returned',
    [capture('r', 5), restore('r', 60, 6, { captured: 60 })],
    ['capture 60 reserved>redeemed', 'restore 60 redeemed>available'],
    'available 100',
  ],
])('a reservation that was merged is %s', (_, steps, booked, balances) => {
  const from = play(emptyState(), earn('a', 100, 1, { expiry: days(30) }), reserve('r', 60, 2));
  const after = merged(from, nobody, 4).then(...steps);
  expect(shape(after)).toEqual(booked);
  expect(balancesOf(after)).toBe(balances);
});

test('a redemption that was used before the merge gives back what had not come back yet', () => {
  const from = play(
    emptyState(),
    earn('a', 100, 1),
    reserve('r', 80, 2),
    capture('r', 2),
    restore('r', 30, 3, { captured: 80 }),
    reserve('s', 50, 3),
  );
  const both = merged(from, nobody, 4);
  expect(both.from.state.lifetime.redeemed).toBe(0);
  expect(both.to.state.lifetime.redeemed).toBe(50);
  expect(balancesOf(both.to)).toBe('reserved 50');
  const share = both.then(restore('r', 45, 5, { captured: 80 }));
  expect(shape(share)).toEqual(['restore 15 redeemed>available']);
  const whole = both.then(restore('r', 45, 5, { captured: 80 }), restore('r', 80, 6, { captured: 80 }));
  expect(shape(whole)).toEqual(['restore 15 redeemed>available', 'restore 35 redeemed>available']);
  const repeated = both.then(restore('r', 30, 5, { captured: 80 }));
  expect(shape(repeated)).toEqual([]);
});

test('a captured lot that lapsed moves along, and its grace stays given once', () => {
  const life = { expiry: days(5) };
  const used = play(emptyState(), earn('a', 60, 0, life), reserve('r', 60, 1), capture('r', 2));
  const both = merged(used, nobody, 9);
  expect(balancesOf(both.to)).toBe('nothing');
  const back = both.then(restore('r', 60, 10, { captured: 60, graceDays: 7 }));
  expect(back.state.lots.get(1)).toMatchObject({ expiresAt: 17 * DAY, graceGiven: true });
  const given = play(used.state, restore('r', 20, 9, { captured: 60, graceDays: 7 }));
  const later = merged({ ...given, entries: [...used.entries, ...given.entries] }, nobody, 10);
  const rest = later.then(restore('r', 60, 15, { captured: 60, graceDays: 7 }));
  expect(rest.state.lots.get(1)).toMatchObject({ expiresAt: 16 * DAY, graceGiven: true });
});

test('debt moves and is paid by what the other has', () => {
  const owing = play(emptyState(), earn('a', 100, 1), reserve('r', 100, 1), capture('r', 1), earn('a', 0, 2));
  const rich = play(emptyState(), earn('b', 130, 1));
  const { from, to } = merged(owing, rich, 3);
  expect(shape(from)).toContain('transfer 100 transferred>debt');
  expect(shape(to).slice(-2)).toEqual(['transfer 100 debt>transferred', 'settle 100 available>debt']);
  expect([balancesOf(from), balancesOf(to)]).toEqual(['nothing', 'available 30']);
  const reversed = merged(rich, owing, 3);
  expect(balancesOf(reversed.to)).toBe('available 30');
});

test('what is booked for a source that both have is added up', () => {
  const source = 'milestone:five:1';
  const gift = (points: number, day: number): Step => {
    return (state) => bookTarget(state, { ...target('', points), source }, atDay(day));
  };
  const one = play(emptyState(), gift(10, 1), gift(4, 2));
  const other = play(emptyState(), gift(10, 1));
  const both = merged(one, other, 3);
  expect(sourceTotals(both.to.state, source)).toEqual({
    earned: 20,
    revoked: 6,
    owed: 0,
    waived: 0,
    expired: 0,
  });
  // What should be given once is brought to that by the next target.
  expect(shape(both.then(gift(10, 4)))).toEqual(['revoke 4 available>revoked']);
});

test('a merge into one that was merged before carries everything on', () => {
  const first = play(emptyState(), earn('a', 100, 1));
  const second = play(emptyState(), earn('b', 50, 1));
  const both = merged(first, second, 2);
  const inheritedByTwo = [
    { seq: both.takenOverAt, sources: replay(first.entries, [...first.state.lots.values()]).sources },
  ];
  const third = play(emptyState(), earn('c', 5, 1));
  const contexts = { from: atDay(3), to: atDay(3) };
  const all = mergeMembers(both.to.state, third.state, contexts);
  expect(balancesOf(all.to)).toBe('available 155');
  const entries = [...second.entries, ...both.to.entries, ...all.from.entries];
  const sources = replay(entries, [...all.from.state.lots.values()], inheritedByTwo).sources;
  expect(sources.get('order:a')?.earned).toBe(100);
  const books = {
    state: all.to.state,
    entries: [...third.entries, ...all.to.entries],
    lots: [...all.to.state.lots.values()],
  };
  expect(findViolations({ ...books, inherited: [{ seq: all.takenOverAt, sources }] })).toEqual([]);
  // Without what was inherited the books do not agree with their replay.
  expect(findViolations(books).map(({ rule }) => rule)).toContain(3);
});

test('the activity of both keeps the points of both alive', () => {
  const one = play(emptyState(), earn('a', 100, 0, { expiry: idle(10) }));
  const other = play(emptyState(), earn('b', 50, 8, { expiry: idle(20) }));
  const both = merged(one, other, 9);
  expect(both.to.state.activeAt).toBe(8 * DAY);
  expect(both.to.state.activeSpans).toEqual([{ from: 0, to: 8 * DAY }]);
  expect([...both.to.state.lots.values()].map((lot) => lot.expiresAt)).toEqual([28 * DAY, 18 * DAY]);
  expect([both.from.state.activeAt, both.from.state.activeSpans]).toEqual([null, []]);
});

test('members without activity stay without', () => {
  const credited = adjustBalance(
    emptyState(),
    { points: 5, reason: 'other', source: 'adjust:1', expiry: NEVER },
    atDay(1),
  );
  if (!credited.ok) throw new Error('refused');
  const both = merged(credited.value, nobody, 2);
  expect([both.to.state.activeAt, both.to.state.activeSpans]).toEqual([null, []]);
  const active = play(emptyState(), earn('a', 5, 1));
  expect(merged(active, nobody, 2).to.state.activeAt).toBe(DAY);
  expect(merged(nobody, active, 2).to.state.activeAt).toBe(DAY);
});

test('an empty member is merged without an entry', () => {
  const both = merged(nobody, play(emptyState(), earn('a', 5, 1)), 2);
  expect([both.from.entries, both.to.entries]).toEqual([[], []]);
});

test('points are drawn from another member by soonest expiry, and end when they would have ended', () => {
  const from = play(
    emptyState(),
    earn('never', 50, 1),
    earn('late', 50, 1, { expiry: days(90) }),
    earn('soon', 50, 1, { expiry: days(30) }),
  );
  const to = play(emptyState(), earn('own', 20, 1));
  const contexts = { from: atDay(2), to: atDay(2) };
  const result = transferPoints(from.state, to.state, 70, contexts, 'household:9');
  if (!result.ok) throw new Error(result.rejection.code);
  const { from: left, to: has } = result.value;
  expect(shape(left)).toEqual(['transfer 70 available>transferred']);
  expect(left.entries[0]?.allocations).toEqual([
    { lotSeq: 3, points: 50 },
    { lotSeq: 2, points: 20 },
  ]);
  expect(shape(has)).toEqual(['transfer 50 transferred>available', 'transfer 20 transferred>available']);
  expect([...has.state.lots.values()].map((lot) => [lot.source, lot.remaining, lot.expiresAt])).toEqual([
    ['order:own', 20, null],
    ['household:9', 50, 31 * DAY],
    ['household:9', 20, 91 * DAY],
  ]);
  expect([balancesOf(left), balancesOf(has)]).toEqual(['available 80', 'available 90']);
  // What lapses there is nobody's order, and is counted for none.
  expect(play(has.state, wait(31)).state.sources.get('household:9')?.expired).toBe(0);
});

test.each([151, 1_000])('%s points are not drawn from a member who has 150', (points) => {
  const from = play(emptyState(), earn('a', 150, 1)).state;
  const contexts = { from: atDay(2), to: atDay(2) };
  expect(transferPoints(from, emptyState(), points, contexts, 'h')).toEqual({
    ok: false,
    rejection: { code: 'points-insufficient', details: { needed: points, available: 150 } },
  });
  expect(transferPoints(from, emptyState(), 150, contexts, 'h').ok).toBe(true);
});

test.each([0, -5, 1.5])('%s points are none to draw', (points) => {
  const from = play(emptyState(), earn('a', 150, 1)).state;
  expect(() => transferPoints(from, from, points, { from: atDay(2), to: atDay(2) }, 'h')).toThrow(
    'points to transfer',
  );
});

test('lapsed points are not drawn, and what is drawn pays what is owed first', () => {
  const lapsed = play(emptyState(), earn('a', 150, 1, { expiry: days(3) })).state;
  const contexts = { from: atDay(4), to: atDay(4) };
  expect(transferPoints(lapsed, emptyState(), 1, contexts, 'h').ok).toBe(false);
  const owing = play(emptyState(), earn('a', 40, 1), reserve('r', 40, 1), earn('a', 0, 2)).state;
  const rich = play(emptyState(), earn('b', 100, 1)).state;
  const result = transferPoints(rich, owing, 60, contexts, 'h');
  expect(result.ok && balancesOf(result.value.to)).toBe('available 20, reserved 40');
});
