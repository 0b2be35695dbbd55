import { expect, test } from 'vitest';
import { createOrder, editOrder, markPaid } from './orders.ts';
import { financialStatusOf } from './order-status.ts';
import { refundShare, totalsOf } from './refund-math.ts';
import { cancelAndRefund, refundOrder } from './refunds.ts';
import { testStore } from './testing.ts';

test('the shares of units that go back one by one add up to the line', () => {
  const { context } = testStore();
  const order = createOrder(context, {
    lines: [{ unitPrice: 1_000, quantity: 3 }],
    orderDiscount: 100,
    taxRate: 0.19,
  });
  const [line] = order.lines;
  if (!line) throw new Error('no line');
  const shares = [0, 1, 2].map((before) => refundShare(line, before, 1));
  expect(shares.map((share) => share.subtotal).reduce((sum, part) => sum + part)).toBe(2_900);
  expect(shares.map((share) => share.tax).reduce((sum, part) => sum + part)).toBe(463);
});

test('a refund of one unit moves its money and leaves the order partially refunded', () => {
  const { context, events } = testStore();
  const order = createOrder(context, { lines: [{ unitPrice: 1_000, quantity: 2 }], shipping: 490 });
  events.length = 0;
  refundOrder(context, order.id, { lines: [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }] });
  expect(totalsOf(order)).toMatchObject({
    refunded: 1_000,
    net: 1_490,
    current: { subtotal: 1_000, total: 1_490 },
  });
  expect(financialStatusOf(order)).toBe('partially_refunded');
  expect(events.map((event) => event.topic)).toEqual([
    'refunds/create',
    'order_transactions/create',
    'orders/updated',
  ]);
});

test('lines may go back without money, and money without lines', () => {
  const { context } = testStore();
  const order = createOrder(context, { lines: [{ unitPrice: 1_000, quantity: 2 }] });
  const { refund: goods } = refundOrder(context, order.id, {
    lines: [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }],
    transaction: false,
  });
  expect(goods.transactionIds).toEqual([]);
  expect(goods.adjustments[0]?.amount).toBe(1_000);
  const { refund: money } = refundOrder(context, order.id, { amount: 300 });
  expect(money.adjustments[0]?.amount).toBe(-300);
  expect(totalsOf(order)).toMatchObject({ refunded: 300, current: { subtotal: 1_000, total: 700 } });
});

test('money goes back to the newest payment first, as far as it reaches', () => {
  const { context } = testStore();
  const order = createOrder(context, {
    lines: [{ unitPrice: 5_000 }],
    payments: [
      { gateway: 'gift_card', amount: 2_000 },
      { gateway: 'shopify_payments', amount: 3_000 },
    ],
  });
  refundOrder(context, order.id, { amount: 4_000 });
  const refunds = order.transactions.filter((entry) => entry.kind === 'refund');
  expect(refunds.map((entry) => [entry.gateway, entry.amount])).toEqual([
    ['shopify_payments', 3_000],
    ['gift_card', 1_000],
  ]);
});

test('a cancelled order is refunded whole and says so in the order Shopify does', () => {
  const { context, events } = testStore();
  const order = createOrder(context, { lines: [{ unitPrice: 1_000, quantity: 2 }], shipping: 490 });
  events.length = 0;
  cancelAndRefund(context, order.id);
  expect(financialStatusOf(order)).toBe('refunded');
  expect(totalsOf(order)).toMatchObject({ net: 0, current: { total: 0 } });
  expect(events.map((event) => event.topic)).toContain('orders/cancelled');
});

test('an unpaid order becomes paid once the money is taken', () => {
  const { context, events } = testStore();
  const order = createOrder(context, { lines: [{ unitPrice: 1_000 }], payments: [] });
  expect(financialStatusOf(order)).toBe('pending');
  expect(events.map((event) => event.topic)).not.toContain('orders/paid');
  markPaid(context, order.id);
  expect(financialStatusOf(order)).toBe('paid');
  expect(events.map((event) => event.topic)).toContain('orders/paid');
});

test('an edit sends deltas, and the order as it is now', () => {
  const { context, events } = testStore();
  const order = createOrder(context, { lines: [{ unitPrice: 1_000, quantity: 3 }] });
  events.length = 0;
  const lineId = order.lines[0]?.id ?? '';
  editOrder(context, order.id, { setQuantities: [{ lineId, quantity: 1 }], add: [{ unitPrice: 250 }] });
  const edited = JSON.parse(events.find((event) => event.topic === 'orders/edited')?.body ?? '{}');
  expect(edited.order_edit.line_items).toMatchObject({ removals: [{ delta: 2 }], additions: [{ delta: 1 }] });
  expect(totalsOf(order).current.subtotal).toBe(1_250);
});
