/** A person and a shop that ask to be forgotten: what arrives late brings neither back, and nobody else loses anything. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { line, order } from '../fixtures/built-body.ts';
import { expectBooksClosed } from '../support/books.ts';
import { searchDatabase } from '../support/search-database.ts';
import { addFreshShop, eventsOf } from '../support/fresh-shop.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

async function hook(shop: string, topic: string, body: unknown): Promise<void> {
  expect(await sandbox.hook(topic, body, { 'X-Shopify-Shop-Domain': shop })).toBe(200);
}

const bodyOf = (id: number, customer: unknown) =>
  order([line({ id: 1, price: '10.00' }, 'EUR')], 'EUR', {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    customer,
  });
const redaction = (shop: string) => ({ shop_id: 1, shop_domain: shop });

test('a shop that has left is forgotten in every table, whatever it had, and its neighbours keep theirs', async () => {
  const [leaving, staying] = [
    await addFreshShop(sandbox, 'leaving', 'EUR'),
    await addFreshShop(sandbox, 'staying', 'EUR'),
  ];
  for (const shop of [leaving, staying]) await hook(shop, 'orders/paid', bodyOf(71, { id: 71 }));
  await sandbox.settled();
  expect(await searchDatabase(sandbox.db, [leaving])).not.toEqual([]);
  const kept = await rowsOf(staying);
  expect(kept).toBeGreaterThan(5);
  await hook(leaving, 'app/uninstalled', { id: 1 });
  await hook(leaving, 'shop/redact', redaction(leaving));
  await sandbox.settled();
  expect(await searchDatabase(sandbox.db, [leaving])).toEqual([]);
  expect(await rowsOf(staying)).toBe(kept);
  await hook(leaving, 'shop/redact', redaction(leaving));
  await sandbox.settled();
  expect(await searchDatabase(sandbox.db, [leaving])).toEqual([]);
});

test('a shop that is installed again is not forgotten', async () => {
  await hook(sandbox.shop, 'shop/redact', redaction(sandbox.shop));
  await sandbox.settled();
  expect((await eventsOf(sandbox, sandbox.shop)).at(-1)).toMatchObject({
    state: 'parked',
    outcome: { reason: 'shop-installed' },
  });
  const { rows } = await sandbox.db.query('SELECT 1 FROM shops WHERE shop = $1', [sandbox.shop]);
  expect(rows).toHaveLength(1);
});

test('another body that Shopify has signed is no request to forget a shop', async () => {
  const shop = await addFreshShop(sandbox, 'replayed', 'EUR');
  await hook(shop, 'app/uninstalled', { id: 1 });
  const others = [
    redaction('other.myshopify.com'),
    { ...redaction(shop), customer: { id: 5 }, orders_to_redact: [] },
    {},
  ];
  for (const body of others) await hook(shop, 'shop/redact', body);
  await sandbox.settled();
  expect((await sandbox.db.query('SELECT 1 FROM shops WHERE shop = $1', [shop])).rows).toHaveLength(1);
});

test('a request for data is not taken for a request to be forgotten', async () => {
  const { id } = await sandbox.act<{ id: string }>('customers', {
    firstName: 'Pia',
    email: 'pia@example.com',
  });
  await sandbox.act('orders', { customerId: id, lines: [{ unitPrice: 1_000 }] });
  await sandbox.settled();
  await hook(sandbox.shop, 'customers/redact', { customer: { id: Number(id) }, orders_requested: [1] });
  await sandbox.settled();
  const { rows } = await sandbox.db.query('SELECT 1 FROM members WHERE customer_id = $1', [id]);
  expect(rows).toHaveLength(1);
});

test('what arrives late of a forgotten person is booked where it must be and brings nobody back', async () => {
  const { id } = await sandbox.act<{ id: string }>('customers', {
    firstName: 'Quirina',
    email: 'quirina@example.com',
  });
  const bought = await sandbox.act<{ id: string }>('orders', {
    customerId: id,
    lines: [{ unitPrice: 5_000 }],
  });
  await sandbox.settled();
  const before = await memberOf(bought.id);
  const body = await (await fetch(`${sandbox.storeUrl}/__sandbox/orders/${bought.id}/body`)).text();
  await sandbox.act(`customers/${id}/privacy`, { kind: 'customers/redact' });
  await sandbox.settled();
  const late = { id: Number(id), email: 'quirina@example.com', first_name: 'Quirina' };
  await hook(sandbox.shop, 'orders/updated', body);
  await hook(sandbox.shop, 'customers/update', late);
  await hook(sandbox.shop, 'customer.tags_added', {
    customerId: `gid://shopify/Customer/${id}`,
    tags: ['quirina-tag'],
  });
  await hook(sandbox.shop, 'orders/create', bodyOf(72, late));
  const fact = { kind: 'deed', deed: 'review', id: 'quirina-review', customerId: id };
  expect((await askAsStaff(sandbox, 'facts', { facts: [fact] })).json).toEqual({
    results: [{ id: 'quirina-review', result: 'forgotten' }],
  });
  await sandbox.settled();
  expect(await searchDatabase(sandbox.db, ['quirina', id])).toEqual([]);
  expect(await memberOf(bought.id)).toBe(before);
  // A refund of what she bought still takes back what it gave.
  await sandbox.act(`orders/${bought.id}/refund`, { amount: 5_000 });
  await sandbox.settled();
  const { rows } = await sandbox.db.query<{ available: number }>(
    'SELECT available::int FROM member_balances WHERE member_id = $1',
    [before],
  );
  expect(rows).toEqual([{ available: 0 }]);
  expect(await searchDatabase(sandbox.db, ['quirina', id])).toEqual([]);
  await expectBooksClosed(sandbox.shop);
});

async function memberOf(orderId: string): Promise<string | undefined> {
  const { rows } = await sandbox.db.query<{ member: string }>(
    'SELECT member_id::text AS member FROM orders WHERE order_id = $1',
    [orderId],
  );
  return rows[0]?.member;
}

async function rowsOf(shop: string): Promise<number> {
  const tables = ['members', 'member_balances', 'ledger_entries', 'lots', 'orders', 'inbox_events', 'shops'];
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table} WHERE shop = $1)`).join(' + ');
  const { rows } = await sandbox.db.query<{ rows: number }>(`SELECT (${counts})::int AS rows`, [shop]);
  return rows[0]?.rows ?? 0;
}
