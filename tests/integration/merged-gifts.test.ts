/** Two members become one who both have what is given once: it is kept once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '../../app/clock.ts';
import { aLine, anOrder } from '../../app/core/earning/facts-for-tests.ts';
import { findShop } from '../../app/db/shops.ts';
import { transaction } from '../../app/db/transaction.ts';
import { mergeMembers } from '../../app/services/merge-members.ts';
import { expectBooksClosed } from '../support/books.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { tellOrder } from '../support/services-model/model-shop.ts';
import { START_MS } from '../support/two-shops.ts';

const PROGRAM = {
  tiers: {
    period: { kind: 'lifetime' },
    list: [{ id: 'silver', name: { en: 'Silver' }, enter: '10', entryGift: 25 }],
  },
};

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore();
  store.setTime(START_MS + 86_400_000);
});
afterAll(() => store.stop());

test('the gift of a tier that both had reached is kept once', async () => {
  const shop = await store.addShop('merged gifts', PROGRAM);
  const updatedAt = new Date(START_MS).toISOString();
  for (const [orderId, customerId] of [
    ['1', '7'],
    ['2', '8'],
  ] as const) {
    const lines = [aLine({ unitPriceMinor: 1_000 })];
    const facts = anOrder({ orderId, customerId, lines, occurredAt: updatedAt, updatedAt });
    await tellOrder({ shop, ignoresRefunds: false }, facts);
  }
  await transaction(async (tx) => {
    const row = await findShop(shop, tx);
    if (row) await mergeMembers(tx, row, { keptId: '7', deletedId: '8' }, now());
  });
  const { rows } = await store.db.query<{ available: number }>(
    `SELECT available::float8 FROM members m JOIN member_balances b ON b.member_id = m.id
      WHERE m.shop = $1 AND customer_id = '7'`,
    [shop],
  );
  // 10 + 10 for the orders, 25 for silver.
  expect(rows).toEqual([{ available: 45 }]);
  await expectBooksClosed(shop);
});
