/** Reads an order from Shopify as OrderFacts: the truth behind hints, stored value and foreign refunds. */
import type { FinancialStatus, OrderFacts, OrderLine, Refund } from '#app/core/earning/order-facts.ts';
import { invariant } from '#app/core/invariant.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import { sum } from '#app/core/sum.ts';
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import {
  OrderFactsDocument,
  type OrderHeaderFragment,
  type OrderLineFactsFragment,
  OrderLinesPageDocument,
  type OrderMoneyFragment,
  type OrderShippingFactsFragment,
  OrdersFactsDocument,
  OrdersWithCodeDocument,
  type OrderWholeFragment,
  type RefundFactsFragment,
} from '#app/shopify/generated/admin-api.ts';
import { gid, numericId } from '#app/shopify/json.ts';
import {
  channelOf,
  type CustomerProfile,
  instantOf,
  STORED_VALUE_GATEWAYS,
} from '#app/shopify/webhooks/parse-order.ts';

/** Disputes that gave the money back to the shop. */
const DISPUTES_RETURNED: readonly string[] = ['WON', 'PREVENTED'];

export type ReadOrder = { facts: OrderFacts; profile: CustomerProfile | null };

/** @returns undefined when Shopify has no such order. @throws ShopifyError */
export async function readOrder(access: AdminAccess, orderId: string): Promise<ReadOrder | undefined> {
  const id = gid('Order', orderId);
  const { order } = await requestAdmin(access, OrderFactsDocument, { id }, { repeatable: true });
  return order ? toReadOrder(access, order) : undefined;
}

/** Orders in one call: what a call may cost counts the lines and refunds that each order could have. */
export const ORDERS_PER_CALL = 5;

/** At most ORDERS_PER_CALL, by their ids; those that Shopify does not have are missing. @throws ShopifyError */
export async function readOrders(access: AdminAccess, orderIds: string[]): Promise<Map<string, ReadOrder>> {
  const ids = orderIds.map((id) => gid('Order', id));
  const { nodes } = await requestAdmin(access, OrdersFactsDocument, { ids }, { repeatable: true });
  const orders = new Map<string, ReadOrder>();
  for (const node of nodes) {
    if (node?.__typename !== 'Order') continue;
    const read = await toReadOrder(access, node);
    orders.set(read.facts.orderId, read);
  }
  return orders;
}

async function toReadOrder(access: AdminAccess, order: OrderWholeFragment): Promise<ReadOrder> {
  const lines = await readAllLines(access, order.id, order.lineItems);
  const shipping = order.shippingLines.nodes;
  const facts = toOrderFacts({ header: order, lines, shipping, refunds: order.refunds });
  return { facts, profile: profileOf(order) };
}

export function profileOf({ customer, email }: OrderHeaderFragment): CustomerProfile | null {
  if (!customer) return email ? { displayName: null, email, locale: null } : null;
  const { displayName, locale, defaultEmailAddress } = customer;
  return { displayName, locale, email: defaultEmailAddress?.emailAddress ?? null };
}

async function readAllLines(
  access: AdminAccess,
  id: string,
  first: OrderWholeFragment['lineItems'],
): Promise<OrderLineFactsFragment[]> {
  const lines = [...first.nodes];
  let { hasNextPage, endCursor } = first.pageInfo;
  while (hasNextPage && endCursor) {
    const page = await requestAdmin(
      access,
      OrderLinesPageDocument,
      { id, after: endCursor },
      { repeatable: true },
    );
    lines.push(...(page.order?.lineItems.nodes ?? []));
    hasNextPage = page.order?.lineItems.pageInfo.hasNextPage ?? false;
    endCursor = page.order?.lineItems.pageInfo.endCursor ?? null;
  }
  return lines;
}

/** Ids of the orders that carry a discount code, at most five. @throws ShopifyError */
export async function findOrdersWithCode(access: AdminAccess, code: string): Promise<string[]> {
  const { orders } = await requestAdmin(
    access,
    OrdersWithCodeDocument,
    { query: `discount_code:"${code}"` },
    { repeatable: true },
  );
  const carrying = orders.nodes.filter((order) =>
    order.discountCodes.some((one) => one.toUpperCase() === code),
  );
  return carrying.flatMap((order) => numericId(order.id) ?? []);
}

export type OrderParts = {
  header: OrderHeaderFragment;
  lines: OrderLineFactsFragment[];
  shipping: OrderShippingFactsFragment[];
  refunds: RefundFactsFragment[];
};

export function toOrderFacts({ header, lines, shipping, refunds }: OrderParts): OrderFacts {
  const orderId = numericId(header.id);
  const occurredAt = instantOf(header.processedAt);
  invariant(orderId && occurredAt, 'Shopify gives every order an id and a time');
  const currency = header.currencyCode;
  const minor = minorReader(currency);
  const gateways = header.transactions.map((transaction) => transaction.gateway ?? '');
  return {
    orderId,
    name: header.name,
    customerId: numericId(header.customer?.id) ?? null,
    occurredAt,
    updatedAt: instantOf(header.updatedAt) ?? occurredAt,
    currency,
    test: header.test,
    cancelledAt: instantOf(header.cancelledAt) ?? null,
    financialStatus: (header.displayFinancialStatus?.toLowerCase() ?? 'pending') as FinancialStatus,
    channel: channelOf(header.sourceName),
    taxesIncluded: header.taxesIncluded,
    lines: lines.map((line) => toLine(line, minor)),
    refunds: refunds.map((refund) => toRefund(refund, minor)),
    shippingMinor: sum(
      shipping,
      (line) => minor(line.originalPriceSet) - sum(line.discountAllocations, allocated(minor)),
    ),
    shippingTaxMinor: sum(shipping, (line) => sum(line.taxLines, (tax) => minor(tax.priceSet))),
    codes: header.discountCodes.map((code) => ({
      code,
      amountMinor: takenOff(code, lines, shipping, minor),
    })),
    totalMinor: minor(header.totalPriceSet),
    fulfilledAt: fulfilledAt(header),
    deliveredAt: deliveredAt(header),
    b2b: header.purchasingEntity?.__typename === 'PurchasingCompany',
    chargedBack: header.disputes.some(
      ({ initiatedAs, status }) => initiatedAs === 'CHARGEBACK' && !DISPUTES_RETURNED.includes(status),
    ),
    usesStoredValue: gateways.some((gateway) => STORED_VALUE_GATEWAYS.includes(gateway)),
    payments: netPayments(header, minor),
  };
}

function toRefund(refund: RefundFactsFragment, minor: Minor): Refund {
  const shipping = refund.refundShippingLines.nodes;
  return {
    at: instantOf(refund.processedAt ?? refund.createdAt) ?? null,
    lines: refund.refundLineItems.nodes.map((line) => ({
      lineId: numericId(line.lineItem.id) ?? '',
      quantity: line.quantity,
      subtotalMinor: minor(line.subtotalSet),
      taxMinor: minor(line.totalTaxSet),
    })),
    shippingMinor: sum(shipping, (line) => minor(line.subtotalAmountSet)),
    shippingTaxMinor: sum(shipping, (line) => minor(line.taxAmountSet)),
    otherMinor: sum(refund.duties ?? [], (duty) => minor(duty.amountSet)),
    moneyMinor: minor(refund.totalRefundedSet),
  };
}

type Minor = (money: OrderMoneyFragment) => number;

function minorReader(currency: string): Minor {
  const exponent = currencyExponent(currency);
  return ({ shopMoney }) => {
    const minor = parseMinor(shopMoney.amount, exponent);
    invariant(
      minor !== undefined,
      `Shopify's amount ${shopMoney.amount} ${shopMoney.currencyCode} is readable`,
    );
    return minor;
  };
}

function toLine(line: OrderLineFactsFragment, minor: Minor): OrderLine {
  return {
    id: numericId(line.id) ?? '',
    // The Admin API has no mark for a tip; Shopify sells it as a line of this title without a product.
    kind: line.isGiftCard ? 'giftCard' : line.title === 'Tip' && !line.product ? 'tip' : 'goods',
    title: line.title,
    productId: numericId(line.product?.id) ?? null,
    variantId: numericId(line.variant?.id) ?? null,
    vendor: line.vendor ?? null,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unitPriceMinor: minor(line.originalUnitPriceSet),
    discountMinor: sum(line.discountAllocations, allocated(minor)),
    taxMinor: sum(line.taxLines, (tax) => minor(tax.priceSet)),
  };
}

function allocated(minor: Minor): (allocation: { allocatedAmountSet: OrderMoneyFragment }) => number {
  return (allocation) => minor(allocation.allocatedAmountSet);
}

function takenOff(
  code: string,
  lines: OrderLineFactsFragment[],
  shipping: OrderShippingFactsFragment[],
  minor: Minor,
): number {
  const allocations = [...lines, ...shipping].flatMap((line) => line.discountAllocations);
  const own = allocations.filter(({ discountApplication }) => {
    if (discountApplication.__typename !== 'DiscountCodeApplication') return false;
    return discountApplication.code.toUpperCase() === code.toUpperCase();
  });
  return sum(own, allocated(minor));
}

function fulfilledAt(header: OrderHeaderFragment): string | null {
  if (header.displayFulfillmentStatus !== 'FULFILLED') return null;
  const instants = header.fulfillments
    .map((one) => instantOf(one.createdAt))
    .filter((one) => one !== undefined);
  return instants.sort().at(-1) ?? instantOf(header.updatedAt) ?? null;
}

/** Known once every parcel has arrived. */
function deliveredAt(header: OrderHeaderFragment): string | null {
  if (header.displayFulfillmentStatus !== 'FULFILLED' || header.fulfillments.length === 0) return null;
  const instants = header.fulfillments.map((one) => instantOf(one.deliveredAt));
  const known = instants.filter((one) => one !== undefined);
  return known.length === instants.length ? (known.sort().at(-1) ?? null) : null;
}

/** Sales and captures that went through, minus refunds; in all, and by gift card or store credit. */
function netPayments(header: OrderHeaderFragment, minor: Minor): NonNullable<OrderFacts['payments']> {
  const net = { storedValueMinor: 0, totalMinor: 0 };
  for (const transaction of header.transactions) {
    if (transaction.status !== 'SUCCESS') continue;
    const sign = transaction.kind === 'REFUND' ? -1 : ['SALE', 'CAPTURE'].includes(transaction.kind) ? 1 : 0;
    const amount = sign * minor(transaction.amountSet);
    net.totalMinor += amount;
    if (STORED_VALUE_GATEWAYS.includes(transaction.gateway ?? '')) net.storedValueMinor += amount;
  }
  return net;
}
