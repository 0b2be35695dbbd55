/** Carts that are left and returns that are open: what becomes an event of whom, once, and only while a journey asks. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '../../app/clock.ts';
import { aLine, anOrder } from '../../app/core/earning/facts-for-tests.ts';
import { storeDelivery } from '../../app/db/inbox.ts';
import { findShop } from '../../app/db/shops.ts';
import { transaction } from '../../app/db/transaction.ts';
import { handleInbox } from '../../app/services/handle-inbox.ts';
import { eraseMember } from '../../app/services/erase-member.ts';
import { mergeMembers } from '../../app/services/merge-members.ts';
import { noteLeftCarts } from '../../app/services/take-shopping-news.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { tellOrder } from '../support/services-model/model-shop.ts';
import { START_MS } from '../support/two-shops.ts';

const HOUR = 3_600_000;
let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore();
});
afterAll(() => store.stop());

const at = (hours: number) => new Date(START_MS + hours * HOUR).toISOString();
const on = (hours: number) => store.setTime(START_MS + hours * HOUR);
let sent = 0;

/** A shop where 7 and 8 have bought, with the journey about carts on or off. */
async function open(name: string, asked: boolean): Promise<string> {
  on(0);
  const shop = await store.addShop(name, { earning: { rules: [{ points: 1 }] } });
  for (const customerId of ['7', '8']) await buy(shop, customerId, `${customerId}00`, -48);
  if (asked)
    await store.db.query(
      `INSERT INTO journeys (shop, id, config, on_since, updated_at, updated_by)
        VALUES ($1, 'cart-left', '{"trigger": {"kind": "event", "event": "cart-left"}}', now(), now(), 'staff:42')`,
      [shop],
    );
  return shop;
}

async function buy(shop: string, customerId: string, orderId: string, hours: number): Promise<void> {
  const lines = [aLine({ unitPriceMinor: 1_000 })];
  const facts = anOrder({ orderId, customerId, lines, occurredAt: at(hours), updatedAt: at(hours) });
  await tellOrder({ shop, ignoresRefunds: false }, facts);
}

/** Each told twice, as Shopify may. */
async function tell(shop: string, topic: string, body: object, hours: number): Promise<void> {
  for (let copy = 0; copy < 2; copy += 1)
    await storeDelivery({
      shop,
      deliveryId: `shopping-${(sent += 1)}`,
      eventId: null,
      topic,
      apiVersion: '2026-07',
      resourceId: null,
      triggeredAt: new Date(at(hours)),
      body: JSON.stringify(body),
    });
  while ((await handleInbox()) > 0);
}

const checkout = (id: number, customer: number | null, hours: number, completed = false) => ({
  id,
  updated_at: at(hours),
  completed_at: completed ? at(hours) : null,
  customer: customer === null ? null : { id: customer },
});

async function events(shop: string): Promise<string[]> {
  while ((await noteLeftCarts()) > 0);
  const { rows } = await store.db.query<{ told: string }>(
    `SELECT concat_ws(' ', e.kind, m.customer_id, e.key, extract(epoch FROM e.at - $2::timestamptz)::int / 3600, e.data->>'order') AS told
      FROM member_events e JOIN members m ON m.shop = e.shop AND m.id = e.member_id
      WHERE e.shop = $1 AND e.kind = ANY('{cart-left,return-opened,return-closed}') ORDER BY told`,
    [shop, at(0)],
  );
  return rows.map(({ told }) => told);
}
const waiting = async (shop: string) =>
  (await store.db.query('SELECT 1 FROM open_checkouts WHERE shop = $1', [shop])).rowCount;

test('a cart is left an hour after its last touch, once, unless she has ordered', async () => {
  const shop = await open('carts left', true);
  await tell(shop, 'checkouts/create', checkout(1, 7, 0), 0);
  await tell(shop, 'checkouts/update', checkout(1, 7, 2), 2);
  // Late news change nothing.
  await tell(shop, 'checkouts/update', checkout(1, 7, 1), 2);
  await tell(shop, 'checkouts/create', checkout(2, 8, 2), 2);
  await tell(shop, 'checkouts/create', checkout(3, null, 2), 2);
  await tell(shop, 'checkouts/create', checkout(4, 999, 2), 2);
  on(2.9);
  expect(await events(shop)).toEqual([]);
  expect(await waiting(shop)).toBe(2);
  await buy(shop, '8', '801', 2.5);
  on(3.1);
  expect(await events(shop)).toEqual(['cart-left 7 1 2']);
  expect(await waiting(shop)).toBe(0);
  await tell(shop, 'checkouts/update', checkout(1, 7, 4), 4);
  on(6);
  expect(await events(shop)).toEqual(['cart-left 7 1 2']);
});

test('a checkout that is completed is nothing that was left, in whatever order that is told', async () => {
  const shop = await open('carts bought', true);
  await tell(shop, 'checkouts/create', checkout(1, 7, 0), 0);
  await tell(shop, 'checkouts/update', checkout(1, 7, 0.5, true), 0.5);
  expect(await waiting(shop)).toBe(0);
  on(5);
  expect(await events(shop)).toEqual([]);
});

test('nobody’s cart is kept while no journey asks for it', async () => {
  const shop = await open('carts unasked', false);
  await tell(shop, 'checkouts/create', checkout(1, 7, 0), 0);
  expect(await waiting(shop)).toBe(0);
});

test('a cart follows its member when she is merged, and goes when she is forgotten', async () => {
  const shop = await open('carts merged', true);
  const row = await findShop(shop);
  if (!row) throw new Error('no shop');
  await tell(shop, 'checkouts/create', checkout(1, 7, 0), 0);
  await transaction((tx) => mergeMembers(tx, row, { keptId: '8', deletedId: '7' }, now()));
  expect(await waiting(shop)).toBe(1);
  const person = { customerId: '8', email: null, orderIds: [] };
  await transaction((tx) => eraseMember(tx, row, person, now()));
  expect(await waiting(shop)).toBe(0);
});

test('a return is open from its request to its end, of whoever ordered', async () => {
  const shop = await open('returns', false);
  const one = { id: 5, order: { id: 700 } };
  await tell(shop, 'returns/request', one, 1);
  await tell(shop, 'returns/approve', one, 2);
  await tell(shop, 'returns/request', { id: 6, order: { id: 999 } }, 2);
  expect(await events(shop)).toEqual(['return-opened 7 5 1 700']);
  await tell(shop, 'returns/close', one, 30);
  on(31);
  expect(await events(shop)).toEqual(['return-closed 7 5 30 700', 'return-opened 7 5 1 700']);
  const { rows } = await store.db.query<{ state: string }>(
    "SELECT DISTINCT state FROM inbox_events WHERE shop = $1 AND topic LIKE 'returns/%'",
    [shop],
  );
  expect(rows).toEqual([{ state: 'done' }]);
});
