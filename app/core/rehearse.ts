/**
 * A test order that goes through the program and the books in memory: earned, used, returned. The same judging and the same
 * ledger as for real; no member is touched.
 */
import { awardOrder } from '#app/core/earning/award.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { bookTarget } from '#app/core/ledger/book-target.ts';
import type { Booking, CommandContext } from '#app/core/ledger/draft.ts';
import { lotExpiryOf } from '#app/core/ledger/expiry.ts';
import { findViolations } from '#app/core/ledger/invariants.ts';
import { capturePoints, reservePoints, restorePoints } from '#app/core/ledger/redeem-points.ts';
import { emptyState, type MemberState } from '#app/core/ledger/state.ts';
import type { Program } from '#app/core/program/program.ts';

export type Rehearsal = {
  /** What a typical order gives. */
  points: number;
  /** Orders until the cheapest reward; null when there is none, or nothing is earned. */
  orders: number | null;
  rewardPoints: number | null;
  /** Whether the books agreed with themselves after each step, and returned goods gave everything back. */
  booksHold: boolean;
};

/** One thing that was tried; the problem is Shopify's own words. */
export type Check = { state: 'passed' | 'failed'; problem: string | null };
export type SelfTest = {
  orderMinor: number;
  rehearsal: Rehearsal;
  access: Check;
  metafield: Check;
  discount: Check;
  /** When Shopify last told of anything; null when never. */
  heardAt: string | null;
  at: string;
};

const ORDERS_MAX = 1_000;
const ID = 'self-test';

export function rehearse(
  program: Program,
  currency: string,
  orderMinor: number,
  zone: string,
  at: number,
): Rehearsal {
  const live: Program = { ...program, active: true, stage: 'live' };
  const award = awardOrder(orderOf(currency, orderMinor, at), live);
  const costs = live.rewards.filter(({ active }) => active).map(({ points }) => points);
  const reward = costs.length === 0 ? null : Math.min(...costs);
  const orders = reward === null || award.points === 0 ? null : Math.ceil(reward / award.points);
  const playable = orders !== null && orders <= ORDERS_MAX;
  return {
    points: award.points,
    orders,
    rewardPoints: reward,
    booksHold: !playable || play(live, award.points, orders, reward ?? 0, zone, at),
  };
}

function play(
  program: Program,
  points: number,
  orders: number,
  reward: number,
  zone: string,
  at: number,
): boolean {
  const steps: Booking[] = [];
  let state: MemberState = emptyState();
  const take = (booking: Booking) => {
    steps.push(booking);
    state = booking.state;
  };
  const context = (key: string): CommandContext => ({
    key,
    inputHash: '',
    now: at,
    occurredAt: at,
    actor: ID,
    programVersion: null,
  });
  for (let number = 1; number <= orders; number += 1)
    take(
      bookTarget(state, target(program, `order:${number}`, points, zone, at), context(`order:${number}:1`)),
    );
  const before = state.balances.available;
  const reserved = reservePoints(state, { id: ID, points: reward }, context('reserve'));
  if (!reserved.ok) return false;
  take(reserved.value);
  take(capturePoints(state, { id: ID, unusedPoints: 0 }, context('capture')));
  const used = state.balances.available === before - reward;
  take(
    restorePoints(
      state,
      {
        id: ID,
        captured: reward,
        cumulative: reward,
        graceDays: 0,
        expiry: lotExpiryOf(program.expiry, zone),
      },
      context('restore'),
    ),
  );
  const back = state.balances.available === before;
  for (let number = 1; number <= orders; number += 1)
    take(bookTarget(state, target(program, `order:${number}`, 0, zone, at), context(`order:${number}:2`)));
  const { available, pending, reserved: set, debt } = state.balances;
  const entries = steps.flatMap((step) => step.entries);
  const lots = [...state.lots.values()];
  const empty = [available, pending, set, debt].every((balance) => balance === 0);
  return used && back && empty && findViolations({ state, entries, lots }).length === 0;
}

function target(program: Program, source: string, points: number, zone: string, at: number) {
  const expiry = lotExpiryOf(program.expiry, zone);
  return { source, points, maturesAt: at, expiry, debtPolicy: program.debtPolicy, reasons: [ID] };
}

function orderOf(currency: string, minor: number, at: number): OrderFacts {
  const day = new Date(at).toISOString();
  const line = { kind: 'goods' as const, title: ID, productId: null, variantId: null, vendor: null };
  return {
    orderId: ID,
    name: ID,
    customerId: null,
    occurredAt: day,
    updatedAt: day,
    currency,
    test: false,
    cancelledAt: null,
    financialStatus: 'paid',
    channel: 'online',
    taxesIncluded: false,
    lines: [
      {
        ...line,
        id: ID,
        quantity: 1,
        currentQuantity: null,
        unitPriceMinor: minor,
        discountMinor: 0,
        taxMinor: 0,
      },
    ],
    refunds: [],
    shippingMinor: 0,
    shippingTaxMinor: 0,
    codes: [],
    totalMinor: minor,
    fulfilledAt: day,
    deliveredAt: day,
    b2b: false,
    chargedBack: false,
    usesStoredValue: false,
    payments: null,
  };
}
