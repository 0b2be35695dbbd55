/**
 * Scores kept order by order, with refunds, cancellations, late and repeated news and merges in between, are those that
 * Postgres works out from the orders from scratch; thresholds, groups and the history of segments agree with them.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLine, anOrder, aRefund } from '../../app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '../../app/core/earning/order-facts.ts';
import { findShop, type ShopRow } from '../../app/db/shops.ts';
import { transaction } from '../../app/db/transaction.ts';
import { eraseMember } from '../../app/services/erase-member.ts';
import { mergeMembers } from '../../app/services/merge-members.ts';
import { reconcileOrders } from '../../app/services/reconcile-orders.ts';
import { scoreDueMembers } from '../../app/services/score-members.ts';
import { scoreShop } from '../../app/services/score-shop.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { generator } from '../support/numbers-from-seed.ts';
import {
  expectedMonths,
  expectedQuintiles,
  expectedScores,
  segmentsBoth,
  storedMonths,
  storedQuintiles,
  storedScores,
} from '../support/scores-oracle.ts';

const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS = Number(process.env.SCORES_ROUNDS ?? 12);
const STATES = ['paid', 'paid', 'paid', 'partially_refunded', 'refunded', 'pending', 'voided'] as const;
const NOW = Date.UTC(2026, 5, 15, 12);
process.stdout.write(`scores: seed ${SEED}, ${ROUNDS} rounds\n`);

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore();
  store.setTime(NOW);
});
afterAll(() => store.stop());

test('scores kept order by order are those from scratch, and so are months, quintiles and segments', async () => {
  const random = generator(SEED);
  const shop = await addShop('scores', {});
  let number = 0;
  const orders: OrderFacts[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    store.setTime(NOW + round * 3_600_000);
    const fresh = Array.from({ length: 1 + random(30) }, () => {
      const again = orders.length > 0 && random(3) === 0;
      const facts = randomOrder(
        random,
        again ? orders[random(orders.length)] : undefined,
        (number += 1),
        round,
      );
      orders.push(facts);
      return facts;
    });
    await Promise.all([tell(shop, fresh), scoreDueMembers(), scoreDueMembers()]);
    if (round % 4 === 3) await mergeTwo(shop, random);
    if (round % 5 === 2) await scoreShop(shop.shop);
    if (random(2) === 0) continue;
    await drain();
    await expectRight(shop, `seed ${SEED}, round ${round}`);
  }
  await scoreShop(shop.shop);
  await expectRight(shop, `seed ${SEED}, at the end`);
  expect(await storedQuintiles(store.db, shop.shop)).toEqual(await expectedQuintiles(store.db, shop.shop));
  const { history, scores } = await segmentsBoth(store.db, shop.shop);
  expect(scores.length).toBeGreaterThan(10);
  expect(history).toEqual(scores);
  // What is compared can differ at all.
  await store.db.query(`UPDATE member_scores SET revenue_minor = revenue_minor + 1 WHERE shop = $1`, [
    shop.shop,
  ]);
  expect(await storedScores(store.db, shop.shop)).not.toEqual(await expectedScores(store.db, shop.shop));
});

test('who goes up a level enters its segment and leaves the one before, and Shopify is to hear of it', async () => {
  const shop = await addShop('levels', {});
  const told = (customer: number, minor: number, order = `${customer}`) =>
    anOrder({
      orderId: order,
      customerId: `${customer}`,
      totalMinor: minor,
      occurredAt: '2026-06-01T10:00:00Z',
    });
  await tell(
    shop,
    Array.from({ length: 20 }, (_, index) => told(index + 1, (index + 1) * 1_000)),
  );
  await scoreShop(shop.shop);
  expect(await segmentsOf(shop, '20')).toContain('top-vip');
  expect(await segmentsOf(shop, '12')).toContain('premium');
  const before = await standingVersion(shop, '12');
  store.setTime(NOW + 60_000);
  await tell(shop, [told(12, 30_000, 'more')]);
  await drain();
  expect(await segmentsOf(shop, '12')).toContain('top-vip');
  expect(await segmentsOf(shop, '12')).not.toContain('premium');
  expect(await standingVersion(shop, '12')).toBeGreaterThan(before + 1);
});

test('a rule for a segment gives points from the order after she has entered it', async () => {
  const rule = { id: 'vip', kind: 'orderAmount', points: 3, perAmount: '1', segments: ['top-vip'] };
  const shop = await addShop('judged', { earning: { rules: [rule] } });
  const told = (order: string, day: string) =>
    anOrder({
      orderId: order,
      customerId: '1',
      totalMinor: 10_000,
      occurredAt: `${day}T10:00:00Z`,
      updatedAt: `${day}T10:00:00Z`,
    });
  await tell(shop, [told('first', '2026-06-01')]);
  await scoreShop(shop.shop);
  expect(await segmentsOf(shop, '1')).toContain('top-vip');
  await tell(shop, [told('second', '2026-06-16')]);
  const { rows } = await store.db.query<{ id: string; target: string }>(
    'SELECT order_id AS id, target::text FROM orders WHERE shop = $1 ORDER BY 1',
    [shop.shop],
  );
  expect(rows).toEqual([
    { id: 'first', target: '0' },
    { id: 'second', target: '300' },
  ]);
});

test('who is forgotten is in no segment any more', async () => {
  const shop = await addShop('forgotten', {});
  await tell(shop, [anOrder({ customerId: '5', totalMinor: 9_000 })]);
  await scoreShop(shop.shop);
  expect(await segmentsOf(shop, '5')).toContain('top-vip');
  await transaction((tx) =>
    eraseMember(tx, shop, { customerId: '5', email: null, orderIds: [] }, new Date()),
  );
  await scoreShop(shop.shop);
  const { history } = await segmentsBoth(store.db, shop.shop);
  expect(history).toEqual([]);
});

async function addShop(name: string, program: object): Promise<ShopRow> {
  const shop = await findShop(await store.addShop(name, program));
  if (!shop) throw new Error('no shop');
  return shop;
}

async function tell(shop: ShopRow, orders: OrderFacts[]): Promise<void> {
  await transaction((tx) =>
    reconcileOrders(
      tx,
      shop,
      orders.map((facts) => ({ facts, triggeredAt: new Date(facts.updatedAt), profile: null, read: false })),
      new Date(),
    ),
  );
}

async function drain(): Promise<void> {
  while ((await scoreDueMembers()) > 0);
}

async function expectRight({ shop }: ShopRow, where: string): Promise<void> {
  expect(await storedScores(store.db, shop), where).toEqual(await expectedScores(store.db, shop));
  expect(await storedMonths(store.db, shop), where).toEqual(await expectedMonths(store.db, shop));
}

/** A new order, or another state of a known one, at times later, at times earlier than what is known. */
function randomOrder(
  random: (below: number) => number,
  known: OrderFacts | undefined,
  number: number,
  round: number,
): OrderFacts {
  const at = (days: number, hour: number) => new Date(Date.UTC(2025, 0, 1 + days, hour)).toISOString();
  const occurredAt = known?.occurredAt ?? at(random(500), random(24));
  const state = STATES[random(STATES.length)] ?? 'paid';
  const refunded = state.includes('refunded');
  return anOrder({
    orderId: known?.orderId ?? `o${number}`,
    customerId: known?.customerId ?? (random(15) === 0 ? null : `${1 + random(25)}`),
    occurredAt,
    updatedAt: at(501 + round - random(3), random(24)),
    financialStatus: state,
    totalMinor: known?.totalMinor ?? random(40) * 250,
    test: random(20) === 0,
    currency: random(25) === 0 ? 'USD' : 'EUR',
    cancelledAt: random(12) === 0 ? at(505, 1) : null,
    lines: [aLine({ productId: `${random(6)}` })],
    refunds: refunded
      ? Array.from({ length: 1 + random(2) }, () =>
          aRefund({ at: random(4) === 0 ? null : at(random(520), random(24)), moneyMinor: random(900) }),
        )
      : [],
  });
}

async function mergeTwo(shop: ShopRow, random: (below: number) => number): Promise<void> {
  const [keptId, deletedId] = [`${1 + random(25)}`, `${1 + random(25)}`];
  if (keptId !== deletedId)
    await transaction((tx) => mergeMembers(tx, shop, { keptId, deletedId }, new Date()));
}

async function segmentsOf({ shop }: ShopRow, customerId: string): Promise<string[]> {
  const { history } = await segmentsBoth(store.db, shop);
  const { rows } = await store.db.query<{ id: string }>(
    'SELECT id::text FROM members WHERE shop = $1 AND customer_id = $2',
    [shop, customerId],
  );
  return history.flatMap((line) => (line.startsWith(`${rows[0]?.id} `) ? [line.split(' ')[1] ?? ''] : []));
}

async function standingVersion({ shop }: ShopRow, customerId: string): Promise<number> {
  const { rows } = await store.db.query<{ version: number }>(
    'SELECT standing_version AS version FROM members WHERE shop = $1 AND customer_id = $2',
    [shop, customerId],
  );
  return rows[0]?.version ?? 0;
}
