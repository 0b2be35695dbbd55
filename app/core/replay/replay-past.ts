/**
 * A shop's past, played through the ledger: events in, one row per customer out. The books are those of the app;
 * here is only who did what when. Per customer, in the order of time: what time has done, then the event.
 *
 * Time is stepped through every instant at which a lot matures or expires, so that it makes no difference how far
 * apart the events lie: points that mature pay what is owed before their own time is up.
 */
import { invariant } from '#app/core/invariant.ts';
import { passTime } from '#app/core/ledger/adjust.ts';
import { bookTarget } from '#app/core/ledger/book-target.ts';
import type { Booking, CommandContext } from '#app/core/ledger/draft.ts';
import { emptyState, type MemberState, nextDueAt, type SourceTotals } from '#app/core/ledger/state.ts';
import { takeBackPoints } from '#app/core/ledger/take-back.ts';
import type { PastEvent } from '#app/core/replay/past-event.ts';
import type { PastOrder, PastRefund, ReplayRules } from '#app/core/replay/replay-rules.ts';
import { sum } from '#app/core/sum.ts';

/** Points, but for the liability: what all points that are available or pending cost, one minor unit each. */
export type ReplaySums = {
  earned: number;
  /** Taken back, what is owed included; what was waived is not. */
  revoked: number;
  expired: number;
  available: number;
  pending: number;
  /** Zero or below. */
  debt: number;
  liabilityMinor: number;
};
export type ReplayRow = { id: string } & ReplaySums;
export type Replay = { totals: ReplaySums; customers: ReplayRow[] };

/**
 * Replays everything up to and including `until`, also the time after the last event. Events may come in any order;
 * of one instant, the one that stands first comes first. Events without a customer are nobody's.
 */
export function replayPast(events: readonly PastEvent[], rules: ReplayRules, until: number): Replay {
  const customers = [...byCustomer(events, until)]
    .map(([id, own]) => replayCustomer(id, own, rules, until))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  return { totals: totalsOf(customers), customers };
}

function byCustomer(events: readonly PastEvent[], until: number): Map<string, PastEvent[]> {
  const lives = new Map<string, PastEvent[]>();
  for (const event of events) {
    if (event.customerId === null || event.at > until) continue;
    const own = lives.get(event.customerId);
    if (own) own.push(event);
    else lives.set(event.customerId, [event]);
  }
  return lives;
}

/** One customer's books on the way through her past. */
type Life = {
  customerId: string;
  state: MemberState;
  /** Totals of sources without open lots: kept aside, so that a long life is not copied with every event. */
  resting: Map<string, SourceTotals>;
  orders: Map<string, PastOrder>;
  /** When each order is first heard of, also those yet to come. */
  placedAt: Map<string, number>;
  /** Refunds of orders that stand further down among the events of the same instant. */
  refundedAhead: Map<string, PastRefund[]>;
  earned: number;
  revoked: number;
  expired: number;
  commands: number;
};

function replayCustomer(id: string, events: PastEvent[], rules: ReplayRules, until: number): ReplayRow {
  const inTime = events.sort((one, other) => one.at - other.at);
  const life = newLife(id, inTime);
  for (const event of inTime) {
    advance(life, event.at);
    if (event.type === 'order') takeOrder(life, event, rules);
    else takeRefund(life, event, rules);
  }
  advance(life, until);
  return rowOf(life);
}

function newLife(customerId: string, inTime: PastEvent[]): Life {
  const placedAt = new Map<string, number>();
  for (const { type, id, at } of inTime) {
    if (type === 'order' && id !== null && !placedAt.has(sourceOf(id))) placedAt.set(sourceOf(id), at);
  }
  return {
    customerId,
    state: emptyState(),
    resting: new Map(),
    orders: new Map(),
    placedAt,
    refundedAhead: new Map(),
    earned: 0,
    revoked: 0,
    expired: 0,
    commands: 0,
  };
}

/** Books what time does, instant by instant. */
function advance(life: Life, now: number): void {
  for (let due = nextDueAt(life.state); due !== null && due <= now; due = nextDueAt(life.state)) {
    keep(life, passTime(life.state, contextOf(life, due)));
  }
}

/** The same id again is a newer state of that order: it keeps its first instant, and the difference is booked. */
function takeOrder(life: Life, event: PastEvent, rules: ReplayRules): void {
  const id = event.id === null ? `order-line:${event.line}` : sourceOf(event.id);
  const order = life.orders.get(id) ?? {
    id,
    customerId: life.customerId,
    at: event.at,
    refunds: life.refundedAhead.get(id) ?? [],
  };
  const newest = { ...order, amountMinor: event.amountMinor, currency: event.currency };
  life.orders.set(id, newest);
  bookOrder(life, newest, event.at, rules);
}

/** A refund of an order changes what that order should have given; any other takes what it finds. */
function takeRefund(life: Life, event: PastEvent, rules: ReplayRules): void {
  const refund = { at: event.at, amountMinor: Math.abs(event.amountMinor) };
  const named = event.orderId === null ? null : sourceOf(event.orderId);
  const order = named === null ? undefined : life.orders.get(named);
  if (order) {
    const newest = { ...order, refunds: [...order.refunds, refund] };
    life.orders.set(order.id, newest);
    bookOrder(life, newest, event.at, rules);
  } else if (named !== null && life.placedAt.get(named) === event.at) {
    // The order stands further down among the events of the same instant.
    life.refundedAhead.set(named, [...(life.refundedAhead.get(named) ?? []), refund]);
  } else {
    takeLoosely(life, { ...event, ...refund }, rules);
  }
}

function takeLoosely(life: Life, refund: PastEvent, rules: ReplayRules): void {
  const { id, line, at, amountMinor, currency } = refund;
  const source = id === null ? `refund-line:${line}` : `refund:${id}`;
  const points = rules.pointsOfRefund({
    id: source,
    customerId: life.customerId,
    at,
    amountMinor,
    currency,
  });
  const takeBack = { source, points, debtPolicy: rules.debtPolicy, reasons: ['refund'] };
  keep(life, takeBackPoints(life.state, takeBack, contextOf(life, at)));
}

function sourceOf(orderId: string): string {
  return `order:${orderId}`;
}

function bookOrder(life: Life, order: PastOrder, now: number, rules: ReplayRules): void {
  const resting = life.resting.get(order.id);
  if (resting) life.state.sources.set(order.id, resting);
  const target = {
    source: order.id,
    debtPolicy: rules.debtPolicy,
    reasons: ['order'],
    ...rules.termsOf(order),
  };
  keep(life, bookTarget(life.state, target, contextOf(life, now)));
}

function contextOf(life: Life, now: number): CommandContext {
  life.commands += 1;
  return {
    key: `replay:${life.commands}`,
    inputHash: '',
    now,
    occurredAt: now,
    actor: 'replay',
    programVersion: null,
  };
}

/** Counts what was booked, and leaves in the state what later commands can still touch. */
function keep(life: Life, booking: Booking): void {
  for (const { kind, points } of booking.entries) {
    if (kind === 'earn') life.earned += points;
    if (kind === 'revoke' || kind === 'owe') life.revoked += points;
    if (kind === 'expire') life.expired += points;
  }
  const { state } = booking;
  const open = new Set<string>();
  for (const [seq, lot] of state.lots) {
    if (lot.remaining === 0) state.lots.delete(seq);
    else open.add(lot.source);
  }
  for (const [source, totals] of state.sources) {
    if (open.has(source)) continue;
    life.resting.set(source, totals);
    state.sources.delete(source);
  }
  life.state = state;
}

function rowOf(life: Life): ReplayRow {
  const { available, pending, debt } = life.state.balances;
  const { customerId: id, earned, revoked, expired } = life;
  invariant(
    earned - revoked - expired === available + pending + debt,
    `what ${id} earned, less what was taken back and what expired, is what she has`,
  );
  return { id, earned, revoked, expired, available, pending, debt, liabilityMinor: available + pending };
}

function totalsOf(rows: ReplayRow[]): ReplaySums {
  const total = (name: keyof ReplaySums) => {
    const points = sum(rows, (row) => row[name]);
    invariant(Number.isSafeInteger(points), `the sum of ${name} is exact`);
    return points;
  };
  return {
    earned: total('earned'),
    revoked: total('revoked'),
    expired: total('expired'),
    available: total('available'),
    pending: total('pending'),
    debt: total('debt'),
    liabilityMinor: total('liabilityMinor'),
  };
}
