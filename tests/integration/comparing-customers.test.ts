/** The comparison with Shopify reads the customers that have changed: whose webhooks were lost is caught up with. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reconcileShop } from '../../app/services/reconcile-shop.ts';
import { createCustomer, setMarketing, updateCustomer } from '../../sandbox/store/customers.ts';
import { createOrder } from '../../sandbox/store/orders.ts';
import { expectBooksClosed } from '../support/books.ts';
import { dumpBooks } from '../support/dump-books.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { settleInbox, tell } from '../support/telling.ts';
import { totalsOf } from '../support/totals.ts';

const PROGRAM = {
  earning: {
    rules: [
      {},
      { id: 'welcome', kind: 'deed', deed: 'signUp', points: 100 },
      { id: 'news', kind: 'deed', deed: 'newsletter', points: 50 },
    ],
  },
  people: { excludeTags: ['staff'] },
};

let store: InnerStore;
let time = Date.UTC(2026, 4, 1, 8);
beforeAll(async () => {
  store = await startInnerStore();
});
afterAll(() => store.stop());

function later(): void {
  time += 600_000;
  store.setTime(time);
}

test('the comparison finds customers whose webhooks were lost, takes back nothing, and news that comes late changes nothing', async () => {
  const shop = await store.addShop('compares people', PROGRAM);
  const { context } = store;
  later();
  const since = new Date(time);
  const gerda = createCustomer(context, { firstName: 'Gerda', email: 'gerda@example.com' });
  later();
  createOrder(context, { customerId: gerda.id, taxesIncluded: false, lines: [{ unitPrice: 2_000 }] });
  for (const event of store.takeEvents()) await tell(shop, event);
  await settleInbox(store);
  later();
  setMarketing(context, gerda.id, 'subscribed');
  later();
  updateCustomer(context, gerda.id, { firstName: 'Gerdi', tags: ['staff'] });
  const hanna = createCustomer(context, { firstName: 'Hanna', email: 'hanna@example.com' });
  const lost = store.takeEvents();
  later();
  expect(await reconcile(shop, since)).toEqual({ checked: 2, drifted: 2 });
  // 100 for the account, 20 for the order, 50 for the newsletter before she was tagged.
  expect(await pointsOf(shop, [gerda.id, hanna.id])).toEqual([170, 100]);
  const before = await dumpBooks(store.db, shop);
  expect(await reconcile(shop, since)).toEqual({ checked: 2, drifted: 0 });
  expect(await dumpBooks(store.db, shop)).toEqual(before);
  for (const event of lost) await tell(shop, event);
  await settleInbox(store);
  expect(await pointsOf(shop, [gerda.id, hanna.id])).toEqual([170, 100]);
  expect(await reconcile(shop, since)).toEqual({ checked: 2, drifted: 0 });
  later();
  createOrder(context, { customerId: gerda.id, taxesIncluded: false, lines: [{ unitPrice: 2_000 }] });
  for (const event of store.takeEvents()) await tell(shop, event);
  await settleInbox(store);
  expect(await pointsOf(shop, [gerda.id])).toEqual([170]);
  await expectBooksClosed(shop);
});

/** How many customers were looked at, and of how many something was new. */
async function reconcile(shop: string, since: Date): Promise<{ checked: number; drifted: number }> {
  const id = await reconcileShop(shop, since);
  const { rows } = await store.db.query<{ checked: number; drifted: number }>(
    `SELECT customers_checked AS checked, customers_drifted AS drifted FROM drift_reports WHERE shop = $1 AND id = $2`,
    [shop, id],
  );
  return rows[0] ?? { checked: 0, drifted: 0 };
}

async function pointsOf(shop: string, customerIds: string[]): Promise<number[]> {
  const { customers } = await totalsOf(store.db, shop);
  return customerIds.map((id) => customers.get(id) ?? 0);
}
