/** Shopify's time stamps of orders have whole seconds: what was read from Shopify is not undone by a webhook sent before. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
});
afterAll(() => sandbox.stop());

type Delivery = { id: string; topic: string };

test('a payment heard of late does not bring back the points of an order that was read as refunded', async () => {
  // The beginning of a second, so that both states fall into the same one; and another day than the real one.
  await sandbox.act('clock', { to: '2031-05-01T12:00:00.000Z' });
  const { id: customer } = await sandbox.act<{ id: string }>('customers', { firstName: 'Late' });
  await sandbox.act('webhooks/hold');
  const order = await sandbox.act<{ id: string; updatedAt: string; lines: { id: string }[] }>('orders', {
    customerId: customer,
    lines: [{ title: 'Shirt', quantity: 1, unitPrice: 10_000 }],
  });
  const refunded = await sandbox.act<{ updatedAt: string }>(`orders/${order.id}/refund`, {
    lines: [{ lineId: order.lines[0]?.id, quantity: 1 }],
  });
  expect(refunded.updatedAt.slice(0, 19)).toBe(order.updatedAt.slice(0, 19));
  const deliveries = await sandbox.read<Delivery[]>('deliveries');
  const hear = async (topic: string) => {
    await sandbox.act('webhooks/replay', { id: deliveries.find((one) => one.topic === topic)?.id });
    await sandbox.settled();
    return (await sandbox.proxy('standing', customer)).json;
  };
  expect(await hear('refunds/create')).toMatchObject({ available: 0, debt: 0 });
  expect(await hear('orders/paid')).toMatchObject({ available: 0, debt: 0 });
});
