/** Lifetime value on margin: nothing without a margin, then what products' costs say, then what the merchant states, at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLine, anOrder } from '../../app/core/earning/facts-for-tests.ts';
import { findSettings } from '../../app/db/shop-settings.ts';
import { startQueue, stopQueue } from '../../app/jobs/queue.ts';
import { presentInsights } from '../../app/presenters/present-insights.ts';
import { scoreDueMembers } from '../../app/services/score-members.ts';
import { setCosts } from '../../app/services/set-costs.ts';
import { setMargin } from '../../app/services/set-margin.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { tellOrder } from '../support/services-model/model-shop.ts';

const AT = '2027-03-10T12:00:00Z';

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore();
  await startQueue();
});
afterAll(async () => {
  await stopQueue();
  await store.stop();
});

/** Two customers with an order of 119.00 each, 19.00 of which are tax. */
async function shopWithOrders(name: string): Promise<string> {
  store.setTime(Date.parse(AT));
  const shop = await store.addShop(name, {});
  for (const customerId of ['1', '2']) {
    const line = aLine({ productId: '7', variantId: '70', unitPriceMinor: 11_900, taxMinor: 1_900 });
    const when = { occurredAt: AT, updatedAt: AT };
    const order = { orderId: `10${customerId}`, customerId, taxesIncluded: true, totalMinor: 11_900 };
    await tellOrder({ shop, ignoresRefunds: false }, anOrder({ ...order, ...when, lines: [line] }));
  }
  while ((await scoreDueMembers()) > 0);
  return shop;
}

test('a margin is never assumed: it comes from costs, and the merchant’s own word goes before them', async () => {
  const shop = await shopWithOrders('margin');
  const actor = 'staff:42';
  expect(await presentInsights(shop)).toMatchObject({
    value: { valueMinor: 11_900 },
    margin: { known: null, valueMinor: null, ratio: null },
  });
  await store.db.query(
    `INSERT INTO products (shop, product_id, traits, read_at)
      VALUES ($1, '7', '{"variants": {"70": {"costMinor": 6000}}}', now())`,
    [shop],
  );
  const [month] = AT.split('-10T');
  expect((await setCosts({ shop, actor, body: { lines: `${month}; Meta; 40` } })).ok).toBe(true);
  // 40.00 of 119.00 remain, rounded to whole per cents; each of the two cost 20.00.
  const known = { percent: 34, from: 'costs' };
  expect((await presentInsights(shop)).margin).toEqual({ known, valueMinor: 4_046, ratio: 4_046 / 2_000 });

  expect(await setMargin({ shop, actor, body: { percent: 50 } })).toEqual({
    ok: true,
    value: { percent: 50 },
  });
  const { margin } = await presentInsights(shop);
  expect(margin).toEqual({ known: { percent: 50, from: 'given' }, valueMinor: 5_950, ratio: 2.975 });
  const { rows } = await store.db.query(
    `SELECT actor, data FROM staff_deeds WHERE shop = $1 AND deed = 'settings-changed'`,
    [shop],
  );
  expect(rows).toEqual([{ actor, data: { changed: 'value' } }]);

  expect((await setMargin({ shop, actor, body: { percent: null } })).ok).toBe(true);
  expect((await presentInsights(shop)).margin.known).toEqual(known);
});

test('what is no margin changes nothing, and the other settings stay as they were', async () => {
  const shop = await store.addShop('no-margin', {});
  await store.db.query(
    `INSERT INTO shop_settings (shop, config, updated_at, updated_by) VALUES ($1, $2, now(), 'test')`,
    [shop, JSON.stringify({ goals: { referral: 60 } })],
  );
  for (const percent of [0, 96, 40.5, '40', undefined])
    expect(await setMargin({ shop, actor: 'staff:42', body: { percent } })).toMatchObject({
      ok: false,
      rejection: { code: 'request-invalid' },
    });
  expect((await findSettings(shop)).settings.value.marginPercent).toBeNull();
  expect((await setMargin({ shop, actor: 'staff:42', body: { percent: 40 } })).ok).toBe(true);
  const { settings } = await findSettings(shop);
  expect([settings.value.marginPercent, settings.goals.referral]).toEqual([40, 60]);
});
