/** What set-up reads of a past, held against orders that were written down by hand; and how long it takes for a large shop. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpackPast } from '../../app/core/concept/pack-past.ts';
import { figuresOf } from '../../app/core/concept/past-summary.ts';
import { presentPast } from '../../app/presenters/present-past.ts';
import { createCustomer } from '../../sandbox/store/customers.ts';
import { createOrder } from '../../sandbox/store/orders.ts';
import { createProduct } from '../../sandbox/store/products.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { readPast } from '../support/read-past.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 15, 12);
let store: InnerStore;

beforeAll(async () => {
  store = await startInnerStore();
});
afterAll(() => store.stop());

test('customers, orders, months, amounts, gaps, margin and one-off products are those of the orders', async () => {
  const { context } = store;
  store.setTime(NOW - 200 * DAY);
  const kettle = createProduct(context, { title: 'Kettle', price: 10_000, cost: 6_000 });
  const tea = createProduct(context, { title: 'Tea', price: 1_000, cost: 500 });
  const line = (product: typeof kettle, unitPrice: number) => ({
    title: product === kettle ? 'Kettle' : 'Tea',
    unitPrice,
    productId: product.id,
    variantId: product.variants[0]?.id ?? '',
  });
  for (let index = 0; index < 6; index += 1) {
    const { id } = createCustomer(context, { firstName: `c${index}`, email: `c${index}@example.com` });
    store.setTime(NOW - 100 * DAY);
    createOrder(context, { customerId: id, taxesIncluded: false, lines: [line(kettle, 10_000)] });
    if (index > 2) continue;
    for (const daysAgo of [70, 40]) {
      store.setTime(NOW - daysAgo * DAY);
      // The same with the tax inside: 1,190 are 1,000 and 19 %.
      const inside = index === 0;
      const price = inside ? 1_190 : 1_000;
      const tax = inside ? { taxesIncluded: true, taxRate: 0.19 } : { taxesIncluded: false };
      createOrder(context, { customerId: id, ...tax, lines: [line(tea, price)] });
    }
  }
  store.setTime(NOW - 40 * DAY);
  createOrder(context, { customerId: 'nobody', lines: [{ unitPrice: 5_000 }] });
  store.setTime(NOW);
  const shop = await store.addShop('past summary', { earning: { exclude: { tags: ['none'] } } });
  await readPast(store, shop);
  const past = unpackPast(await presentPast(shop, 'EUR', 'Europe/Berlin', new Date(NOW)));
  expect(past).toMatchObject({ customers: 6, orders: 12, currency: 'EUR' });
  expect(past.months).toEqual([
    { month: '2026-03', orders: 6, newCustomers: 6 },
    { month: '2026-04', orders: 3, newCustomers: 0 },
    { month: '2026-05', orders: 3, newCustomers: 0 },
    { month: '2026-06', orders: 0, newCustomers: 0 },
  ]);
  const figures = figuresOf(past);
  expect(figures).toMatchObject({
    customers: 6,
    orders: 12,
    days: 100,
    daysBetween: 30,
    revenueMinor: 66_000,
  });
  expect(figures.orderMinor).toEqual({ low: 1_000, median: 1_000, mean: 5_500, high: 10_000 });
  expect(figures.share).toEqual({ two: 0.5, three: 0.5, five: 0 });
  // 6 × (100 − 60) + 6 × (10 − 5) of 660.
  expect(past.margin?.percent).toBeCloseTo((270 / 660) * 100, 5);
  expect(past.margin?.knownShare).toBe(1);
  expect(past.oneOffs).toEqual([{ title: 'Kettle', buyers: 6, cameBack: 3, next: ['Tea'] }]);
});

test('a shop without a past has none', async () => {
  const shop = await store.addShop('no past', {});
  const past = unpackPast(await presentPast(shop, 'EUR', 'Europe/Berlin', new Date(NOW)));
  expect(past).toMatchObject({
    customers: 0,
    orders: 0,
    months: [],
    sample: [],
    margin: null,
    oneOffShare: null,
  });
  expect(figuresOf(past)).toMatchObject({ orders: 0, days: 0, revenueMinor: 0, daysBetween: null });
});
