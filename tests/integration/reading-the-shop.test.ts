/**
 * The past of a shop that is read: products, orders, customers. What comes of it is what comes of having heard everything as
 * it happened; read again nothing changes; whatever breaks in between, the run goes on to the same books.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reopenImport } from '../../app/db/imports.ts';
import { transaction } from '../../app/db/transaction.ts';
import { advanceImport } from '../../app/services/import-history.ts';
import { createCustomer, setMarketing, updateCustomer } from '../../sandbox/store/customers.ts';
import { createOrder } from '../../sandbox/store/orders.ts';
import { createProduct } from '../../sandbox/store/products.ts';
import { refundOrder } from '../../sandbox/store/refunds.ts';
import { expectBooksClosed } from '../support/books.ts';
import { type InnerStore, startInnerStore, type Told } from '../support/inner-store.ts';
import { goOn, openPast, readPast } from '../support/read-past.ts';
import { withFault } from '../support/statement-faults.ts';
import { settleInbox, tell } from '../support/telling.ts';
import { differences, totalsOf } from '../support/totals.ts';

const PROGRAM = {
  earning: {
    rules: [
      {},
      { id: 'margin', kind: 'margin', points: 1, perAmount: '1.00', goods: { tags: ['margin'] } },
      { id: 'welcome', kind: 'deed', deed: 'signUp', points: 100 },
      { id: 'news', kind: 'deed', deed: 'newsletter', points: 50 },
    ],
  },
  people: { excludeTags: ['staff'], guests: 'claim' },
};
const START = Date.UTC(2026, 4, 1, 8);
const MINUTE = 60_000;

let store: InnerStore;
let time = START;
let heard: Told[];
let straight: string;
const ids: Record<string, string> = {};

function later(minutes = 10): void {
  time += minutes * MINUTE;
  store.setTime(time);
}

/** A past in which everything bears on something: accounts, a newsletter, tags, costs, a guest who signs up, a refund. */
beforeAll(async () => {
  store = await startInnerStore();
  later();
  const { context } = store;
  const lamp = createProduct(context, { title: 'Lamp', price: 1_000, cost: 400, tags: ['margin'] });
  const line = { unitPrice: 1_000, productId: lamp.id, variantId: lamp.variants[0]?.id ?? '' };
  for (const name of ['anna', 'berta', 'staff']) {
    const { id } = createCustomer(context, { firstName: name, email: `${name}@example.com` });
    ids[name] = id;
    // Shopify does not say since when she has a tag: who is read has it from the beginning.
    if (name === 'staff') updateCustomer(context, id, { tags: ['Staff'] });
    later();
  }
  const { anna = '', berta = '', staff = '' } = ids;
  setMarketing(context, anna, 'subscribed');
  updateCustomer(context, berta, { tags: ['vip'], locale: 'en' });
  later();
  createOrder(context, { customerId: anna, taxesIncluded: false, lines: [line] });
  createOrder(context, { customerId: staff, taxesIncluded: false, lines: [line] });
  const order = createOrder(context, { customerId: berta, taxesIncluded: false, lines: [line, line] });
  createOrder(context, { email: 'emma@example.com', taxesIncluded: false, lines: [{ unitPrice: 5_000 }] });
  later();
  refundOrder(context, order.id, { lines: [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }] });
  later();
  ids.emma = createCustomer(context, { firstName: 'emma', email: 'Emma@example.com' }).id;
  later();
  heard = store.takeEvents();
  straight = await store.addShop('heard of everything', PROGRAM);
  for (const event of heard) {
    await tell(straight, event);
    await settleInbox(store);
  }
});
afterAll(() => store.stop());

const newShop = (name: string, program: unknown = PROGRAM) => store.addShop(name, program);
const expectSame = async (shop: string) => {
  expect(differences(await totalsOf(store.db, straight), await totalsOf(store.db, shop))).toEqual([]);
  await expectBooksClosed(shop);
};

async function available(shop: string): Promise<Record<string, number>> {
  const { rows } = await store.db.query<{ customer_id: string; available: string }>(
    `SELECT m.customer_id, b.available FROM members m JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id
      WHERE m.shop = $1 AND m.customer_id IS NOT NULL`,
    [shop],
  );
  const points = new Map(rows.map((row) => [row.customer_id, Number(row.available)]));
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, points.get(id) ?? 0]));
}

/** Goes on until the run waits for Shopify in a phase; there Shopify is held. */
async function waitIn(phase: string, shop: string, run: string): Promise<void> {
  const { bulk } = store.api;
  bulk.hold(true);
  while ((await advanceImport(shop, run)) !== null && (await runOf(shop)).phase !== phase) {
    await release();
    bulk.hold(true);
  }
}

async function release(): Promise<void> {
  store.api.bulk.hold(false);
  await store.api.bulk.idle();
}

async function runOf(shop: string): Promise<Record<string, unknown>> {
  const { rows } = await store.db.query(
    'SELECT id, state, phase, done, finished, error FROM history_imports WHERE shop = $1 ORDER BY started_at DESC',
    [shop],
  );
  return rows[0] as Record<string, unknown>;
}

/** Every row of the books, facts and standings with where it lies: a row that is written again lies elsewhere. */
async function rowsOf(shop: string): Promise<unknown[]> {
  const tables = [
    'members',
    'member_balances',
    'ledger_entries',
    'lots',
    'orders',
    'deeds',
    'member_changes',
  ];
  const places = [...tables, 'awards', 'flow_outbox'].map((table) =>
    store.db.query(`SELECT '${table}', ctid::text, xmin::text FROM ${table} WHERE shop = $1 ORDER BY ctid`, [
      shop,
    ]),
  );
  return (await Promise.all(places)).flatMap(({ rows }) => rows);
}

test('whoever reads the past has what heard everything as it happened, the same tags and deeds among it', async () => {
  const shop = await newShop('reads the past');
  await readPast(store, shop);
  // 100 for each account, 50 for the newsletter, 6 for a lamp's margin; of two lamps one went back; 50 of a guest.
  expect(await available(straight)).toEqual({ anna: 156, berta: 106, staff: 0, emma: 150 });
  expect(await available(shop)).toEqual(await available(straight));
  await expectSame(shop);
  expect(await runOf(shop)).toMatchObject({
    state: 'done',
    finished: { products: 1, orders: 4, customers: 4 },
  });
  const { rows } = await store.db.query(
    `SELECT display_name, email, locale FROM members WHERE shop = $1 AND customer_id = $2`,
    [shop, ids.berta],
  );
  expect(rows).toEqual([{ display_name: 'berta', email: 'berta@example.com', locale: 'en' }]);
});

test('the goods of past orders are not read product by product', async () => {
  const shop = await newShop('reads no product');
  const before = store.api.calls.length;
  await readPast(store, shop);
  const asked = store.api.calls.slice(before).flatMap(({ operations }) => operations);
  // One batch of orders that have refunds; what else is asked for is bulk operations.
  expect(asked.filter((name) => name === 'nodes')).toHaveLength(1);
  expect(asked.filter((name) => name === 'bulkOperationRunQuery')).toHaveLength(3);
});

test('where no rule asks for them, products are not read', async () => {
  const shop = await newShop('needs no product', {});
  await readPast(store, shop);
  expect(await runOf(shop)).toMatchObject({ finished: { products: null, orders: 4, customers: 4 } });
});

test('reading again writes nothing: no books, no facts, no standings', async () => {
  const shop = await newShop('reads twice');
  await readPast(store, shop);
  const before = await rowsOf(shop);
  expect(before.length).toBeGreaterThan(20);
  await readPast(store, shop);
  expect(await rowsOf(shop)).toEqual(before);
  // The control: one fact more is seen.
  updateCustomer(store.context, ids.berta ?? '', { locale: 'fr' });
  await readPast(store, shop);
  expect(await rowsOf(shop)).not.toEqual(before);
  updateCustomer(store.context, ids.berta ?? '', { locale: 'en' });
  store.takeEvents();
});

test('who signed up or subscribed before the program began is given nothing for it, and what she is stays known', async () => {
  const shop = await newShop('began late');
  await store.db.query('UPDATE program_versions SET applies_from = $2 WHERE shop = $1', [
    shop,
    new Date(time),
  ]);
  await readPast(store, shop);
  expect(await available(shop)).toEqual({ anna: 0, berta: 0, staff: 0, emma: 0 });
  const { rows } = await store.db.query('SELECT count(*)::int AS deeds FROM deeds WHERE shop = $1', [shop]);
  expect(rows).toEqual([{ deeds: 0 }]);
  later();
  const order = createOrder(store.context, { customerId: ids.staff ?? '', lines: [{ unitPrice: 1_000 }] });
  for (const event of store.takeEvents()) await tell(shop, event);
  await settleInbox(store);
  // Her tag was read, so that she earns nothing.
  expect(await available(shop)).toMatchObject({ staff: 0 });
  store.context.state.orders.delete(order.id);
});

test('what happens while a phase waits is booked at once, and what was read before does not undo it', async () => {
  const shop = await newShop('lives meanwhile');
  const { context } = store;
  const run = await openPast(shop);
  for (const phase of ['products', 'orders', 'customers']) {
    await waitIn(phase, shop, run);
    expect(await advanceImport(shop, run)).toBeGreaterThanOrEqual(15_000);
    later();
    createOrder(context, { customerId: ids.anna ?? '', taxesIncluded: false, lines: [{ unitPrice: 700 }] });
    if (phase === 'customers') {
      updateCustomer(context, ids.berta ?? '', { firstName: 'Bertha', tags: [] });
      updateCustomer(context, ids.anna ?? '', { tags: ['new'] });
    }
    for (const event of store.takeEvents()) {
      heard.push(event);
      await tell(straight, event);
      await tell(shop, event);
    }
    await settleInbox(store);
    const { rows } = await store.db.query<{ booked: number }>(
      `SELECT count(*)::int AS booked FROM orders WHERE shop = $1 AND customer_id = $2 AND target = 7`,
      [shop, ids.anna],
    );
    expect(rows[0]?.booked).toBe(['products', 'orders', 'customers'].indexOf(phase) + 1);
  }
  await release();
  await goOn(store, shop, run);
  await expectSame(shop);
  const { rows } = await store.db.query(
    'SELECT display_name FROM members WHERE shop = $1 AND customer_id = $2',
    [shop, ids.berta],
  );
  expect(rows).toEqual([{ display_name: 'Bertha' }]);
  // Read once more, now with the later state: nothing is new.
  const before = await rowsOf(shop);
  await readPast(store, shop);
  expect(await rowsOf(shop)).toEqual(before);
});

test.for(['products', 'orders', 'customers'])(
  'a file of %s that is gone is asked for again, and the run ends with the same books',
  async (phase) => {
    const shop = await newShop(`file of ${phase} gone`);
    const run = await openPast(shop);
    await waitIn(phase, shop, run);
    await release();
    store.api.bulk.expire();
    const operations = store.context.state.bulkOperations.size;
    await goOn(store, shop, run);
    const following = 2 - ['products', 'orders', 'customers'].indexOf(phase);
    expect(store.context.state.bulkOperations.size).toBe(operations + 1 + following);
    expect(await runOf(shop)).toMatchObject({ state: 'done', error: null });
    await expectSame(shop);
  },
);

test('an operation that is lost ends the run with its reason; started again it goes on with that phase', async () => {
  const shop = await newShop('operation lost');
  const run = await openPast(shop);
  await waitIn('customers', shop, run);
  store.api.bulk.cancel([...store.context.state.bulkOperations.keys()].at(-1) ?? '');
  expect(await advanceImport(shop, run)).toBeNull();
  await release();
  expect(await runOf(shop)).toMatchObject({ state: 'failed', error: 'CANCELED', phase: 'customers' });
  expect(await transaction((tx) => reopenImport(tx, shop, new Date()))).toBe(run);
  const operations = store.context.state.bulkOperations.size;
  await goOn(store, shop, run);
  expect(store.context.state.bulkOperations.size).toBe(operations + 1);
  expect(await runOf(shop)).toMatchObject({ state: 'done', error: null, id: run });
  await expectSame(shop);
});

test('without the access that a phase needs the run ends and says so; once it is granted the run goes on', async () => {
  const shop = await newShop('lacks access');
  const grant = (scopes: string) =>
    store.db.query(
      'INSERT INTO shop_access (shop, scopes) VALUES ($1, $2) ON CONFLICT (shop) DO UPDATE SET scopes = $2',
      [shop, scopes],
    );
  await grant('read_products,read_inventory,read_orders');
  const run = await readPast(store, shop);
  expect(await runOf(shop)).toMatchObject({
    state: 'failed',
    phase: 'orders',
    error: 'access missing: read_customers',
  });
  await grant('read_products,read_inventory,read_orders,read_customers');
  expect(await transaction((tx) => reopenImport(tx, shop, new Date()))).toBe(run);
  await goOn(store, shop, run);
  expect(await runOf(shop)).toMatchObject({ state: 'done', finished: { products: 1 } });
  await expectSame(shop);
});

test('a run waits while Shopify runs as many operations as it allows', async () => {
  const shop = await newShop('waits its turn');
  const { bulk } = store.api;
  bulk.hold(true);
  for (let index = 0; index < 5; index += 1) bulk.run('{orders{edges{node{id}}}}');
  const run = await openPast(shop);
  expect(await advanceImport(shop, run)).toBeGreaterThanOrEqual(15_000);
  expect(await runOf(shop)).toMatchObject({ state: 'waiting', error: null });
  bulk.hold(false);
  await bulk.idle();
  await goOn(store, shop, run);
  await expectSame(shop);
});

test('a second run is refused beside the first, and two processes on one run book it once', async () => {
  const shop = await newShop('two at once');
  const run = await openPast(shop);
  await expect(openPast(shop)).rejects.toThrow('under way');
  for (let round = 0; (await runOf(shop)).state !== 'done'; round += 1) {
    expect(round).toBeLessThan(20);
    await Promise.all([advanceImport(shop, run), advanceImport(shop, run), advanceImport(shop, run)]);
    await store.api.bulk.idle();
  }
  expect(await runOf(shop)).toMatchObject({ finished: { products: 1, customers: 4 } });
  await expectSame(shop);
});

test('a connection that is lost anywhere leaves a run that goes on to the same books', async () => {
  const whole = await newShop('never cut');
  const { statements } = await withFault(null, () => readPast(store, whole));
  expect(statements).toBeGreaterThan(30);
  for (let at = 1; at <= statements; at += 7) {
    const shop = await newShop(`cut at ${at}`);
    const run = await openPast(shop);
    await withFault({ at, when: at % 2 ? 'before' : 'after' }, () =>
      goOn(store, shop, run).catch((error: unknown) => {
        if (!(error instanceof Error)) throw error;
      }),
    );
    await goOn(store, shop, run);
    expect(await runOf(shop), `cut at ${at}`).toMatchObject({ state: 'done' });
    await expectSame(shop);
  }
});

test('a thousand customers and a thousand products are taken over with a few statements', async () => {
  const crowd = await startCrowd();
  const shop = await newShop('crowd');
  const first = await withFault(null, () => readPast(store, shop));
  const again = await withFault(null, () => readPast(store, shop));
  process.stdout.write(
    `reading the shop: ${crowd} customers and products, ${first.statements} statements, ${again.statements} the second time\n`,
  );
  expect(first.statements).toBeLessThan(250);
  expect(again.statements).toBeLessThan(150);
  const cut = await newShop('crowd cut');
  const run = await openPast(cut);
  // Between two batches of customers.
  await withFault({ at: first.statements - 30, when: 'after' }, () =>
    goOn(store, cut, run).catch((error: unknown) => String(error)),
  );
  expect(await runOf(cut)).toMatchObject({ state: 'booking', phase: 'customers', done: 1_000 });
  await goOn(store, cut, run);
  expect(differences(await totalsOf(store.db, shop), await totalsOf(store.db, cut))).toEqual([]);
  await expectBooksClosed(cut);
});

async function startCrowd(): Promise<number> {
  for (let index = 0; index < 1_000; index += 1) {
    createProduct(store.context, { title: `Thing ${index}`, price: 100, cost: 10 });
    createCustomer(store.context, {
      firstName: `One of ${index}`,
      email: `crowd${index}@example.com`,
      tags: index % 3 ? [] : ['vip'],
      acceptsMarketing: index % 2 === 0,
    });
  }
  store.takeEvents();
  return 1_000;
}
