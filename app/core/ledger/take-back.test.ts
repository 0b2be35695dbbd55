/** What is taken back without an order, by table: from which lots, what is owed or waived, what is left alone. */
import { expect, test } from 'vitest';
import { adjustBalance } from './adjust.ts';
import { bookTarget, type DebtPolicy } from './book-target.ts';
import type { Booking, CommandContext } from './draft.ts';
import { type LotExpiry, NEVER } from './expiry.ts';
import { findViolations } from './invariants.ts';
import { reservePoints } from './redeem-points.ts';
import { emptyState, type Entry, type Lot, type MemberState } from './state.ts';
import { takeBackPoints } from './take-back.ts';

const DAY = 86_400_000;

type Step = (state: MemberState, context: CommandContext) => Booking;
type Case = {
  name: string;
  /** What she has before, each step on the day at its head. */
  before: [day: number, step: Step][];
  day: number;
  points: number;
  policy?: DebtPolicy;
  booked: string[];
  left: { available: number; pending?: number; reserved?: number; debt?: number };
};

test.for<Case>([
  {
    name: 'less than she has is revoked, and nothing is owed',
    before: [[0, order('1', 100)]],
    day: 1,
    points: 30,
    booked: ['revoke 30 available>revoked [1:30]'],
    left: { available: 70 },
  },
  {
    name: 'the lot that ends soonest pays first, one that never ends pays last',
    before: [
      [0, order('1', 10)],
      [0, order('2', 20, { expiry: days(90) })],
      [0, order('3', 30, { expiry: days(60) })],
    ],
    day: 1,
    points: 55,
    booked: ['revoke 55 available>revoked [3:30 2:20 1:5]'],
    left: { available: 5 },
  },
  {
    name: 'of two lots that end together the older one pays first',
    before: [
      [0, order('1', 10, { expiry: days(9) })],
      [0, order('2', 10, { expiry: days(9) })],
    ],
    day: 1,
    points: 15,
    booked: ['revoke 15 available>revoked [1:10 2:5]'],
    left: { available: 5 },
  },
  {
    name: 'what cannot be found is owed under debt',
    before: [[0, order('1', 10)]],
    day: 1,
    points: 25,
    booked: ['revoke 10 available>revoked [1:10]', 'owe 15 debt>revoked []'],
    left: { available: 0, debt: -15 },
  },
  {
    name: 'what cannot be found is waived and recorded under clamp',
    before: [[0, order('1', 10)]],
    day: 1,
    points: 25,
    policy: 'clamp',
    booked: ['revoke 10 available>revoked [1:10]', 'waive 15 issued>revoked []'],
    left: { available: 0 },
  },
  {
    name: 'who has nothing owes it all',
    before: [],
    day: 1,
    points: 7,
    booked: ['owe 7 debt>revoked []'],
    left: { available: 0, debt: -7 },
  },
  {
    name: 'what is pending stays pending',
    before: [[0, order('1', 40, { maturesAt: 14 * DAY })]],
    day: 1,
    points: 25,
    booked: ['owe 25 debt>revoked []'],
    left: { available: 0, pending: 40, debt: -25 },
  },
  {
    name: 'what is set aside for a redemption stays set aside',
    before: [
      [0, order('1', 40)],
      [0, reserve('r', 30)],
    ],
    day: 1,
    points: 25,
    booked: ['revoke 10 available>revoked [1:10]', 'owe 15 debt>revoked []'],
    left: { available: 0, reserved: 30, debt: -15 },
  },
  {
    name: 'a lot whose time is up at this instant has expired before',
    before: [
      [0, order('1', 40, { expiry: days(5) })],
      [3, order('2', 10, { expiry: days(5) })],
    ],
    day: 5,
    points: 25,
    booked: [
      'expire 40 available>expired [1:40]',
      'revoke 10 available>revoked [2:10]',
      'owe 15 debt>revoked []',
    ],
    left: { available: 0, debt: -15 },
  },
  {
    name: 'a lot that matures at this instant can be taken',
    before: [[0, order('1', 40, { maturesAt: 5 * DAY })]],
    day: 5,
    points: 25,
    booked: ['mature 40 pending>available [1:40]', 'revoke 25 available>revoked [1:25]'],
    left: { available: 15 },
  },
  {
    name: 'points given by a person can be taken, too',
    before: [[0, credit(20)]],
    day: 1,
    points: 25,
    booked: ['revoke 20 available>revoked [1:20]', 'owe 5 debt>revoked []'],
    left: { available: 0, debt: -5 },
  },
  {
    name: 'zero takes nothing',
    before: [[0, order('1', 40)]],
    day: 1,
    points: 0,
    booked: [],
    left: { available: 40 },
  },
])('$name', ({ before, day, points, policy = 'debt', booked, left }) => {
  const takeBack = { source: 'refund:r', points, debtPolicy: policy, reasons: ['refund'] };
  const { state, entries, lots } = play(before);
  const booking = takeBackPoints(state, takeBack, at(day, 'take'));
  expect(booking.entries.map(textOf)).toEqual(booked);
  expect(booking.state.balances).toEqual({ pending: 0, reserved: 0, debt: 0, ...left });
  const all = {
    state: booking.state,
    entries: [...entries, ...booking.entries],
    lots: lotsOf(booking, lots),
  };
  expect(findViolations(all)).toEqual([]);
});

test('what is owed is settled by the next points that become available', () => {
  const { state } = play([[0, order('1', 10)]]);
  const owing = takeBackPoints(
    state,
    { source: 'refund:r', points: 25, debtPolicy: 'debt', reasons: [] },
    at(1, 'take'),
  );
  const after = order('2', 40)(owing.state, at(2, 'later'));
  expect(after.entries.map(textOf)).toEqual([
    'earn 40 issued>available []',
    'settle 15 available>debt [4:15]',
  ]);
  expect(after.state.balances).toEqual({ pending: 0, available: 25, reserved: 0, debt: 0 });
});

test('an order that was refunded loosely still takes its own reversal from other points', () => {
  const { state } = play([
    [0, order('1', 10)],
    [0, order('2', 10)],
  ]);
  const taken = takeBackPoints(
    state,
    { source: 'refund:r', points: 10, debtPolicy: 'debt', reasons: [] },
    at(1, 'take'),
  );
  const reversed = order('1', 0)(taken.state, at(2, 'later'));
  expect(reversed.entries.map(textOf)).toEqual(['revoke 10 available>revoked [2:10]']);
});

function days(count: number): LotExpiry {
  return { kind: 'afterDays', days: count };
}

function at(day: number, key: string): CommandContext {
  const now = day * DAY;
  return { key, inputHash: 'h', now, occurredAt: now, actor: 'test', programVersion: 1 };
}

function order(id: string, points: number, terms: { maturesAt?: number; expiry?: LotExpiry } = {}): Step {
  return (state, context) =>
    bookTarget(
      state,
      {
        source: `order:${id}`,
        points,
        maturesAt: context.now,
        expiry: NEVER,
        debtPolicy: 'debt',
        reasons: [],
        ...terms,
      },
      context,
    );
}

function reserve(id: string, points: number): Step {
  return (state, context) => {
    const result = reservePoints(state, { id, points }, context);
    if (!result.ok) throw new Error(result.rejection.code);
    return result.value;
  };
}

function credit(points: number): Step {
  return (state, context) => {
    const gift = { points, reason: 'goodwill', source: 'adjust:1', expiry: NEVER } as const;
    const result = adjustBalance(state, gift, context);
    if (!result.ok) throw new Error(result.rejection.code);
    return result.value;
  };
}

function play(steps: [day: number, step: Step][]) {
  let state = emptyState();
  const entries: Entry[] = [];
  const lots: Lot[] = [];
  steps.forEach(([day, step], index) => {
    const booking = step(state, at(day, `before${index}`));
    state = booking.state;
    entries.push(...booking.entries);
    lots.push(...booking.openedLots);
  });
  return { state, entries, lots };
}

/** The lots as the state holds them now. */
function lotsOf(booking: Booking, opened: Lot[]): Lot[] {
  return [...opened, ...booking.openedLots].flatMap(({ seq }) => booking.state.lots.get(seq) ?? []);
}

function textOf({ kind, points, from, to, allocations }: Entry): string {
  const lots = allocations.map((allocation) => `${allocation.lotSeq}:${allocation.points}`).join(' ');
  return `${kind} ${points} ${from}>${to} [${lots}]`;
}
