/** Perks of tiers where Shopify runs no function of the app: segments, discounts bound to them, and what stays behind. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

const GOLD = {
  id: 'gold',
  name: { en: 'Gold', de: 'Goldstufe' },
  enter: '100.00',
  perks: { discountPercent: 10, freeShipping: { from: '20.00' } },
};
const SILVER = { id: 'silver', name: { en: 'Silver' }, enter: '50.00', perks: { discountPercent: 5 } };
const REFUSAL = 'Shop must be on a Shopify Plus plan to activate functions from a custom app.';
const STRUCK = [
  'segmentCreate',
  'discountAutomaticBasicCreate',
  'discountAutomaticFreeShippingCreate',
] as const;

type Quote = {
  applications: { title: string; target: string }[];
  discountTotal: number;
  itemsTotal: number;
  shipping: { price: number };
};
type Discount = {
  id: string;
  method: string;
  value: { kind: string };
  tags?: string[];
  deactivated: boolean;
};

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ program: {} });
  await sandbox.act('functions', { refused: true });
});
afterAll(() => sandbox.stop());

function program(list: unknown[], more: object = {}, active = true): unknown {
  const tiers = { period: { kind: 'lifetime' }, refundUndoes: true, onChange: 'moveNow', list, ...more };
  return { active, tiers };
}

/** The clock moves a little, which runs whatever is due. */
async function settle(ms = 1_000): Promise<void> {
  await sandbox.settled();
  await sandbox.act('clock', { advanceMs: ms });
  await sandbox.settled();
}

async function publish(config: unknown): Promise<void> {
  const { status, json } = await askAsStaff(sandbox, 'program', { config });
  expect(status, JSON.stringify(json)).toBe(200);
  await settle();
}

async function goldMember(): Promise<{ id: string; orderId: string }> {
  const { id } = await sandbox.act<{ id: string }>('customers', { email: `${randomUUID()}@example.test` });
  await sandbox.settled();
  const order = await sandbox.act<{ id: string }>('orders', {
    customerId: id,
    lines: [{ unitPrice: 15_000 }],
  });
  await settle();
  return { id, orderId: order.id };
}

async function quote(customerId: string | null, giftCard = false): Promise<Quote> {
  type Product = {
    giftCard: boolean;
    variants: { id: string; price: number; requiresShipping: boolean }[];
  };
  const products = await sandbox.read<Product[]>('products');
  const variant = products
    .filter((product) => product.giftCard === giftCard)
    .flatMap(({ variants }) => variants)
    .find(({ price, requiresShipping }) => giftCard || (requiresShipping && price >= 2_000 && price < 5_000));
  if (!variant) throw new Error('the store has no such product');
  return sandbox.act<Quote>('quote', { customerId, lines: [{ variantId: variant.id, quantity: 1 }] });
}

async function titles(customerId: string | null): Promise<string[]> {
  return (await quote(customerId)).applications.map(({ title }) => title);
}

/** What lies at Shopify: names of segments, tags of native discounts, number of function discounts. */
async function atShopify(): Promise<{ segments: string[]; tags: string[]; functions: number }> {
  const segments = await sandbox.read<{ name: string }[]>('segments');
  const discounts = await sandbox.read<Discount[]>('discounts');
  return {
    segments: segments.map(({ name }) => name).sort(),
    tags: discounts.flatMap(({ tags }) => tags ?? []).sort(),
    functions: discounts.filter(({ value }) => value.kind === 'function').length,
  };
}

async function row(): Promise<{ state: string; way: string; message: string; attempts: number }> {
  const { rows } = await sandbox.db.query<{ state: string; way: string; message: string; attempts: number }>(
    'SELECT state, way, message, attempts FROM program_perks WHERE shop = $1',
    [sandbox.shop],
  );
  const [found] = rows;
  if (!found) throw new Error('no perks are known');
  return found;
}

const BOTH = ['treuwerk-perk:gold:percent', 'treuwerk-perk:gold:shipping'];
const GIVEN = { segments: ['Treuwerk: gold'], tags: BOTH, functions: 0 };
const NOTHING = { segments: [], tags: [], functions: 0 };

test('a gold member gets her perks in the cart until her tier falls; guests and others get nothing', async () => {
  await publish(program([GOLD]));
  expect(await atShopify()).toEqual(GIVEN);
  expect(await row()).toMatchObject({ state: 'given', way: 'segments', message: REFUSAL, attempts: 0 });
  const [member, other] = [await goldMember(), await goldMember()];
  await sandbox.act(`orders/${other.orderId}/cancel`);
  await settle();
  const seen = await quote(member.id);
  expect(seen.applications.map(({ target }) => target).sort()).toEqual(['line_item', 'shipping_line']);
  expect(seen.discountTotal).toBe(Math.round(seen.itemsTotal / 10) + seen.shipping.price);
  for (const nobody of [other.id, null]) expect(await titles(nobody)).toEqual([]);
  await sandbox.act(`orders/${member.orderId}/cancel`);
  await settle();
  expect(await titles(member.id)).toEqual([]);
});

test('she pays less in the checkout, too', async () => {
  const { id } = await goldMember();
  const products =
    await sandbox.read<{ giftCard: boolean; variants: { id: string; price: number }[] }[]>('products');
  const variant = products.find(({ giftCard }) => !giftCard)?.variants[0];
  if (!variant) throw new Error('the store has no product');
  const order = await sandbox.act<{ id: string }>('checkout', {
    customerId: id,
    lines: [{ variantId: variant.id, quantity: 1 }],
  });
  const { lines } = await sandbox.read<{ lines: { allocations: { amount: number }[] }[] }>(
    `orders/${order.id}`,
  );
  expect(lines[0]?.allocations).toEqual([
    expect.objectContaining({ amount: Math.round(variant.price / 10) }),
  ]);
});

test('publishing changes what is there, adds and takes away tiers, and a pause takes all', async () => {
  const { id } = await goldMember();
  const before = (await sandbox.read<Discount[]>('discounts')).map((one) => one.id);
  await publish(program([SILVER, { ...GOLD, perks: { discountPercent: 20, freeShipping: null } }]));
  expect(await atShopify()).toEqual({
    segments: ['Treuwerk: gold', 'Treuwerk: silver'],
    tags: ['treuwerk-perk:gold:percent', 'treuwerk-perk:silver:percent'],
    functions: 0,
  });
  const gold = (await sandbox.read<Discount[]>('discounts')).find(
    ({ tags }) => tags?.[0] === 'treuwerk-perk:gold:percent',
  );
  expect(before).toContain(gold?.id);
  const dearer = await quote(id);
  expect(dearer.discountTotal).toBe(Math.round(dearer.itemsTotal / 5));
  await publish(program([SILVER, GOLD], {}, false));
  expect(await atShopify()).toEqual(NOTHING);
  expect(await titles(id)).toEqual([]);
  await publish(program([GOLD]));
  expect(await atShopify()).toEqual(GIVEN);
});

test('a discount that the merchant ended stays ended, and the other one goes on', async () => {
  const discounts = await sandbox.read<Discount[]>('discounts');
  const percent = discounts.find(({ tags }) => tags?.[0] === BOTH[0]);
  await sandbox.act(`discounts/${percent?.id}/end`, {});
  await publish(program([{ ...GOLD, perks: { ...GOLD.perks, discountPercent: 15 } }]));
  const { id } = await goldMember();
  expect((await quote(id)).applications.map(({ target }) => target)).toEqual(['shipping_line']);
  const { rows } = await sandbox.db.query<{ state: string }>(
    "SELECT p->>'state' AS state FROM program_perks, jsonb_array_elements(perks) AS p WHERE shop = $1 ORDER BY p->>'kind'",
    [sandbox.shop],
  );
  expect(rows).toEqual([{ state: 'off' }, { state: 'given' }]);
  await publish(program([]));
  expect(await atShopify()).toEqual(NOTHING);
});

test.for(STRUCK)('%s without an answer makes nothing twice', async (operation) => {
  await sandbox.act('faults', { operation, kind: 'server_error', when: 'after', times: 1, ms: 10 });
  await publish(program([GOLD]));
  for (let tries = 0; tries < 20 && (await row()).attempts !== 0; tries += 1) await settle(60_000);
  expect((await row()).attempts).toBe(0);
  expect(await atShopify()).toEqual(GIVEN);
  await publish(program([]));
  expect(await atShopify()).toEqual(NOTHING);
});

test('an app that is killed in the midst finds what it had made', async () => {
  await sandbox.act('faults', {
    operation: 'discountAutomaticFreeShippingCreate',
    kind: 'timeout',
    when: 'after',
    times: 1,
    ms: 3_000,
  });
  const { status } = await askAsStaff(sandbox, 'program', { config: program([GOLD]) });
  expect(status).toBe(200);
  await expect.poll(async () => (await atShopify()).tags, { timeout: 20_000 }).toEqual(BOTH);
  await sandbox.act('app/kill', {});
  await sandbox.act('app/ready', {});
  for (let tries = 0; tries < 20 && (await row()).attempts !== 0; tries += 1) await settle(60_000);
  expect(await row()).toMatchObject({ state: 'given', attempts: 0 });
  expect(await atShopify()).toEqual(GIVEN);
});

test('from segments to the function and back nothing is left over, whoever chose', async () => {
  const { id } = await goldMember();
  await sandbox.act('functions', { refused: false });
  await publish(program([GOLD], { graceDays: 1 }));
  expect(await atShopify()).toEqual({ segments: [], tags: [], functions: 1 });
  expect(await titles(id)).toHaveLength(2);
  await publish(program([GOLD], { perksBy: 'segments' }));
  expect(await atShopify()).toEqual(GIVEN);
  expect(await row()).toMatchObject({ way: 'segments', message: null });
  expect(await titles(id)).toHaveLength(2);
  await publish(program([GOLD]));
  expect(await atShopify()).toEqual({ segments: [], tags: [], functions: 1 });
  await sandbox.act('functions', { refused: true });
  await publish(program([GOLD], { graceDays: 2 }));
  expect(await atShopify()).toEqual(GIVEN);
});

test('beyond the automatic discounts that Shopify allows it says so, in its words', async () => {
  await publish(program([]));
  for (let made = 0; made < 25; made += 1) await sandbox.act('discounts/automatic', { title: `Own ${made}` });
  await publish(program([GOLD]));
  expect(await row()).toMatchObject({ state: 'refused', attempts: 0 });
  const { rows } = await sandbox.db.query<{ message: string }>(
    "SELECT p->>'message' AS message FROM program_perks, jsonb_array_elements(perks) AS p WHERE shop = $1",
    [sandbox.shop],
  );
  expect(rows[0]?.message).toContain('25 active automatic discounts');
});
