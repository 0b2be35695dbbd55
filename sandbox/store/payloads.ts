/**
 * Bodies of webhooks: the REST shapes that Shopify still sends, money as text, `*_set` in both currencies,
 * ids as exact numbers, instants with the shop's offset.
 */
import type { SandboxContext } from './context.ts';
import { exactNumber, gid } from './ids.ts';
import type {
  Address,
  Allocation,
  Customer,
  DiscountApplication,
  Fulfillment,
  Order,
  OrderLine,
  Refund,
  ShippingLine,
  TaxLine,
  Transaction,
} from './model.ts';
import { exponentOf, formatMinor } from './money.ts';
import { financialStatusOf, fulfillmentStatusOf } from './order-status.ts';
import { totalsOf } from './refund-math.ts';

type Money = { amount: string; currency_code: string };
type MoneyBag = { shop_money: Money; presentment_money: Money };

export function orderBody(context: SandboxContext, order: Order): Record<string, unknown> {
  const customer = order.customerId === null ? undefined : context.state.customers.get(order.customerId);
  const address = order.address ? addressBody(order.address) : null;
  return {
    id: exactNumber(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    app_id: 580111,
    ...headOf(context, order),
    ...moneyOf(order),
    billing_address: address,
    shipping_address: address,
    customer: customer ? customerBody(context, customer) : null,
    discount_applications: order.applications.map((application) => applicationBody(order, application)),
    discount_codes: order.discountCodes.map((entry) => ({
      ...entry,
      amount: formatMinor(entry.amount, order.currency),
    })),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentBody(context, order, fulfillment)),
    line_items: order.lines.map((line) => lineBody(order, line)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundBody(context, order, refund)),
    shipping_lines: order.shippingLines.map((line) => shippingBody(order, line)),
  };
}

function headOf(context: SandboxContext, order: Order) {
  const time = (value: string | null) => (value === null ? null : localTime(context, value));
  const customer = order.customerId === null ? undefined : context.state.customers.get(order.customerId);
  return {
    browser_ip: null,
    buyer_accepts_marketing: customer?.marketing.state === 'subscribed',
    cancel_reason: order.cancelReason,
    cancelled_at: time(order.cancelledAt),
    cart_token: order.cartToken,
    checkout_id: null,
    checkout_token: order.token,
    client_details: null,
    closed_at: time(order.closedAt),
    confirmation_number: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: order.email,
    created_at: time(order.createdAt),
    customer_locale: order.customerLocale,
    device_id: null,
    email: order.email,
    estimated_taxes: false,
    financial_status: financialStatusOf(order),
    fulfillment_status: fulfillmentStatusOf(order),
    landing_site: order.landingSite,
    landing_site_ref: null,
    location_id: null,
    name: order.name,
    note: order.note,
    note_attributes: Object.entries(order.attributes).map(([name, value]) => ({ name, value })),
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `${context.config.storeUrl}/orders/${order.token}/authenticate?key=${order.token}`,
    payment_gateway_names: [...new Set(order.transactions.map((transaction) => transaction.gateway))],
    phone: order.phone,
    processed_at: time(order.processedAt),
    referring_site: order.referringSite,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    tags: order.tags.join(', '),
    tax_exempt: false,
    taxes_included: order.taxesIncluded,
    test: order.test,
    token: order.token,
    updated_at: time(order.updatedAt),
    user_id: null,
  };
}

function moneyOf(order: Order): Record<string, unknown> {
  const totals = totalsOf(order);
  const both = (name: string, minor: number) => ({
    [name]: formatMinor(minor, order.currency),
    [`${name}_set`]: moneyBag(order, minor),
  });
  return {
    currency: order.currency,
    presentment_currency: order.presentmentCurrency,
    ...both('current_subtotal_price', totals.current.subtotal),
    ...both('current_total_discounts', totals.current.discounts),
    ...both('current_total_price', totals.current.total),
    ...both('current_total_tax', totals.current.tax),
    current_total_duties_set: order.duties > 0 ? moneyBag(order, order.duties) : null,
    current_total_additional_fees_set: null,
    original_total_additional_fees_set: null,
    original_total_duties_set: order.duties > 0 ? moneyBag(order, order.duties) : null,
    ...both('subtotal_price', totals.subtotal),
    ...both('total_discounts', totals.discounts),
    ...both('total_line_items_price', totals.lineItems),
    ...both('total_price', totals.total),
    ...both('total_tax', totals.tax),
    total_shipping_price_set: moneyBag(order, totals.shipping),
    current_shipping_price_set: moneyBag(order, totals.current.shipping),
    total_cash_rounding_payment_adjustment_set: moneyBag(order, 0),
    total_cash_rounding_refund_adjustment_set: moneyBag(order, 0),
    total_outstanding: formatMinor(totals.outstanding, order.currency),
    total_tip_received: formatMinor(order.tip, order.currency),
    total_weight: 0,
    tax_lines: orderTaxes(order).map((tax) => taxBody(order, tax)),
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

export function moneyBag(order: Order, minor: number): MoneyBag {
  const shift = exponentOf(order.presentmentCurrency) - exponentOf(order.currency);
  const same = order.presentmentCurrency === order.currency;
  const presented = same ? minor : Math.round(minor * order.presentmentRate * 10 ** shift);
  return {
    shop_money: { amount: formatMinor(minor, order.currency), currency_code: order.currency },
    presentment_money: {
      amount: formatMinor(presented, order.presentmentCurrency),
      currency_code: order.presentmentCurrency,
    },
  };
}

/** Taxes of the whole order, one line per title and rate. */
export function orderTaxes(order: Order): TaxLine[] {
  const sums = new Map<string, TaxLine>();
  for (const tax of [...order.lines, ...order.shippingLines].flatMap((line) => line.taxes)) {
    const key = `${tax.title}|${tax.rate}`;
    const sum = sums.get(key) ?? { title: tax.title, rate: tax.rate, amount: 0 };
    sum.amount += tax.amount;
    sums.set(key, sum);
  }
  return [...sums.values()];
}

/** `2026-11-22T13:05:00+01:00` in the shop's zone, as REST bodies have it. */
export function localTime(context: SandboxContext, iso: string): string {
  return withOffset(iso, context.config.timeZone);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function withOffset(iso: string, timeZone: string): string {
  const date = new Date(iso);
  const minutes = offsetMinutes(date, timeZone);
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  const absolute = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}

function offsetMinutes(date: Date, timeZone: string): number {
  const formatter =
    formatters.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formatters.set(timeZone, formatter);
  const name = formatter.formatToParts(date).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

function lineFulfillment(line: OrderLine): 'fulfilled' | 'partial' | null {
  if (line.fulfilledQuantity === 0) return null;
  return line.fulfilledQuantity >= line.currentQuantity ? 'fulfilled' : 'partial';
}

function shippingBody(order: Order, line: ShippingLine): Record<string, unknown> {
  const discounted = line.price - line.allocations.reduce((sum, part) => sum + part.amount, 0);
  return {
    id: exactNumber(line.id),
    carrier_identifier: null,
    code: line.title,
    title: line.title,
    source: 'shopify',
    phone: null,
    is_removed: false,
    price: formatMinor(line.price, order.currency),
    price_set: moneyBag(order, line.price),
    discounted_price: formatMinor(discounted, order.currency),
    discounted_price_set: moneyBag(order, discounted),
    requested_fulfillment_service_id: null,
    tax_lines: line.taxes.map((tax) => taxBody(order, tax)),
    discount_allocations: line.allocations.map((part) => allocationBody(order, part)),
  };
}

function applicationBody(order: Order, application: DiscountApplication): Record<string, unknown> {
  const { value } = application;
  const types = { code: 'discount_code', automatic: 'automatic', manual: 'manual', script: 'script' };
  return {
    target_type: application.target,
    type: types[application.method],
    value: value.kind === 'amount' ? formatMinor(value.amount, order.currency) : String(value.percent),
    value_type: value.kind === 'amount' ? 'fixed_amount' : 'percentage',
    allocation_method: application.allocation,
    target_selection: application.selection,
    ...(application.code === null ? { title: application.title } : { code: application.code }),
  };
}

function allocationBody(order: Order, allocation: Allocation): Record<string, unknown> {
  return {
    amount: formatMinor(allocation.amount, order.currency),
    amount_set: moneyBag(order, allocation.amount),
    discount_application_index: allocation.application,
  };
}

function taxBody(order: Order, tax: TaxLine): Record<string, unknown> {
  return {
    channel_liable: false,
    price: formatMinor(tax.amount, order.currency),
    price_set: moneyBag(order, tax.amount),
    rate: tax.rate,
    title: tax.title,
  };
}

function addressBody(address: Address): Record<string, unknown> {
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    company: null,
    address1: address.address1,
    address2: null,
    zip: address.zip,
    city: address.city,
    province: null,
    province_code: null,
    country_code: address.countryCode,
    country: address.countryCode,
    phone: address.phone,
    latitude: null,
    longitude: null,
  };
}
