/**
 * Orders from before the first program: a launch gives them what the merchant decided, once, and nothing that had a version
 * changes. Their points live from the launch on, their amounts count for the tiers.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PastPoints } from '../../app/core/concept/project.ts';
import { findPastBooking } from '../../app/db/past-bookings.ts';
import { startQueue, stopQueue } from '../../app/jobs/queue.ts';
import { bookPast } from '../../app/services/book-past.ts';
import { publishProgram } from '../../app/services/publish-program.ts';
import { createCustomer } from '../../sandbox/store/customers.ts';
import { createOrder } from '../../sandbox/store/orders.ts';
import { refundOrder } from '../../sandbox/store/refunds.ts';
import { expectBooksClosed } from '../support/books.ts';
import { type InnerStore, startInnerStore, type Told } from '../support/inner-store.ts';
import { settleInbox, tell } from '../support/telling.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1, 12);
const PROGRAM = {
  earning: {
    rules: [
      { kind: 'orderAmount', points: 5, perAmount: '1.00' },
      { id: 'hello', kind: 'deed', deed: 'signUp', points: 100 },
      { id: 'second', kind: 'orderCount', count: 2, points: 1_000 },
    ],
  },
  expiry: { kind: 'afterMonths', months: 36 },
  tiers: {
    list: [
      { id: 'silver', name: { en: 'Silver' }, enter: '100.00', entryGift: 77, earningFactor: 2 },
      { id: 'gold', name: { en: 'Gold' }, enter: '1000.00' },
    ],
    period: { kind: 'rolling', months: 12 },
  },
};

let store: InnerStore;
let anna = '';
let berta = '';
let heard: Told[];
let lastOrder = '';

/** Anna has ordered 4 years, 7 months and 1 month ago, 60.00 each; Berta once, 8 months ago. */
beforeAll(async () => {
  store = await startInnerStore();
  const order = (customerId: string, daysAgo: number) => {
    store.setTime(NOW - daysAgo * DAY);
    return createOrder(store.context, { customerId, taxesIncluded: false, lines: [{ unitPrice: 6_000 }] });
  };
  store.setTime(NOW - 1_500 * DAY);
  anna = createCustomer(store.context, { firstName: 'Anna', email: 'anna@example.com' }).id;
  berta = createCustomer(store.context, { firstName: 'Berta', email: 'berta@example.com' }).id;
  for (const daysAgo of [1_460, 210]) order(anna, daysAgo);
  order(berta, 240);
  lastOrder = order(anna, 30).id;
  heard = store.takeEvents();
  store.setTime(NOW);
  await startQueue();
});
afterAll(async () => {
  await stopQueue();
  await store.stop();
});

/** A shop that has heard of everything before it had any program. */
async function withoutProgram(name: string): Promise<string> {
  const shop = await store.addShop(name, {});
  await store.db.query('DELETE FROM program_versions WHERE shop = $1', [shop]);
  for (const event of heard) await tell(shop, event);
  await settleInbox(store);
  return shop;
}

async function launch(shop: string, past: PastPoints): Promise<number> {
  const published = await publishProgram({ shop, config: PROGRAM, actor: 'test', past });
  if (!published.ok) throw new Error(published.rejection.code);
  await bookPast(shop, published.value.version);
  return published.value.version;
}

type Held = { available: number; tier: string | null; ends: string[] };

async function held(shop: string, customerId: string): Promise<Held> {
  const { rows } = await store.db.query<{ available: string; tier_id: string | null; ends: Date[] | null }>(
    `SELECT b.available, m.tier_id, (SELECT array_agg(DISTINCT l.expires_at) FROM lots l
        WHERE l.shop = m.shop AND l.member_id = m.id) AS ends
      FROM members m JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id
      WHERE m.shop = $1 AND m.customer_id = $2`,
    [shop, customerId],
  );
  const [row] = rows;
  if (!row) throw new Error(`${customerId} is a member`);
  return {
    available: Number(row.available),
    tier: row.tier_id,
    ends: (row.ends ?? []).map((end) => end.toISOString().slice(0, 10)),
  };
}

async function entriesOf(shop: string): Promise<unknown[]> {
  const { rows } = await store.db.query(
    `SELECT member_id, seq, key, points FROM ledger_entries WHERE shop = $1 ORDER BY member_id, seq`,
    [shop],
  );
  return rows;
}

test('all of the past: points at the base rate that live from the launch on, and no gift', async () => {
  const shop = await withoutProgram('all of the past');
  expect(await entriesOf(shop)).toEqual([]);
  await launch(shop, { kind: 'all' });
  // Three times 60.00 × 5; two orders of the last twelve months lie above 100.00.
  expect(await held(shop, anna)).toEqual({ available: 900, tier: 'silver', ends: ['2029-06-01'] });
  expect(await held(shop, berta)).toEqual({ available: 300, tier: null, ends: ['2029-06-01'] });
  expect(await findPastBooking(shop)).toMatchObject({ state: 'done', total: 4, done: 4, points: 1_200 });
  await expectBooksClosed(shop);
});

test('the last months alone: what lies before gives nothing, and counts for the tier', async () => {
  const shop = await withoutProgram('the last months');
  await launch(shop, { kind: 'months', months: 3 });
  expect(await held(shop, anna)).toEqual({ available: 300, tier: 'silver', ends: ['2029-06-01'] });
  expect(await held(shop, berta)).toMatchObject({ available: 0, ends: [] });
});

test('no points for the past: everybody begins at nought, but in the tier that she has reached', async () => {
  const shop = await withoutProgram('no points');
  await launch(shop, { kind: 'none' });
  expect(await held(shop, anna)).toEqual({ available: 0, tier: 'silver', ends: [] });
  expect(await entriesOf(shop)).toEqual([]);
});

test('run twice, or after a run that broke off, the books are the same', async () => {
  const shop = await withoutProgram('twice');
  const version = await launch(shop, { kind: 'all' });
  const before = await entriesOf(shop);
  await bookPast(shop, version);
  expect(await entriesOf(shop)).toEqual(before);
  await Promise.all([bookPast(shop, version), bookPast(shop, version)]);
  expect(await entriesOf(shop)).toEqual(before);
});

test('heard of after the launch, the past gives what it gives when it was heard of before', async () => {
  const early = await withoutProgram('early');
  await launch(early, { kind: 'months', months: 9 });
  const late = await store.addShop('late', {});
  await store.db.query('DELETE FROM program_versions WHERE shop = $1', [late]);
  await launch(late, { kind: 'months', months: 9 });
  for (const event of heard) await tell(late, event);
  await settleInbox(store);
  for (const customer of [anna, berta])
    expect(await held(late, customer)).toEqual(await held(early, customer));
});

test('an order that has a version keeps it, whatever is published from the past later', async () => {
  const shop = await store.addShop('kept', { earning: { rules: [{ points: 1 }] } });
  for (const event of heard) await tell(shop, event);
  await settleInbox(store);
  const before = await entriesOf(shop);
  const again = await publishProgram({ shop, config: PROGRAM, actor: 'test', appliesFrom: new Date(0) });
  if (again.ok) await bookPast(shop, again.value.version);
  expect((await entriesOf(shop)).slice(0, before.length)).toEqual(before);
  const { rows } = await store.db.query<{ version: number }>(
    'SELECT DISTINCT program_version AS version FROM orders WHERE shop = $1',
    [shop],
  );
  expect(rows).toEqual([{ version: 1 }]);
});

test('a program is launched once; after a trial it can be launched still', async () => {
  const shop = await withoutProgram('launched once');
  const trial = { ...PROGRAM, stage: 'test', testers: ['1'] };
  expect(await publishProgram({ shop, config: trial, actor: 'test' })).toMatchObject({ ok: true });
  await launch(shop, { kind: 'all' });
  expect(await held(shop, anna)).toMatchObject({ available: 900, tier: 'silver' });
  const second = await publishProgram({ shop, config: PROGRAM, actor: 'test', past: { kind: 'all' } });
  expect(second).toMatchObject({ ok: false, rejection: { code: 'program-launched' } });
});

// The store's order itself changes: this comes last.
test('a return takes back the points of an order of the past', async () => {
  const shop = await withoutProgram('returned');
  await launch(shop, { kind: 'all' });
  const order = store.context.state.orders.get(lastOrder);
  refundOrder(store.context, lastOrder, { lines: [{ lineId: order?.lines[0]?.id ?? '', quantity: 1 }] });
  for (const event of store.takeEvents()) await tell(shop, event);
  await settleInbox(store);
  expect(await held(shop, anna)).toMatchObject({ available: 600 });
  await expectBooksClosed(shop);
});
