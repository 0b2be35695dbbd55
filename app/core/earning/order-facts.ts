/**
 * What the core knows of an order: the shape into which webhook bodies and Admin API answers are parsed.
 * Money is shop money in integer minor units; instants are ISO texts in UTC; ids are Shopify's, as text.
 */
import type { CHANNELS } from '#app/core/program/earning-rules.ts';
import { sum } from '#app/core/sum.ts';

export type FinancialStatus =
  | 'pending'
  | 'authorized'
  | 'partially_paid'
  | 'paid'
  | 'partially_refunded'
  | 'refunded'
  | 'voided'
  | 'expired'
  | 'unpaid';

export type Channel = (typeof CHANNELS)[number];

export type OrderLine = {
  id: string;
  kind: 'goods' | 'giftCard' | 'tip';
  title: string;
  productId: string | null;
  variantId: string | null;
  vendor: string | null;
  quantity: number;
  /** Quantity after edits and returns, or null when the source does not say. */
  currentQuantity: number | null;
  unitPriceMinor: number;
  /** Discounts on the whole line. */
  discountMinor: number;
  /** Taxes on the whole line, after discounts. */
  taxMinor: number;
};

export type ReturnedLine = { lineId: string; quantity: number; subtotalMinor: number; taxMinor: number };

/** One refund of an order: what came back and what money moved. */
export type Refund = {
  /** When it was made; null when the source does not say. */
  at: string | null;
  lines: ReturnedLine[];
  /** Shipping given back, without its tax; and its tax. */
  shippingMinor: number;
  shippingTaxMinor: number;
  /** Duties and fees given back: they never earned, so they explain refunded money. */
  otherMinor: number;
  /** Money that went back to the customer. */
  moneyMinor: number;
};

export type OrderFacts = {
  orderId: string;
  name: string;
  customerId: string | null;
  occurredAt: string;
  updatedAt: string;
  currency: string;
  test: boolean;
  cancelledAt: string | null;
  financialStatus: FinancialStatus;
  channel: Channel;
  taxesIncluded: boolean;
  lines: OrderLine[];
  refunds: Refund[];
  shippingMinor: number;
  shippingTaxMinor: number;
  /** Discount codes with what each took off. */
  codes: { code: string; amountMinor: number }[];
  totalMinor: number;
  fulfilledAt: string | null;
  /** When the last parcel reached the customer; null while that is not known. */
  deliveredAt: string | null;
  /** Bought on behalf of a company. */
  b2b: boolean;
  /** The bank has taken the payment back and has not returned it; null when the source does not say. */
  chargedBack: boolean | null;
  /** True when a gateway is a gift card or store credit, so that the transactions must be known. */
  usesStoredValue: boolean;
  /** Net payments (sales minus refunds); null while the transactions have not been read. */
  payments: { storedValueMinor: number; totalMinor: number } | null;
};

/** All refunds of an order together. */
export function refundTotals({ refunds }: Pick<OrderFacts, 'refunds'>): Omit<Refund, 'at'> {
  return {
    lines: refunds.flatMap(({ lines }) => lines),
    shippingMinor: sum(refunds, (refund) => refund.shippingMinor),
    shippingTaxMinor: sum(refunds, (refund) => refund.shippingTaxMinor),
    otherMinor: sum(refunds, (refund) => refund.otherMinor),
    moneyMinor: sum(refunds, (refund) => refund.moneyMinor),
  };
}

/** The order as it stood at an instant: without the refunds and the cancellation that came later. */
export function factsAt(order: OrderFacts, at: number): OrderFacts {
  const known = (instant: string | null) => instant !== null && Date.parse(instant) <= at;
  const refunds = order.refunds.filter((refund) => refund.at === null || known(refund.at));
  const cancelled = known(order.cancelledAt);
  if (refunds.length === order.refunds.length && cancelled === (order.cancelledAt !== null)) return order;
  const reversed = order.financialStatus === 'partially_refunded' || order.financialStatus === 'refunded';
  return {
    ...order,
    refunds,
    cancelledAt: cancelled ? order.cancelledAt : null,
    financialStatus: reversed ? (refunds.length > 0 ? 'partially_refunded' : 'paid') : order.financialStatus,
  };
}
