/** What the parser makes of an order's body when it is not what Shopify sends. */
import { expect, test } from 'vitest';
import { parseCustomerNews } from '#app/shopify/webhooks/parse-customer.ts';
import { parseOrder } from '#app/shopify/webhooks/parse-order.ts';

const LINE = { id: 2, quantity: 2, price: '10.00' };

function order(change: Record<string, unknown> = {}) {
  return {
    id: 1,
    currency: 'EUR',
    processed_at: '2026-11-20T12:00:00Z',
    updated_at: '2026-11-20T12:00:00Z',
    financial_status: 'paid',
    line_items: [LINE],
    ...change,
  };
}

const lines = (change: Record<string, unknown>) => ({ line_items: [{ ...LINE, ...change }] });
const refund = (change: Record<string, unknown>) => ({ refunds: [change] });

test('a plain order is read', () => {
  expect(parseOrder(order())?.facts).toMatchObject({
    orderId: '1',
    currency: 'EUR',
    lines: [{ unitPriceMinor: 1_000 }],
  });
});

test.each([
  ['a negative price', lines({ price: '-5.00' })],
  ['a discount below zero', lines({ discount_allocations: [{ amount: '-500.00' }] })],
  ['a tax below zero', lines({ tax_lines: [{ price: '-500.00' }] })],
  [
    'a returned line below zero',
    refund({ refund_line_items: [{ line_item_id: 2, quantity: 1, subtotal: '-500.00' }] }),
  ],
  [
    'refunded money below zero',
    refund({ transactions: [{ kind: 'refund', status: 'success', amount: '-500.00' }] }),
  ],
  ['a price in exponents', lines({ price: '1e309' })],
  ['a price that is no number', lines({ price: Number.POSITIVE_INFINITY })],
  ['a sum that no number holds exactly', lines({ price: '9999999999999.99', quantity: 1_000_000 })],
  ['a currency that is none', { currency: '\0\0\0' }],
  ['a negative quantity', lines({ quantity: -1 })],
  ['half a piece', lines({ quantity: 0.5 })],
  ['no lines', { line_items: null }],
  ['no id', { id: 1.5 }],
  ['an id below zero', { id: -1 }],
  ['no time', { processed_at: 'yesterday', created_at: null }],
])('%s makes an order unreadable', (_, change) => {
  expect(parseOrder(order(change))).toBeUndefined();
});

test('an adjustment for shipping is written with a minus and read without', () => {
  const adjustment = { kind: 'shipping_refund', amount: '-5.90', tax_amount: '-0.94' };
  expect(parseOrder(order(refund({ order_adjustments: [adjustment] })))?.facts).toMatchObject({
    refunds: [{ shippingMinor: 590, shippingTaxMinor: 94 }],
  });
});

test('text that no database takes is cleaned, wherever it stands', () => {
  const bad = '\ud800a\0b';
  const body = order({
    name: bad,
    customer_locale: bad,
    customer: { id: 3, first_name: bad, email: bad },
    discount_codes: [{ code: bad }],
    line_items: [{ ...LINE, title: bad, product_id: bad }],
    refunds: [{ refund_line_items: [{ line_item_id: bad, quantity: 1, subtotal: 1 }] }],
  });
  const text = JSON.stringify(parseOrder(body));
  expect(text).toContain('ab');
  expect(text).not.toMatch(/\\u0000|\\ud800/);
  expect(
    JSON.stringify(
      parseCustomerNews('customers/update', { id: 3, locale: bad, first_name: bad }, new Date(0)),
    ),
  ).not.toMatch(/\\u0000|\\ud800/);
});

test('stored value is known from the body where it says so, and asked for where it does not', () => {
  const part = { payment_gateway_names: ['gift_card', 'shopify_payments'] };
  expect(parseOrder(order(part))).toMatchObject({
    incompleteBecause: 'stored-value',
    facts: { payments: null },
  });
  const whole = { payment_gateway_names: ['gift_card'] };
  expect(parseOrder(order(whole))).toMatchObject({
    incompleteBecause: null,
    facts: { payments: { storedValueMinor: 1, totalMinor: 1 } },
  });
  const transactions = [
    { kind: 'sale', status: 'success', gateway: 'gift_card', amount: '5.00' },
    { kind: 'authorization', status: 'success', gateway: 'shopify_payments', amount: '15.00' },
    { kind: 'capture', status: 'success', gateway: 'shopify_payments', amount: '15.00' },
    { kind: 'capture', status: 'failure', gateway: 'shopify_payments', amount: '15.00' },
    { kind: 'refund', status: 'success', gateway: 'gift_card', amount: '1.00' },
  ];
  expect(parseOrder(order({ ...part, transactions }))).toMatchObject({
    incompleteBecause: null,
    facts: { payments: { storedValueMinor: 400, totalMinor: 1_900 } },
  });
});
