import { expect, test } from 'vitest';
import { createCustomer } from './customers.ts';
import { createOrder } from './orders.ts';
import { orderBody } from './payloads.ts';
import { testStore } from './testing.ts';

test('a body has money as text in both currencies, ids with every digit and instants with the offset of the shop', () => {
  const { context } = testStore();
  const customer = createCustomer(context, { id: '9007199254740993', email: 'ada@example.com' });
  const order = createOrder(context, {
    id: '9223372036854775807',
    customerId: customer.id,
    createdAt: '2026-07-01T10:00:00Z',
    lines: [{ unitPrice: 1_250, quantity: 2 }],
    presentmentCurrency: 'JPY',
    presentmentRate: 160,
  });
  const text = JSON.stringify(orderBody(context, order));
  expect(text).toContain('"id":9223372036854775807,');
  expect(text).toContain('"id":9007199254740993,');
  const body = JSON.parse(text);
  expect(body.subtotal_price).toBe('25.00');
  expect(body.subtotal_price_set.presentment_money).toEqual({ amount: '4000', currency_code: 'JPY' });
  expect(body.created_at).toBe('2026-07-01T12:00:00+02:00');
  expect(body.admin_graphql_api_id).toBe('gid://shopify/Order/9223372036854775807');
});

test('every later change of an order has a later time of change', () => {
  const { context, events } = testStore();
  const order = createOrder(context, { lines: [{ unitPrice: 100 }] });
  createOrder(context, { lines: [{ unitPrice: 100 }] });
  const first = order.updatedAt;
  expect(events.map((event) => event.topic).slice(0, 3)).toEqual([
    'orders/create',
    'orders/paid',
    'orders/updated',
  ]);
  expect(first >= order.createdAt).toBe(true);
});
