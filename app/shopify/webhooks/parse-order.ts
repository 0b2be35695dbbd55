/**
 * Turns an order's webhook body into OrderFacts: shop money, exact minor units, ids as text.
 * Source: Shopify's order resource; the traps (floats, missing gids, old shapes) are pinned by tests.
 */
import {
  type Channel,
  type FinancialStatus,
  type OrderFacts,
  type OrderLine,
  type Refund,
  refundTotals,
  type ReturnedLine,
} from '#app/core/earning/order-facts.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import { sum } from '#app/core/sum.ts';
import { isInstant } from '#app/core/time.ts';
import { restId } from '#app/shopify/json.ts';
import {
  type MoneySet,
  type OrderBody,
  orderBody,
  type RefundBody,
} from '#app/shopify/webhooks/order-body.ts';

export type CustomerProfile = { displayName: string | null; email: string | null; locale: string | null };

export type ParsedOrder = {
  facts: OrderFacts;
  profile: CustomerProfile | null;
  /** Set when the body does not hold all that decides the points, so that the order must be read. */
  incompleteBecause: 'stored-value' | 'foreign-refund' | null;
  /** Every parcel has arrived; when, the body does not say. */
  arrived: boolean;
};

const STATUSES: readonly FinancialStatus[] = [
  'pending',
  'authorized',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
  'expired',
  'unpaid',
];
export const STORED_VALUE_GATEWAYS: readonly string[] = ['gift_card', 'shopify_store_credit', 'store_credit'];

/** @returns undefined when the body is no order, or an amount in it is no amount. */
export function parseOrder(body: unknown): ParsedOrder | undefined {
  const parsed = orderBody.safeParse(body);
  if (!parsed.success) return undefined;
  try {
    return new OrderReader(parsed.data).read();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Unreadable extends Error {}

/** Reads one body; the currency and its exponent are the same for every amount in it. */
class OrderReader {
  readonly body: OrderBody;
  readonly exponent: number;

  constructor(body: OrderBody) {
    this.body = body;
    this.exponent = currencyExponent(body.currency);
  }

  read(): ParsedOrder {
    const { body } = this;
    const orderId = restId(body);
    const occurredAt = instantOf(body.processed_at ?? body.created_at ?? body.updated_at);
    if (!orderId || !occurredAt) throw new Unreadable();
    const lines = body.line_items.map((line, index) => this.line(line, index));
    const refunds = body.refunds ?? [];
    const gateways = body.payment_gateway_names ?? [];
    const usesStoredValue = gateways.some((name) => STORED_VALUE_GATEWAYS.includes(name));
    const foreign = refunds.some((refund) => this.refundedMoney(refund) === undefined);
    const facts: OrderFacts = {
      orderId,
      name: body.name ?? `#${orderId}`,
      customerId: body.customer ? (restId(body.customer) ?? null) : null,
      occurredAt,
      updatedAt: instantOf(body.updated_at) ?? occurredAt,
      currency: body.currency,
      test: body.test ?? false,
      cancelledAt: instantOf(body.cancelled_at) ?? null,
      financialStatus: statusOf(body.financial_status),
      channel: channelOf(body.source_name),
      taxesIncluded: body.taxes_included ?? false,
      lines,
      refunds: refunds.map((refund) => this.refund(refund, lines)),
      ...this.shipping(),
      codes: (body.discount_codes ?? []).map(({ code, amount }) => ({
        code,
        amountMinor: this.minor(amount),
      })),
      totalMinor: this.money(body.total_price_set, body.total_price),
      fulfilledAt: fulfilledAt(body),
      // Neither delivery nor dispute stands in an order's body: they are read when their own events come.
      deliveredAt: null,
      b2b: body.company != null,
      chargedBack: null,
      usesStoredValue,
      payments: usesStoredValue ? this.payments(gateways) : null,
    };
    if (!Number.isSafeInteger(grossOf(facts))) throw new Unreadable();
    const incompleteBecause =
      usesStoredValue && !facts.payments ? 'stored-value' : foreign ? 'foreign-refund' : null;
    return { facts, profile: profileOf(body), incompleteBecause, arrived: hasArrived(body) };
  }

  /** Net payments, where the body itself says how much was stored value; null where they must be read. */
  private payments(gateways: string[]): OrderFacts['payments'] {
    if (gateways.every((name) => STORED_VALUE_GATEWAYS.includes(name)))
      return { storedValueMinor: 1, totalMinor: 1 };
    const { transactions, currency } = this.body;
    const foreign = transactions?.some((one) => !one.amount_set && one.currency && one.currency !== currency);
    if (!transactions || foreign) return null;
    const net = (list: typeof transactions) =>
      sum(list, (one) => {
        if (one.status !== 'success') return 0;
        const sign = one.kind === 'refund' ? -1 : ['sale', 'capture'].includes(one.kind ?? '') ? 1 : 0;
        return sign * this.money(one.amount_set, one.amount);
      });
    const stored = transactions.filter((one) => STORED_VALUE_GATEWAYS.includes(one.gateway ?? ''));
    return { storedValueMinor: net(stored), totalMinor: net(transactions) };
  }

  private line(line: OrderBody['line_items'][number], index: number): OrderLine {
    const allocations = line.discount_allocations;
    return {
      id: restId(line) ?? `line-${index}`,
      kind: line.gift_card ? 'giftCard' : line.tip ? 'tip' : 'goods',
      title: line.title ?? '',
      productId: line.product_id == null ? null : String(line.product_id),
      variantId: line.variant_id == null ? null : String(line.variant_id),
      vendor: line.vendor ?? null,
      quantity: line.quantity,
      currentQuantity: line.current_quantity ?? null,
      unitPriceMinor: this.money(line.price_set, line.price),
      discountMinor: allocations
        ? sum(allocations, (one) => this.money(one.amount_set, one.amount))
        : this.minor(line.total_discount),
      taxMinor: sum(line.tax_lines ?? [], (tax) => this.money(tax.price_set, tax.price)),
    };
  }

  private returnedLines(refund: RefundBody, lines: OrderLine[]): ReturnedLine[] {
    return (refund.refund_line_items ?? []).map((line) => {
      const exact = line.line_item ? restId(line.line_item) : undefined;
      const known = lines.some((one) => one.id === exact);
      return {
        lineId: exact !== undefined && known ? exact : String(line.line_item_id ?? exact ?? ''),
        quantity: line.quantity,
        subtotalMinor: this.money(line.subtotal_set, line.subtotal),
        taxMinor: this.money(line.total_tax_set, line.total_tax),
      };
    });
  }

  private refund(refund: RefundBody, lines: OrderLine[]): Refund {
    const shipping = this.shippingRefunded(refund);
    return {
      at: instantOf(refund.processed_at ?? refund.created_at) ?? null,
      lines: this.returnedLines(refund, lines),
      shippingMinor: shipping.net,
      shippingTaxMinor: shipping.tax,
      otherMinor: this.feesRefunded(refund),
      moneyMinor: this.refundedMoney(refund) ?? 0,
    };
  }

  private shippingRefunded(refund: RefundBody): { net: number; tax: number } {
    const adjustments = (refund.order_adjustments ?? []).filter((one) => one.kind === 'shipping_refund');
    const lines = refund.refund_shipping_lines ?? [];
    // Newer bodies say the same twice: as an adjustment and as a refunded shipping line.
    if (adjustments.length === 0) {
      return {
        net: sum(lines, (one) => this.fromSet(one.subtotal_amount_set)),
        tax: sum(lines, (one) => this.fromSet(one.tax_amount_set)),
      };
    }
    return {
      net: sum(adjustments, (one) => Math.abs(this.signed(one.amount_set, one.amount))),
      tax: sum(adjustments, (one) => Math.abs(this.signed(one.tax_amount_set, one.tax_amount))),
    };
  }

  private shipping(): Pick<OrderFacts, 'shippingMinor' | 'shippingTaxMinor'> {
    const kept = (this.body.shipping_lines ?? []).filter((line) => !line.is_removed);
    return {
      shippingMinor: sum(kept, (line) => {
        const discounts = sum(line.discount_allocations ?? [], (one) =>
          this.money(one.amount_set, one.amount),
        );
        return this.money(line.price_set, line.price) - discounts;
      }),
      shippingTaxMinor: sum(kept, (line) =>
        sum(line.tax_lines ?? [], (tax) => this.money(tax.price_set, tax.price)),
      ),
    };
  }

  private feesRefunded(refund: RefundBody): number {
    return this.fromSet(refund.total_duties_set) + this.fromSet(refund.total_additional_fees_set);
  }

  /** Undefined when the money moved in another currency and the body does not say how much that is in shop money. */
  private refundedMoney(refund: RefundBody): number | undefined {
    let total = 0;
    for (const transaction of refund.transactions ?? []) {
      if (transaction.kind !== 'refund' || transaction.status !== 'success') continue;
      const inShopMoney = transaction.amount_set?.shop_money;
      const foreign = transaction.currency && transaction.currency !== this.body.currency;
      if (!inShopMoney && foreign) return undefined;
      total += this.money(transaction.amount_set, transaction.amount);
    }
    return total;
  }

  /** An amount that Shopify never writes with a minus: below zero it would add points where it takes them. */
  private money(set: MoneySet, plain: string | number | null | undefined): number {
    const minor = this.signed(set, plain);
    if (minor < 0) throw new Unreadable();
    return minor;
  }

  private fromSet(set: MoneySet): number {
    return this.money(set, undefined);
  }

  private signed(set: MoneySet, plain: string | number | null | undefined): number {
    return set?.shop_money ? this.signedFromSet(set) : this.minor(plain);
  }

  private signedFromSet(set: MoneySet): number {
    const money = set?.shop_money;
    if (!money) return 0;
    if (money.currency_code && money.currency_code !== this.body.currency) throw new Unreadable();
    return this.minor(money.amount);
  }

  private minor(amount: string | number | null | undefined): number {
    if (amount === null || amount === undefined) return 0;
    const minor = parseMinor(amount, this.exponent);
    if (minor === undefined) throw new Unreadable();
    return minor;
  }
}

/** All that the sums over an order add up; beyond 2^53 they would not be exact. */
function grossOf({ lines, refunds, shippingMinor, shippingTaxMinor }: OrderFacts): number {
  const refunded = refundTotals({ refunds });
  const sold = sum(lines, (line) => line.unitPriceMinor * line.quantity + line.discountMinor + line.taxMinor);
  const back = sum(refunded.lines, (line) => line.subtotalMinor + line.taxMinor);
  return sold + back + refunded.moneyMinor + shippingMinor + shippingTaxMinor;
}

function statusOf(status: string | null | undefined): FinancialStatus {
  return STATUSES.find((known) => known === status) ?? 'pending';
}

/** Source: `source_name` of Shopify's orders; subscription apps create orders from contracts. */
export function channelOf(source: string | null | undefined): Channel {
  if (source === 'pos') return 'pos';
  if (source === 'shopify_draft_order') return 'draft';
  // The first order of a contract comes from the checkout; those that follow are made from the contract.
  if (source === 'subscription_contract_checkout_one') return 'subscriptionFirst';
  return source?.startsWith('subscription_contract') ? 'subscriptionRenewal' : 'online';
}

function fulfilledAt(body: OrderBody): string | null {
  if (body.fulfillment_status !== 'fulfilled') return null;
  const done = (body.fulfillments ?? []).filter((one) => one.status !== 'cancelled');
  const instants = done.map((one) => instantOf(one.created_at)).filter((one) => one !== undefined);
  return instants.sort().at(-1) ?? instantOf(body.updated_at) ?? null;
}

function hasArrived(body: OrderBody): boolean {
  const sent = (body.fulfillments ?? []).filter((one) => one.status !== 'cancelled');
  const arrived = sent.every((one) => one.shipment_status === 'delivered');
  return body.fulfillment_status === 'fulfilled' && sent.length > 0 && arrived;
}

function profileOf(body: OrderBody): CustomerProfile | null {
  const { customer } = body;
  const guest = { displayName: null, email: body.email ?? null, locale: body.customer_locale ?? null };
  if (!customer) return body.email ? guest : null;
  const displayName = [customer.first_name, customer.last_name].filter(Boolean).join(' ') || null;
  return { displayName, email: customer.email ?? null, locale: body.customer_locale ?? null };
}

/** An instant as ISO text in UTC; undefined when there is none or it is no instant between 1970 and 2200. */
export function instantOf(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  const ms = Date.parse(text);
  return isInstant(ms) ? new Date(ms).toISOString() : undefined;
}
