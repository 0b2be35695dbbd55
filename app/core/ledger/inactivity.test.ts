/** Points that end when the member does nothing: what keeps them alive, what comes too late, and that no order of telling matters. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinSpans, noteActivity, prolong } from './activity.ts';
import { bookTarget } from './book-target.ts';
import {
  atDay,
  balancesOf,
  capture,
  credit,
  days,
  earn,
  idle,
  play,
  release,
  reserve,
  restore,
  target,
  wait,
} from './books-for-tests.ts';
import { NEVER } from './expiry.ts';
import { emptyState, type MemberState } from './state.ts';

const DAY = 86_400_000;
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Orders that were placed and matured on these days, all told at once on a later day, in the order given. */
function told(orders: number[], now: number, life = 10): MemberState {
  return orders.reduce((state, day) => {
    const facts = target(`d${day}`, 100, { maturesAt: day * DAY, expiry: idle(life) });
    return bookTarget(state, facts, atDay(now, { occurredAt: day * DAY })).state;
  }, emptyState());
}

function endsOf(state: MemberState): Record<string, number | null> {
  const ends = [...state.lots.values()].map((lot): [string, number | null] => [
    lot.source.slice('order:d'.length),
    lot.expiresAt === null ? null : lot.expiresAt / DAY,
  ]);
  return Object.fromEntries(ends.sort(([one], [other]) => Number(one) - Number(other)));
}

test.for<[orders: number[], ends: Record<string, number>]>([
  [[0], { 0: 10 }],
  [[0, 9], { 0: 19, 9: 19 }],
  [[9, 0], { 0: 19, 9: 19 }],
  [[0, 9.999], { 0: 19.999, 9.999: 19.999 }],
  // The time was up: what comes with its end, or later, is too late.
  [[0, 10], { 0: 10, 10: 20 }],
  [[10, 0], { 0: 10, 10: 20 }],
  [[0, 15], { 0: 10, 15: 25 }],
  // One keeps alive what the next can keep alive again.
  [[0, 9, 18, 27], { 0: 37, 9: 37, 18: 37, 27: 37 }],
  [[27, 18, 9, 0], { 0: 37, 9: 37, 18: 37, 27: 37 }],
  [[0, 27, 9, 18], { 0: 37, 9: 37, 18: 37, 27: 37 }],
  [[0, 30, 20, 9], { 0: 19, 9: 19, 20: 30, 30: 40 }],
  [[30, 9, 0, 29, 19], { 0: 19, 9: 19, 19: 29, 29: 40, 30: 40 }],
  [[0, 0.5, 40], { 0: 10.5, 0.5: 10.5, 40: 50 }],
])('orders of the days %j end on the days %j', ([orders, ends]) => {
  expect(endsOf(told(orders, 45))).toEqual(ends);
  expect(endsOf(told([...orders, ...orders], 45))).toEqual(ends);
});

test('orders in any order of telling give the same ends, with no tick between', () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(days, fc.infiniteStream(fc.nat()), (list, random) => {
      const shuffled = list
        .map((day) => ({ day, at: random.next().value }))
        .sort((one, other) => one.at - other.at)
        .map(({ day }) => day);
      const state = told(shuffled, 85);
      expect(endsOf(state)).toEqual(endsOf(told(list, 85)));
      expect(state.balances.available).toBe(100 * list.length);
    }),
    { numRuns: 300, seed: SEED },
  );
});

test('time ends what inactivity has ended, and an activity heard of after that is too late', () => {
  const ended = play(told([0], 15), wait(15));
  expect(balancesOf(ended)).toBe('nothing');
  const later = play(ended.state, (state) =>
    bookTarget(
      state,
      target('d9', 50, { maturesAt: 9 * DAY, expiry: idle(10) }),
      atDay(16, { occurredAt: 9 * DAY }),
    ),
  );
  expect(balancesOf(later)).toBe('available 50');
});

test('a lapsed point cannot be reserved before a sweep has come', () => {
  const state = told([0], 15);
  expect(state.balances.available).toBe(100);
  expect(() => reserve('r', 1, 15)(state)).toThrow('points-insufficient');
});

test.for<[what: string, activeAt: number | null | undefined, points: number, end: number]>([
  ['an order that earns', undefined, 10, 18],
  ['an order that gives nothing', undefined, 0, 10],
  ['an order that earned before it was returned', 8 * DAY, 0, 18],
  ['a target that is no activity', null, 10, 10],
  ['an activity of another time than the order', 5 * DAY, 10, 15],
])('%s keeps points alive as it should', ([, activeAt, points, end]) => {
  const state = told([0], 8);
  const other = target('other', points, { expiry: NEVER, ...(activeAt === undefined ? {} : { activeAt }) });
  const after = bookTarget(state, other, atDay(8)).state;
  expect(after.lots.get(1)?.expiresAt).toBe(end * DAY);
});

test('neither a credit nor a redemption keeps points alive', () => {
  const state = told([0], 0);
  const after = play(state, credit(5, 7), reserve('r', 50, 8), release('r', 9)).state;
  expect(after.lots.get(1)?.expiresAt).toBe(10 * DAY);
});

test('an activity during the hold counts from maturity', () => {
  const held = play(emptyState(), (state) =>
    bookTarget(state, target('d0', 100, { maturesAt: 20 * DAY, expiry: idle(10) }), atDay(0)),
  );
  const active = play(held.state, earn('d5', 10, 5, { expiry: idle(10) }), wait(20)).state;
  expect(active.lots.get(1)?.expiresAt).toBe(30 * DAY);
});

test('what is heard of during the hold but happened after maturity counts too', () => {
  const held = bookTarget(emptyState(), target('d0', 100, { maturesAt: null, expiry: idle(10) }), atDay(0));
  const active = play(
    held.state,
    earn('d25', 10, 25, { expiry: idle(10) }),
    (state) =>
      bookTarget(state, target('d0', 100, { maturesAt: 20 * DAY, expiry: idle(10), activeAt: 0 }), atDay(26)),
    wait(26),
  ).state;
  expect(active.lots.get(1)?.expiresAt).toBe(35 * DAY);
});

test('points that were set aside while the member was active return alive', () => {
  const set = play(told([0], 5), reserve('r', 100, 5), earn('d9', 10, 9, { expiry: idle(10) }));
  const back = play(set.state, release('r', 15));
  expect(balancesOf(back)).toBe('available 110');
  const late = play(set.state, release('r', 19));
  expect(balancesOf(late)).toBe('nothing');
});

test('captured points that an order gives back live as long as the member is active', () => {
  const used = play(
    told([0], 5),
    reserve('r', 100, 5),
    capture('r', 6),
    earn('d9', 10, 9, { expiry: idle(10) }),
  );
  const back = play(used.state, restore('r', 100, 15, { captured: 100 }));
  expect(back.state.lots.get(1)).toMatchObject({ expiresAt: 19 * DAY, graceGiven: false });
});

test('what is kept of activities is small: spans that no rule could part are one', () => {
  const span = (from: number, to: number) => ({ from: from * DAY, to: to * DAY });
  expect(joinSpans([span(9, 9), span(0, 0)], 10)).toEqual([span(0, 9)]);
  expect(joinSpans([span(10, 10), span(0, 0)], 10)).toEqual([span(0, 0), span(10, 10)]);
  expect(joinSpans([span(0, 30), span(5, 6), span(35, 36)], 6)).toEqual([span(0, 36)]);
  expect(joinSpans([span(0, 3), span(3, 5)], 0)).toEqual([span(0, 5)]);
  expect(joinSpans([], 3)).toEqual([]);
});

test('spans are kept only where a rule asks for them, the last activity always', () => {
  const plain = play(emptyState(), earn('1', 5, 3, { expiry: days(9) }), earn('2', 5, 1)).state;
  expect([plain.activeAt, plain.activeSpans]).toEqual([3 * DAY, []]);
  const asking = play(plain, earn('3', 5, 7, { expiry: idle(4) })).state;
  expect(asking.activeSpans).toEqual([{ from: 7 * DAY, to: 7 * DAY }]);
  // The shortest rule of hers decides what may be joined.
  const joined = play(
    asking,
    earn('4', 5, 10, { expiry: idle(9) }),
    earn('5', 5, 18, { expiry: idle(9) }),
  ).state;
  expect(joined.activeSpans).toEqual([
    { from: 7 * DAY, to: 10 * DAY },
    { from: 18 * DAY, to: 18 * DAY },
  ]);
});

test('noting an activity again changes nothing', () => {
  const state = told([0, 9], 9);
  noteActivity(state, 9 * DAY, idle(10));
  noteActivity(state, 4 * DAY, idle(10));
  expect([state.activeAt, state.activeSpans]).toEqual([9 * DAY, [{ from: 0, to: 9 * DAY }]]);
});

test('only a lot that inactivity ends, and that has an end, is prolonged, never cut', () => {
  const spans = [{ from: 0, to: 9 * DAY }];
  const lot = told([0], 0).lots.get(1);
  if (!lot) throw new Error('no lot');
  const after = (change: Partial<typeof lot>) => {
    const changed = { ...lot, ...change };
    prolong(changed, spans);
    return changed.expiresAt;
  };
  expect(after({})).toBe(19 * DAY);
  expect(after({ expiry: days(10) })).toBe(10 * DAY);
  expect(after({ expiresAt: null })).toBeNull();
  expect(after({ expiresAt: 40 * DAY })).toBe(40 * DAY);
  expect(after({ expiresAt: 0 })).toBe(0);
});
