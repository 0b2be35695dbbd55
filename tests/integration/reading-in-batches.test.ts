/** The comparison with Shopify and the reading of the past ask for several orders per call, and learn the same as by single reads. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reconcileShop } from '../../app/services/reconcile-shop.ts';
import { withAccess } from '../../app/services/admin-access.ts';
import { ORDERS_PER_CALL, readOrder, readOrders } from '../../app/shopify/read-order.ts';
import { createCustomer } from '../../sandbox/store/customers.ts';
import { createOrder } from '../../sandbox/store/orders.ts';
import { refundOrder } from '../../sandbox/store/refunds.ts';
import { expectBooksClosed } from '../support/books.ts';
import { bookedIn } from '../support/fresh-shop.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { goOn, openPast } from '../support/read-past.ts';

/** What Shopify lets one call cost. */
const COST_MAX = 1_000;
const ORDERS = 12;

let store: InnerStore;
let shop: string;
let orderIds: string[];
beforeAll(async () => {
  store = await startInnerStore();
  shop = await store.addShop('batches', {});
  const { id: customerId } = createCustomer(store.context, { firstName: 'Ada', email: 'ada@example.com' });
  orderIds = Array.from(
    { length: ORDERS },
    (_, index) => createOrder(store.context, { customerId, lines: [{ unitPrice: 1_000 * (index + 1) }] }).id,
  );
  store.takeEvents();
});
afterAll(() => store.stop());

function refundFirstLine(orderId: string): void {
  const [line] = store.context.state.orders.get(orderId)?.lines ?? [];
  refundOrder(store.context, orderId, { lines: [{ lineId: line?.id ?? '', quantity: 1 }] });
}

/** The operations that are asked for while something runs, with what each may cost. */
async function asked(work: () => Promise<unknown>): Promise<{ operation: string; cost: number }[]> {
  const inner = globalThis.fetch;
  const calls: { operation: string; cost: number }[] = [];
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const sent = await request.clone().text();
    const reply = await inner(request);
    if (!request.url.endsWith('/graphql.json')) return reply;
    const answer = (await reply.clone().json()) as {
      extensions?: { cost?: { requestedQueryCost: number } };
    };
    const operation = /query (\w+)/.exec(sent)?.[1] ?? '';
    calls.push({ operation, cost: answer.extensions?.cost?.requestedQueryCost ?? 0 });
    return reply;
  };
  try {
    await work();
  } finally {
    globalThis.fetch = inner;
  }
  return calls;
}

test('orders read together are what each is when read alone; one that is not there is missing', async () => {
  const some = orderIds.slice(0, ORDERS_PER_CALL - 1);
  await withAccess(shop, async (access) => {
    const together = await readOrders(access, [...some, '404404']);
    expect([...together.keys()].sort()).toEqual([...some].sort());
    for (const id of some) expect(together.get(id)).toEqual(await readOrder(access, id));
  });
});

test('the comparison asks for changed orders a few at a time, below what one call may cost, and books them all', async () => {
  const calls = await asked(() => reconcileShop(shop, new Date(0)));
  const reads = calls.filter(({ operation }) => operation === 'OrdersFacts');
  expect(calls.filter(({ operation }) => operation === 'OrderFacts')).toEqual([]);
  expect(reads).toHaveLength(Math.ceil(ORDERS / ORDERS_PER_CALL));
  for (const { cost } of reads) {
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThan(COST_MAX);
  }
  const people = calls.filter(({ operation }) => operation === 'CustomersUpdatedSince');
  expect(people).toHaveLength(1);
  expect(people[0]?.cost).toBeLessThan(COST_MAX);
  // 10 + 20 + … + 120: one point for each whole unit.
  expect(await bookedIn(store, shop)).toBe(780);
  const again = await asked(() => reconcileShop(shop, new Date(0)));
  expect(again.filter(({ operation }) => operation === 'OrdersFacts')).toEqual([]);
  expect(await bookedIn(store, shop)).toBe(780);
  await expectBooksClosed(shop);
});

test('the past is read with a few calls for what went back, and an interrupted run ends without booking anything twice', async () => {
  const past = await store.addShop('batches of the past', {});
  for (const orderId of orderIds.slice(0, 7)) refundFirstLine(orderId);
  store.takeEvents();
  const id = await openPast(past);
  const calls = await asked(() => goOn(store, past, id));
  const reads = calls.filter(({ operation }) => operation === 'OrdersFacts');
  expect(reads).toHaveLength(Math.ceil(7 / ORDERS_PER_CALL));
  expect(calls.filter(({ operation }) => operation === 'OrderFacts')).toEqual([]);
  // 780 less the first seven, which went back whole: 10 + 20 + … + 70.
  expect(await bookedIn(store, past)).toBe(500);
  // As after a kill that came before anything said how far the run was.
  await store.db.query(
    `UPDATE history_imports SET state = 'booking', done = 0, phase = 'orders', operation_id = $2 WHERE shop = $1`,
    [past, `gid://shopify/BulkOperation/${[...store.context.state.bulkOperations.keys()].at(0)}`],
  );
  await goOn(store, past, id);
  const { rows } = await store.db.query('SELECT state, finished FROM history_imports WHERE shop = $1', [
    past,
  ]);
  expect(rows).toEqual([{ state: 'done', finished: { products: null, orders: ORDERS, customers: 1 } }]);
  expect(await bookedIn(store, past)).toBe(500);
  await expectBooksClosed(past);
});
