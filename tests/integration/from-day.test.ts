/** A first program that begins with a day in the past: orders from that day's midnight on, in the shop's time zone, and no other. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listVersions } from '../../app/db/programs.ts';
import { startQueue, stopQueue } from '../../app/jobs/queue.ts';
import { bookPast } from '../../app/services/book-past.ts';
import { publishProgram } from '../../app/services/publish-program.ts';
import { createCustomer } from '../../sandbox/store/customers.ts';
import { createOrder } from '../../sandbox/store/orders.ts';
import { expectBooksClosed } from '../support/books.ts';
import { type InnerStore, startInnerStore, type Told } from '../support/inner-store.ts';
import { settleInbox, tell } from '../support/telling.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const PROGRAM = { earning: { rules: [{ points: 1 }] } };
/** What each order gives says which one it was. */
const ORDERS: [at: string, points: number][] = [
  ['2026-03-28T22:59:59Z', 1],
  ['2026-03-28T23:00:00Z', 2],
  ['2026-03-29T21:59:59Z', 4],
  ['2026-03-29T22:00:00Z', 8],
  ['2026-03-30T03:59:59Z', 16],
  ['2026-03-30T04:00:00Z', 32],
  ['2026-05-31T12:00:00Z', 64],
];

let store: InnerStore;
let anna = '';
let heard: Told[];
beforeAll(async () => {
  store = await startInnerStore();
  store.setTime(Date.parse('2026-01-01T12:00:00Z'));
  anna = createCustomer(store.context, { firstName: 'Anna', email: 'anna@example.com' }).id;
  for (const [at, points] of ORDERS) {
    store.setTime(Date.parse(at));
    createOrder(store.context, {
      customerId: anna,
      taxesIncluded: false,
      lines: [{ unitPrice: points * 100 }],
    });
  }
  heard = store.takeEvents();
  store.setTime(NOW);
  await startQueue();
});
afterAll(async () => {
  await stopQueue();
  await store.stop();
});

async function shopIn(zone: string, name: string): Promise<string> {
  const shop = await store.addShop(name, {});
  await store.db.query('DELETE FROM program_versions WHERE shop = $1', [shop]);
  await store.db.query('UPDATE shops SET timezone = $2 WHERE shop = $1', [shop, zone]);
  return shop;
}

async function hear(shop: string): Promise<void> {
  for (const event of heard) await tell(shop, event);
  await settleInbox(store);
}

async function publish(shop: string, fromDay: string, config: unknown = PROGRAM): Promise<void> {
  const published = await publishProgram({ shop, config, actor: 'test', fromDay });
  if (!published.ok) throw new Error(published.rejection.code);
  await bookPast(shop, published.value.version);
}

async function pointsOf(shop: string): Promise<number> {
  const { rows } = await store.db.query<{ available: string }>(
    `SELECT b.available FROM members m JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id
      WHERE m.shop = $1 AND m.customer_id = $2`,
    [shop, anna],
  );
  return Number(rows[0]?.available);
}

/** On 29 March the clock of Berlin springs forward: that day has 23 hours. */
test.for([
  ['Europe/Berlin', '2026-03-29', 2 + 4 + 8 + 16 + 32 + 64],
  ['Europe/Berlin', '2026-03-30', 8 + 16 + 32 + 64],
  ['America/New_York', '2026-03-30', 32 + 64],
  ['Europe/Berlin', '2026-06-01', 0],
] as const)('in %s from %s on the past gives %i points', async ([zone, day, points]) => {
  const shop = await shopIn(zone, `heard before, ${zone} ${day}`);
  await hear(shop);
  expect(await pointsOf(shop)).toBe(0);
  await publish(shop, day);
  expect(await pointsOf(shop)).toBe(points);
  await expectBooksClosed(shop);

  const late = await shopIn(zone, `heard after, ${zone} ${day}`);
  await publish(late, day);
  await hear(late);
  expect(await pointsOf(late)).toBe(points);
});

test('booked twice it gives what it gives once', async () => {
  const shop = await shopIn('Europe/Berlin', 'from a day, twice');
  await hear(shop);
  await publish(shop, '2026-03-30');
  await bookPast(shop, 1);
  await publish(shop, '2026-03-30');
  expect(await pointsOf(shop)).toBe(120);
});

test('an earlier day later on gives the orders in between, and changes none that had a program', async () => {
  const shop = await shopIn('Europe/Berlin', 'from an earlier day');
  await hear(shop);
  await publish(shop, '2026-03-30');
  await publish(shop, '2026-03-29', { earning: { rules: [{ points: 10 }] } });
  expect(await pointsOf(shop)).toBe(120 + 10 * (2 + 4));
  await expectBooksClosed(shop);
});

test('a day to come is waited for', async () => {
  const shop = await shopIn('Europe/Berlin', 'from a day to come');
  await hear(shop);
  await publish(shop, '2026-06-02');
  expect(await pointsOf(shop)).toBe(0);
  expect((await listVersions(shop)).map(({ appliesFrom }) => appliesFrom.toISOString())).toEqual([
    '2026-06-01T22:00:00.000Z',
  ]);
});
