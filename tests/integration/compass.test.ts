/** The three Rs from orders: by hand, over two quarters of the shop's days, kept by the night and shown on Home. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLine, anOrder } from '../../app/core/earning/facts-for-tests.ts';
import { findCompass } from '../../app/db/compass.ts';
import { startQueue, stopQueue } from '../../app/jobs/queue.ts';
import { presentHome } from '../../app/presenters/present-home.ts';
import { scoreDueMembers } from '../../app/services/score-members.ts';
import { scoreShop } from '../../app/services/score-shop.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { tellOrder } from '../support/services-model/model-shop.ts';

/** 1 July 2027, 00:30 in Berlin: 30 June is the last whole day, 2 April the first of the quarter, 2 January of the one before. */
const NOW = Date.parse('2027-06-30T22:30:00Z');

let store: InnerStore;
let shop: string;
beforeAll(async () => {
  store = await startInnerStore();
  await startQueue();
});
afterAll(async () => {
  await stopQueue();
  await store.stop();
});

async function buys(
  customerId: string,
  orderId: string,
  at: string,
  products: string[] = ['1'],
  change = {},
) {
  const lines = products.map((productId, index) =>
    aLine({ id: `l${index}`, productId, unitPriceMinor: 1_000 }),
  );
  store.setTime(Date.parse(at));
  await tellOrder(
    { shop, ignoresRefunds: false },
    anOrder({
      orderId,
      customerId,
      occurredAt: at,
      updatedAt: at,
      lines,
      totalMinor: 1_000 * products.length,
      ...change,
    }),
  );
}

test('orders of two quarters are counted by the days of the shop', async () => {
  store.setTime(Date.parse('2027-01-01T00:00:00Z'));
  shop = await store.addShop('compass', {});
  await store.db.query(`UPDATE shops SET timezone = 'Europe/Berlin' WHERE shop = $1`, [shop]);
  // Too early by an instant, then the first of the quarter before.
  await buys('1', '1', '2027-01-01T22:59:59Z');
  await buys('1', '2', '2027-01-01T23:00:00Z', ['1', '2']);
  await buys('2', '3', '2027-02-01T12:00:00Z');
  // The same day again is no return.
  await buys('2', '4', '2027-02-01T15:00:00Z', ['1', '1']);
  // The last quarter.
  await buys('2', '5', '2027-04-02T12:00:00Z', ['1', '3']);
  await buys('3', '6', '2027-05-01T12:00:00Z');
  await buys('4', '7', '2027-06-30T21:59:59Z');
  await buys('5', '8', '2027-06-30T12:00:00Z', ['1'], { cancelledAt: '2027-06-30T13:00:00Z' });
  // Today is not over.
  await buys('3', '9', '2027-06-30T22:00:00Z');
  await store.db.query(
    `INSERT INTO referral_codes (shop, code, member_id, created_at) SELECT $1, 'FRIEND22', id, now() FROM members WHERE shop = $1 AND customer_id = '1'`,
    [shop],
  );
  await store.db.query(
    `INSERT INTO referrals (shop, id, code, advocate_id, state, terms, program_version, voucher_code, created_at, ends_at, order_id)
      SELECT $1, 'r', 'FRIEND22', id, 'ordered', '{}', 1, 'X', now(), now(), '6' FROM members WHERE shop = $1 AND customer_id = '1'`,
    [shop],
  );
  store.setTime(NOW);
  while ((await scoreDueMembers()) > 0);
  expect((await presentHome(shop)).compass).toBeNull();
  await scoreShop(shop);
  expect(await findCompass(shop)).toEqual({
    last: { orders: 3, returning: 1, related: 1, newcomers: 2, referred: 1 },
    before: { orders: 3, returning: 1, related: 1, newcomers: 1, referred: 0 },
  });
  await store.db.query(
    `INSERT INTO shop_settings (shop, config, updated_at, updated_by) VALUES ($1, $2, now(), 'test')`,
    [shop, JSON.stringify({ goals: { referral: 60 } })],
  );
  expect((await presentHome(shop)).compass).toEqual({
    states: [
      { id: 'retention', share: 1 / 3, before: 1 / 3, goal: null },
      { id: 'related', share: 1 / 3, before: 1 / 3, goal: null },
      { id: 'referral', share: 1 / 2, before: 0, goal: 0.6 },
    ],
    next: 'referral',
  });
});
