/**
 * Bodies of order webhooks: the REST shapes that Shopify still sends, money as text, `*_set` in both currencies,
 * ids as exact numbers, instants with the shop's offset.
 */
import type { SandboxContext } from './context.ts';
import { exactNumber, gid } from './ids.ts';
import type { DiscountApplication, Order, ShippingLine } from './model.ts';
import { formatMinor } from './money.ts';
import { financialStatusOf, fulfillmentStatusOf } from './order-status.ts';
import { addressBody, allocationBody, localTime, moneyBag, orderTaxes, taxBody } from './payload-parts.ts';
import { customerBody, fulfillmentBody, lineBody, refundBody } from './payloads-beside.ts';
import { totalsOf } from './refund-math.ts';

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
    company: order.company
      ? { id: exactNumber(order.company.id), location_id: exactNumber(order.company.id) }
      : null,
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
