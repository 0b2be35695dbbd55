/** Bodies of what belongs to an order or stands beside it: lines, refunds, transactions, parcels, customers. */
import type { SandboxContext } from './context.ts';
import { exactNumber, gid } from './ids.ts';
import type { Cart, Customer, Fulfillment, Id, Order, OrderLine, Refund, Transaction } from './model.ts';
import { formatMinor } from './money.ts';
import { addressBody, allocationBody, localTime, moneyBag, taxBody } from './payload-parts.ts';

export function refundBody(context: SandboxContext, order: Order, refund: Refund): Record<string, unknown> {
  const money = (minor: number) => formatMinor(minor, order.currency);
  return {
    id: exactNumber(refund.id),
    admin_graphql_api_id: gid('Refund', refund.id),
    order_id: exactNumber(order.id),
    created_at: localTime(context, refund.createdAt),
    processed_at: localTime(context, refund.createdAt),
    note: refund.note,
    user_id: null,
    restock: refund.lines.some((line) => line.restock !== 'no_restock'),
    return: null,
    duties: [],
    total_duties_set: moneyBag(order, 0),
    order_adjustments: refund.adjustments.map((entry) => ({
      id: exactNumber(entry.id),
      order_id: exactNumber(order.id),
      refund_id: exactNumber(refund.id),
      amount: money(entry.amount),
      tax_amount: money(entry.tax),
      kind: entry.kind,
      reason: entry.reason,
      amount_set: moneyBag(order, entry.amount),
      tax_amount_set: moneyBag(order, entry.tax),
    })),
    refund_shipping_lines: refund.shipping.map((entry) => ({
      id: exactNumber(entry.id),
      shipping_line: { id: exactNumber(entry.shippingLineId) },
      subtotal_amount_set: moneyBag(order, entry.amount),
      tax_amount_set: moneyBag(order, entry.tax),
    })),
    refund_line_items: refund.lines.map((entry) => {
      const line = order.lines.find((candidate) => candidate.id === entry.lineId);
      return {
        id: exactNumber(entry.id),
        line_item_id: exactNumber(entry.lineId),
        location_id: null,
        quantity: entry.quantity,
        restock_type: entry.restock,
        // As Shopify has it here: JSON numbers, where most of its money is text.
        subtotal: Number(money(entry.subtotal)),
        total_tax: Number(money(entry.tax)),
        subtotal_set: moneyBag(order, entry.subtotal),
        total_tax_set: moneyBag(order, entry.tax),
        line_item: line ? lineBody(order, line) : null,
      };
    }),
    transactions: order.transactions
      .filter((transaction) => refund.transactionIds.includes(transaction.id))
      .map((transaction) => transactionBody(context, order, transaction)),
  };
}

export function transactionBody(
  context: SandboxContext,
  order: Order,
  transaction: Transaction,
): Record<string, unknown> {
  return {
    id: exactNumber(transaction.id),
    admin_graphql_api_id: gid('OrderTransaction', transaction.id),
    order_id: exactNumber(order.id),
    amount: formatMinor(transaction.amount, order.currency),
    currency: order.currency,
    authorization: null,
    created_at: localTime(context, transaction.createdAt),
    processed_at: localTime(context, transaction.createdAt),
    device_id: null,
    error_code: null,
    gateway: transaction.gateway,
    kind: transaction.kind,
    location_id: null,
    message: null,
    parent_id: transaction.parentId === null ? null : exactNumber(transaction.parentId),
    receipt: {},
    source_name: order.sourceName,
    status: transaction.status,
    test: order.test,
    user_id: null,
    payment_id: `${order.name}.${transaction.id.slice(-3)}`,
    total_unsettled_set: moneyBag(order, 0),
  };
}

export function customerBody(context: SandboxContext, customer: Customer): Record<string, unknown> {
  const consent = {
    state: customer.marketing.state,
    opt_in_level: customer.marketing.optInLevel,
    consent_updated_at: customer.marketing.updatedAt && localTime(context, customer.marketing.updatedAt),
  };
  return {
    id: exactNumber(customer.id),
    admin_graphql_api_id: gid('Customer', customer.id),
    email: customer.email,
    phone: customer.phone,
    first_name: customer.firstName,
    last_name: customer.lastName,
    created_at: localTime(context, customer.createdAt),
    updated_at: localTime(context, customer.updatedAt),
    state: customer.state,
    note: customer.note,
    verified_email: customer.verifiedEmail,
    multipass_identifier: null,
    tax_exempt: customer.taxExempt,
    tax_exemptions: [],
    tags: customer.tags.join(', '),
    currency: context.config.currency,
    email_marketing_consent: consent,
    sms_marketing_consent: null,
    default_address: customer.address ? { ...addressBody(customer.address), default: true } : null,
    addresses: customer.address ? [{ ...addressBody(customer.address), default: true }] : [],
  };
}

export function fulfillmentBody(
  context: SandboxContext,
  order: Order,
  fulfillment: Fulfillment,
): Record<string, unknown> {
  return {
    id: exactNumber(fulfillment.id),
    admin_graphql_api_id: gid('Fulfillment', fulfillment.id),
    order_id: exactNumber(order.id),
    created_at: localTime(context, fulfillment.createdAt),
    updated_at: localTime(context, fulfillment.updatedAt),
    location_id: null,
    name: `${order.name}.${order.fulfillments.indexOf(fulfillment) + 1}`,
    service: 'manual',
    shipment_status: fulfillment.shipmentStatus,
    status: fulfillment.status,
    tracking_company: fulfillment.trackingNumber ? 'DHL' : null,
    tracking_number: fulfillment.trackingNumber,
    tracking_numbers: fulfillment.trackingNumber ? [fulfillment.trackingNumber] : [],
    tracking_url: null,
    tracking_urls: [],
    line_items: fulfillment.lines.flatMap((entry) => {
      const line = order.lines.find((candidate) => candidate.id === entry.lineId);
      return line ? [{ ...lineBody(order, line), quantity: entry.quantity }] : [];
    }),
  };
}

export function lineBody(order: Order, line: OrderLine): Record<string, unknown> {
  const discount = line.allocations.reduce((sum, allocation) => sum + allocation.amount, 0);
  return {
    id: exactNumber(line.id),
    admin_graphql_api_id: gid('LineItem', line.id),
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: Math.max(0, line.currentQuantity - line.fulfilledQuantity),
    fulfillment_service: 'manual',
    fulfillment_status: lineFulfillment(line),
    gift_card: line.giftCard,
    grams: 0,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    price: formatMinor(line.unitPrice, order.currency),
    price_set: moneyBag(order, line.unitPrice),
    product_exists: line.productId !== null,
    product_id: line.productId === null ? null : exactNumber(line.productId),
    properties: Object.entries(line.properties).map(([name, value]) => ({ name, value })),
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sku: line.sku,
    taxable: line.taxable,
    title: line.title,
    // Shopify leaves discounts of the whole order out of this field; they are in the allocations.
    total_discount: formatMinor(0, order.currency),
    total_discount_set: moneyBag(order, 0),
    variant_id: line.variantId === null ? null : exactNumber(line.variantId),
    variant_inventory_management: 'shopify',
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: line.taxes.map((tax) => taxBody(order, tax)),
    duties: [],
    discount_allocations: discount > 0 ? line.allocations.map((part) => allocationBody(order, part)) : [],
  };
}

function lineFulfillment(line: OrderLine): 'fulfilled' | 'partial' | null {
  if (line.fulfilledQuantity === 0) return null;
  return line.fulfilledQuantity >= line.currentQuantity ? 'fulfilled' : 'partial';
}

export function checkoutBody(
  context: SandboxContext,
  id: Id,
  cart: Cart,
  customerId: Id,
  completedAt: string | null,
): Record<string, unknown> {
  const at = localTime(context, context.clock.iso());
  return {
    id: exactNumber(id),
    token: cart.token,
    cart_token: cart.token,
    created_at: at,
    updated_at: at,
    completed_at: completedAt === null ? null : localTime(context, completedAt),
    customer: { id: exactNumber(customerId), admin_graphql_api_id: gid('Customer', customerId) },
    line_items: cart.lines.map(({ variantId, quantity }) => ({
      variant_id: exactNumber(variantId),
      quantity,
    })),
  };
}

/** A return of an order as its webhooks tell of it. */
export function returnBody(
  context: SandboxContext,
  id: Id,
  order: Order,
  status: string,
): Record<string, unknown> {
  return {
    id: exactNumber(id),
    admin_graphql_api_id: gid('Return', id),
    status,
    created_at: localTime(context, context.clock.iso()),
    order: { id: exactNumber(order.id), admin_graphql_api_id: gid('Order', order.id) },
    total_return_line_items: order.lines.length,
    name: `${order.name}-R1`,
  };
}
