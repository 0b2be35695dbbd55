/**
 * What a replay asks of a program: what an order gives and when, what a refund without an order takes, and what
 * becomes of points that cannot be found. The only place where the replay meets the earning rules.
 */
import { awardOrder, maturityOf } from '#app/core/earning/award.ts';
import type { OrderFacts, Refund } from '#app/core/earning/order-facts.ts';
import type { DebtPolicy, Target } from '#app/core/ledger/book-target.ts';
import { lotExpiryOf } from '#app/core/ledger/expiry.ts';
import type { Program } from '#app/core/program/program.ts';

/** An order as far as the past has told of it; `id` is unique within its customer. */
export type PastOrder = {
  id: string;
  customerId: string;
  at: number;
  amountMinor: number;
  /** Refunds that name this order, so far. */
  refunds: readonly PastRefund[];
  currency: string | null;
};

export type PastRefund = { at: number; amountMinor: number };

export type ReplayRules = {
  debtPolicy: DebtPolicy;
  /** What the order should have given by now, and the terms of its points. */
  termsOf(order: PastOrder): Pick<Target, 'points' | 'maturesAt' | 'expiry' | 'activeAt'>;
  /** What a refund that names no order takes: what an order of its amount would give. */
  pointsOfRefund(refund: Omit<PastOrder, 'refunds'>): number;
};

export type ReplaySettings = {
  /** Of events that name no currency. */
  currency: string;
  debtPolicy?: DebtPolicy | undefined;
  expiresInDays?: number | undefined;
};

/** Settings that are given go before the program's own. */
export function rulesOfProgram(program: Program, settings: ReplaySettings): ReplayRules {
  const { expiresInDays: days } = settings;
  // A past names no time zone.
  const expiry =
    days === undefined ? lotExpiryOf(program.expiry, 'UTC') : ({ kind: 'afterDays', days } as const);
  return {
    debtPolicy: settings.debtPolicy ?? program.debtPolicy,
    termsOf(order) {
      const facts = factsOf(order, settings.currency);
      const { points } = awardOrder(facts, program);
      const earnedOnce = points > 0 || order.refunds.length > 0;
      return {
        points,
        maturesAt: maturityOf(facts, program),
        expiry,
        // A refund is no activity, nor does it undo the one that the order was.
        activeAt: earnedOnce ? order.at : null,
      };
    },
    pointsOfRefund(refund) {
      return awardOrder(factsOf({ ...refund, refunds: [] }, settings.currency), program).points;
    },
  };
}

/** A past tells one amount per order: paid goods without tax and shipping, sent when they were ordered. */
function factsOf(order: PastOrder, currency: string): OrderFacts {
  const at = new Date(order.at).toISOString();
  const amountMinor = Math.max(0, order.amountMinor);
  return {
    orderId: order.id,
    name: order.id,
    customerId: order.customerId,
    occurredAt: at,
    updatedAt: at,
    currency: order.currency ?? currency,
    test: false,
    cancelledAt: null,
    financialStatus: order.refunds.length > 0 ? 'partially_refunded' : 'paid',
    channel: 'online',
    taxesIncluded: false,
    lines: [
      {
        id: '1',
        kind: 'goods',
        title: order.id,
        productId: null,
        variantId: null,
        vendor: null,
        quantity: 1,
        currentQuantity: null,
        unitPriceMinor: amountMinor,
        discountMinor: 0,
        taxMinor: 0,
      },
    ],
    refunds: order.refunds.map(refundFacts),
    shippingMinor: 0,
    shippingTaxMinor: 0,
    codes: [],
    totalMinor: amountMinor,
    fulfilledAt: at,
    deliveredAt: null,
    b2b: false,
    chargedBack: false,
    usesStoredValue: false,
    payments: null,
  };
}

/** Money alone: a past does not say which goods came back. */
function refundFacts({ at, amountMinor }: PastRefund): Refund {
  return {
    at: new Date(at).toISOString(),
    lines: [],
    shippingMinor: 0,
    shippingTaxMinor: 0,
    otherMinor: 0,
    moneyMinor: amountMinor,
  };
}
