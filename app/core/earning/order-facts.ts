/**
 * What the core knows of an order: the shape into which webhook bodies and Admin API answers are parsed.
 * Money is shop money in integer minor units; instants are ISO texts in UTC; ids are Shopify's, as text.
 */
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

export type Channel = 'online' | 'pos' | 'subscription';

export type OrderLine = {
  id: string;
  kind: 'goods' | 'giftCard' | 'tip';
  title: string;
  productId: string | null;
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
  returned: ReturnedLine[];
  shippingMinor: number;
  shippingTaxMinor: number;
  /** Shipping given back, without its tax; and its tax. */
  shippingRefundedMinor: number;
  shippingTaxRefundedMinor: number;
  /** Duties and fees given back: they never earned, so they explain refunded money. */
  otherRefundedMinor: number;
  /** Money that went back to the customer, all refunds together. */
  moneyRefundedMinor: number;
  /** Discount codes with what each took off. */
  codes: { code: string; amountMinor: number }[];
  totalMinor: number;
  fulfilledAt: string | null;
  /** True when a gateway is a gift card or store credit, so that the transactions must be known. */
  usesStoredValue: boolean;
  /** Net payments (sales minus refunds); null while the transactions have not been read. */
  payments: { storedValueMinor: number; totalMinor: number } | null;
};
