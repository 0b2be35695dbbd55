/** What a stored delivery is taken for. */
import { expect, test } from 'vitest';
import { interpretDelivery } from '#app/services/interpret-delivery.ts';

const SHOP = {
  shop: 'one.myshopify.com',
  name: 'One',
  currency: 'EUR',
  timezone: 'UTC',
  locale: 'en',
  isPlus: false,
  installedAt: new Date(0),
  uninstalledAt: null,
};

function delivery(body: unknown, topic = 'orders/updated') {
  return {
    shop: SHOP.shop,
    deliveryId: 'd1',
    eventId: null,
    topic,
    apiVersion: '2026-07',
    resourceId: null,
    triggeredAt: new Date('2026-11-22T12:00:00Z'),
    body: JSON.stringify(body),
    attempts: 0,
  };
}

/** Paid in part with a gift card: the transactions decide what counts. */
const ORDER = {
  id: 1,
  currency: 'EUR',
  processed_at: '2026-11-20T12:00:00Z',
  updated_at: '2026-11-20T12:00:00Z',
  financial_status: 'paid',
  payment_gateway_names: ['gift_card', 'bogus'],
  line_items: [{ id: 2, quantity: 1, price: '10.00' }],
};

test('an order paid with stored value is read from Shopify, for its transactions', () => {
  expect(interpretDelivery(delivery(ORDER), SHOP)).toEqual({ kind: 'hint', orderId: '1' });
});

test.each([
  ['cancelled', { cancelled_at: '2026-11-21T12:00:00Z' }],
  ['a test', { test: true }],
  ['voided', { financial_status: 'voided' }],
  ['refunded', { financial_status: 'refunded' }],
])('an order that is %s gives nothing whatever it was paid with, so nothing is read', (_, change) => {
  expect(interpretDelivery(delivery({ ...ORDER, ...change }), SHOP)).toMatchObject({ kind: 'snapshot' });
});

test.each([
  ['a list', [{ order_id: 1 }]],
  ['no order', {}],
  ['an edit of nothing', { order_edit: [] }],
  ['an order that is no number', { order_id: { id: 1 } }],
])('a hint that holds %s waits for a person', (_, body) => {
  const meaning = interpretDelivery(delivery(body, 'order_transactions/create'), SHOP);
  expect(meaning).toEqual({ kind: 'parked', because: 'unreadable' });
});
