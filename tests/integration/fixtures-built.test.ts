/** Built orders for what no public payload shows: each gives the points worked out by hand. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUILT_ORDERS, textOf } from '../fixtures/built-orders.ts';
import { addFreshShop, bookedIn, eventsOf, ordersOf } from '../support/fresh-shop.ts';
import { callProxy, sendWebhook, startSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
});
afterAll(() => sandbox.stop());

type Placed = { id: string; lines: { id: string }[] };

async function standing(shop: string, customerId: string) {
  const { appUrl, apiSecret } = sandbox;
  const { json } = await callProxy<Record<string, unknown>>(appUrl, apiSecret, shop, 'standing', customerId);
  const { available, pending, reserved, debt } = json;
  return { available, pending, reserved, debt };
}

function having(available: number) {
  return { available, pending: 0, reserved: 0, debt: 0 };
}

async function newCustomer(): Promise<string> {
  return (await sandbox.act<{ id: string }>('customers', { firstName: 'Erika' })).id;
}

test('every built order gives the points of its own numbers, doubled or not', async () => {
  const shops = new Map<string, string>();
  for (const built of BUILT_ORDERS) {
    const shop = await addFreshShop(sandbox, built.name, built.currency);
    shops.set(built.name, shop);
    for (const topic of ['orders/create', 'orders/paid']) {
      expect(await sendWebhook({ ...sandbox, shop }, topic, textOf(built)), built.name).toBe(200);
    }
  }
  await sandbox.settled();
  for (const { name, points, customerId = '7001' } of BUILT_ORDERS) {
    const shop = shops.get(name) ?? '';
    expect(await standing(shop, customerId), name).toEqual(having(points));
    expect(await bookedIn(sandbox, shop), name).toBe(points);
  }
  expect(BUILT_ORDERS.length).toBeGreaterThanOrEqual(20);
});

test('ids above 2^53 keep every digit', async () => {
  const built = BUILT_ORDERS.find(({ name }) => name === 'ids above 2^53');
  const shop = await addFreshShop(sandbox, 'digits', 'EUR');
  await sendWebhook({ ...sandbox, shop }, 'orders/paid', built ? textOf(built) : '');
  await sandbox.settled();
  expect(await ordersOf(sandbox, shop)).toMatchObject([
    { orderId: '9007199254740993', customerId: '9007199254740995' },
  ]);
  expect(await standing(shop, '9007199254740994')).toEqual(having(0));
});

test('part of an order paid by gift card does not earn', async () => {
  const customer = await newCustomer();
  // 100.00, 40.00 of it by gift card: 100 × (1 − 40 ÷ 100) = 60
  await sandbox.act('orders', {
    customerId: customer,
    lines: [{ unitPrice: 10_000 }],
    payments: [
      { gateway: 'gift_card', amount: 4_000 },
      { gateway: 'shopify_payments', amount: 6_000 },
    ],
  });
  await sandbox.settled();
  expect(await standing(sandbox.shop, customer)).toEqual(having(60));
});

test('part of an order paid by store credit does not earn', async () => {
  const customer = await newCustomer();
  // 80.00, 20.00 of it by store credit: 80 × (1 − 20 ÷ 80) = 60
  await sandbox.act('orders', {
    customerId: customer,
    lines: [{ unitPrice: 8_000 }],
    payments: [
      { gateway: 'shopify_store_credit', amount: 2_000 },
      { gateway: 'shopify_payments', amount: 6_000 },
    ],
  });
  await sandbox.settled();
  expect(await standing(sandbox.shop, customer)).toEqual(having(60));
});

test('the share of a gift card follows what is net paid after a return', async () => {
  const customer = await newCustomer();
  // Three of 30.00 and 10.00 shipping; 25.00 of the 100.00 by gift card: 90 × 75 ÷ 100 = 67.5, so 67
  const order = await sandbox.act<Placed>('orders', {
    customerId: customer,
    taxesIncluded: false,
    lines: [{ unitPrice: 3_000 }, { unitPrice: 3_000 }, { unitPrice: 3_000 }],
    shipping: 1_000,
    payments: [
      { gateway: 'gift_card', amount: 2_500 },
      { gateway: 'shopify_payments', amount: 7_500 },
    ],
  });
  await sandbox.settled();
  expect(await standing(sandbox.shop, customer)).toEqual(having(67));
  // One goes back to the card: 60 of goods, 70.00 net paid, 25.00 of it by gift card: 60 × 45 ÷ 70 = 38.57, so 38
  await sandbox.act(`orders/${order.id}/refund`, {
    lines: [{ lineId: order.lines[0]?.id, quantity: 1 }],
    gateway: 'shopify_payments',
  });
  await sandbox.settled();
  expect(await standing(sandbox.shop, customer)).toEqual(having(38));
});

test('an amount that is no amount parks the order, visibly, and books nothing', async () => {
  const [template] = BUILT_ORDERS;
  for (const price of [
    '-5.00',
    '1e309',
    '1e3',
    'NaN',
    '',
    '12.345',
    '99999999999999999999',
    null,
    true,
    ['5.00'],
    {},
  ]) {
    const shop = await addFreshShop(sandbox, `price ${JSON.stringify(price)}`, 'EUR');
    const body = { ...template?.body, line_items: [{ id: 11, quantity: 1, price }] };
    expect(await sendWebhook({ ...sandbox, shop }, 'orders/paid', body)).toBe(200);
    await sandbox.settled();
    expect(await eventsOf(sandbox, shop), String(price)).toMatchObject([
      { state: 'parked', outcome: { reason: 'unreadable' } },
    ]);
    expect(await bookedIn(sandbox, shop)).toBe(0);
  }
});
