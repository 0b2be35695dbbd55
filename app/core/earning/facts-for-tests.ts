/** Orders for tests: only the facts that matter are named. */
import type { OrderFacts, OrderLine, Refund, ReturnedLine } from '#app/core/earning/order-facts.ts';

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
