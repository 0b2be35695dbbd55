/**
 * Rules about goods that an order does not describe: tags, types, sale prices and cost are read from the shop once, when the
 * order is first judged, and stay as they were that day.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

const PROGRAM = {
  earning: {
    exclude: { tags: ['no-points'] },
    rules: [
      {},
      { id: 'coffee', kind: 'goodsFactor', factor: 3, goods: { types: ['Coffee'] } },
      { id: 'sale', kind: 'goodsFactor', factor: 0.5, goods: { onSale: true } },
      { id: 'margin', kind: 'margin', points: 2, perAmount: '1.00', goods: { tags: ['margin'] } },
      { id: 'mug', kind: 'goodsFlat', points: 7, goods: { vendors: ['Mugs & Co'] } },
    ],
  },
};

let sandbox: TestSandbox;
let customerId: string;
const products: Record<string, { id: string; variantId: string }> = {};
beforeAll(async () => {
  sandbox = await startSandbox({ program: PROGRAM });
  customerId = (await sandbox.act<{ id: string }>('customers', { firstName: 'A', email: 'a@example.com' }))
    .id;
  const goods = {
    shirt: { price: 1_000 },
    coffee: { price: 1_000, productType: 'Coffee' },
    sale: { price: 1_000, compareAtPrice: 2_000 },
    margin: { price: 1_000, cost: 400, tags: ['margin'] },
    unknownCost: { price: 1_000, tags: ['margin'] },
    book: { price: 1_000, tags: ['no-points'] },
    mug: { price: 1_000, vendor: 'Mugs & Co' },
  };
  for (const [title, input] of Object.entries(goods)) {
    const made = await sandbox.act<{ id: string; variants: { id: string }[] }>('products', {
      title,
      ...input,
    });
    products[title] = { id: made.id, variantId: made.variants[0]?.id ?? '' };
  }
});
afterAll(() => sandbox.stop());

function line(title: string, quantity = 1) {
  const { id = '', variantId = '' } = products[title] ?? {};
  const vendor = title === 'mug' ? 'Mugs & Co' : 'Treuwerk';
  return { unitPrice: 1_000, quantity, productId: id, variantId, vendor };
}

async function buy(titles: [string, number?][]): Promise<{ orderId: string; points: number }> {
  const lines = titles.map(([title, quantity]) => line(title, quantity));
  const { id } = await sandbox.act<{ id: string }>('orders', { customerId, taxesIncluded: false, lines });
  await sandbox.settled();
  return { orderId: id, points: await pointsOf(id) };
}

async function pointsOf(orderId: string): Promise<number> {
  const { rows } = await sandbox.db.query<{ target: string }>(
    'SELECT target FROM orders WHERE order_id = $1',
    [orderId],
  );
  return Number(rows[0]?.target);
}

test.for<[what: string, titles: [string, number?][], points: number]>([
  ['a shirt for 10.00 gives 10', [['shirt']], 10],
  ['coffee gives three times as much', [['coffee']], 30],
  ['a sale gives half', [['sale']], 5],
  ['margin: 2 per 1.00 of 10.00 − 4.00', [['margin']], 12],
  ['a margin that nobody knows gives nothing', [['unknownCost']], 0],
  ['a book never earns', [['book']], 0],
  ['three mugs: 30 and 7 for each', [['mug', 3]], 51],
  [
    'all together',
    [['shirt'], ['coffee'], ['sale'], ['margin'], ['book'], ['mug']],
    10 + 30 + 5 + 12 + 0 + 17,
  ],
])('%s', async ([, titles, points]) => {
  expect((await buy(titles)).points).toBe(points);
});

test('a later price does not change what an order was judged by', async () => {
  const { orderId, points } = await buy([['sale', 2]]);
  expect(points).toBe(10);
  await sandbox.act(`variants/${products.sale?.variantId}`, { compareAtPrice: null });
  await sandbox.db.query('DELETE FROM products');
  await sandbox.act('clock', { advanceMs: 60_000 });
  await sandbox.act(`orders/${orderId}/fulfil`);
  await sandbox.settled();
  expect(await pointsOf(orderId)).toBe(10);
  expect((await buy([['sale', 2]])).points).toBe(20);
});
