/** Programs in which no fact bears on another: deeds give their points all the same, and who has left earns nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLine, anOrder } from '../../app/core/earning/facts-for-tests.ts';
import { expectBooksClosed } from '../support/books.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { tellFact, tellOrder } from '../support/services-model/model-shop.ts';
import { START_MS } from '../support/two-shops.ts';

const PROGRAM = { earning: { rules: [{}, { id: 'review', kind: 'deed', deed: 'review', points: 20 }] } };
const at = (hours: number) => new Date(START_MS + hours * 3_600_000).toISOString();

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore();
  store.setTime(START_MS + 86_400_000);
});
afterAll(() => store.stop());

async function pointsOf(shop: string): Promise<number | undefined> {
  await expectBooksClosed(shop);
  const { rows } = await store.db.query<{ points: number }>(
    `SELECT (pending + available + reserved + debt)::float8 AS points FROM member_balances WHERE shop = $1`,
    [shop],
  );
  return rows[0]?.points;
}

const order = (id: string, hours: number) =>
  anOrder({
    orderId: id,
    customerId: '7',
    occurredAt: at(hours),
    updatedAt: at(hours),
    lines: [aLine({ unitPriceMinor: 1_000 })],
  });

test('a review gives its points although every order could be judged alone', async () => {
  const shop = await store.addShop('plain deeds', PROGRAM);
  await tellFact({ shop }, { id: 'r1', kind: 'deed', deed: 'review', customerId: '7', at: at(1) });
  expect(await pointsOf(shop)).toBe(20);
});

test('who has left earns nothing from then on, until she joins again', async () => {
  const shop = await store.addShop('plain leaving', PROGRAM);
  const tell = (id: string, hours: number) => tellOrder({ shop, ignoresRefunds: false }, order(id, hours));
  await tell('1', 1);
  await tellFact({ shop }, { id: 'l1', kind: 'left', customerId: '7', at: at(2) });
  await tell('2', 3);
  expect(await pointsOf(shop)).toBe(10);
  await tellFact({ shop }, { id: 'j1', kind: 'joined', customerId: '7', at: at(4) });
  await tell('3', 5);
  expect(await pointsOf(shop)).toBe(20);
});

test('an order that was heard of before the leaving that came first gives its points back', async () => {
  const shop = await store.addShop('plain late leaving', PROGRAM);
  await tellOrder({ shop, ignoresRefunds: false }, order('1', 3));
  await tellFact({ shop }, { id: 'l1', kind: 'left', customerId: '7', at: at(2) });
  expect(await pointsOf(shop)).toBe(0);
});
