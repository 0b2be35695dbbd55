/** Orders, members and programs for tests: only the facts that matter are named. */
import { type AwardContext, type LineTraits, NEUTRAL_CONTEXT } from '#app/core/earning/award.ts';
import type { OrderFacts, OrderLine, Refund, ReturnedLine } from '#app/core/earning/order-facts.ts';
import { type Program, type ProgramInput, programSchema } from '#app/core/program/program.ts';

/** One shirt for 100.00. */
export function aLine(change: Partial<OrderLine> = {}): OrderLine {
  return {
    id: 'a',
    kind: 'goods',
    title: 'Shirt',
    productId: null,
    variantId: null,
    vendor: null,
    quantity: 1,
    currentQuantity: null,
    unitPriceMinor: 10_000,
    discountMinor: 0,
    taxMinor: 0,
    ...change,
  };
}

export function aReturn(subtotalMinor: number, change: Partial<ReturnedLine> = {}): ReturnedLine {
  return { lineId: 'a', quantity: 1, subtotalMinor, taxMinor: 0, ...change };
}

export function aRefund(change: Partial<Refund> = {}): Refund {
  return {
    at: null,
    lines: [],
    shippingMinor: 0,
    shippingTaxMinor: 0,
    otherMinor: 0,
    moneyMinor: 0,
    ...change,
  };
}

/** One shirt for 100.00, paid, prices without tax. */
export function anOrder(change: Partial<OrderFacts> = {}): OrderFacts {
  return {
    orderId: '1',
    name: '#1',
    customerId: '1',
    occurredAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    currency: 'EUR',
    test: false,
    cancelledAt: null,
    financialStatus: 'paid',
    channel: 'online',
    taxesIncluded: false,
    lines: [aLine()],
    refunds: [],
    shippingMinor: 0,
    shippingTaxMinor: 0,
    codes: [],
    totalMinor: 10_000,
    fulfilledAt: null,
    deliveredAt: null,
    b2b: false,
    chargedBack: false,
    usesStoredValue: false,
    payments: null,
    ...change,
  };
}

export function someTraits(change: Partial<LineTraits> = {}): LineTraits {
  return { collections: [], tags: [], type: null, costMinor: null, onSale: false, ...change };
}

/** A member whom nothing sets apart, in a shop in Berlin. */
export function aContext(change: Partial<AwardContext> = {}): AwardContext {
  return { ...NEUTRAL_CONTEXT, zone: 'Europe/Berlin', ...change };
}

export function aProgram(program: ProgramInput = {}): Program {
  return programSchema.parse(program);
}

/** A shirt for 100.00 that costs the shop 40.00, and shoes for 50.00, on sale, whose cost is not known. */
export const shirt = aLine({ productId: '1', variantId: '11', vendor: 'Acme' });
export const shoes = aLine({
  id: 'b',
  productId: '2',
  variantId: '21',
  vendor: 'Bolt',
  unitPriceMinor: 5_000,
});
export const BOTH = { lines: [shirt, shoes] };
export const TRAITS = {
  a: someTraits({ collections: ['100'], tags: ['Summer'], type: 'Shirt', costMinor: 4_000 }),
  b: someTraits({ collections: ['200'], tags: ['Winter'], type: 'Shoes', onSale: true }),
};

export type EarningInput = NonNullable<ProgramInput['earning']>;
export type RuleInput = NonNullable<EarningInput['rules']>[number];

/** A rule for amounts of all goods. */
export function per(
  points: number,
  perAmount: string,
  more: Partial<Extract<RuleInput, { kind?: 'orderAmount' }>> = {},
): RuleInput {
  return { kind: 'orderAmount', points, perAmount, ...more };
}
