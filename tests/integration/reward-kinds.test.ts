/**
 * Each kind of reward on real Postgres against the sandbox store: what it gives, what it costs, and what comes of it when
 * Shopify refuses.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RedeemReply, RefusalReply } from '../../app/core/contracts/proxy.ts';
import { expectBooksClosed } from '../support/books.ts';
import { askAsStaff } from '../support/staff.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

type Variant = { id: string; price: number };
type Quote = { applied: { code: string; amount: number }[]; discountTotal: number };

const SOLD_OUT = '99999999999';
let sandbox: TestSandbox;
let cup: Variant;
let shirt: Variant;
let serial = 0;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
  const products = await sandbox.read<{ variants: Variant[] }[]>('products');
  const [first, second] = products.flatMap(({ variants }) => variants);
  if (!first || !second) throw new Error('the sandbox sells something');
  [cup, shirt] = [first, second];
  await publish({
    rewards: [
      { id: 'cup', kind: 'product', points: 100, variantIds: [cup.id, shirt.id] },
      { id: 'credit', kind: 'storeCredit', points: 100, amount: '5.00' },
      { id: 'card', kind: 'giftCard', points: 100, amount: '7.50', expiresInDays: 30 },
      { id: 'least', kind: 'amountOff', points: 100, amount: '5.00', minimumSubtotal: '20.00' },
      { id: 'gone', kind: 'product', points: 100, variantIds: [SOLD_OUT] },
    ],
  });
});
afterAll(() => sandbox.stop());

async function publish(config: unknown): Promise<void> {
  const { status, json } = await askAsStaff(sandbox, 'program', { config });
  if (status !== 200) throw new Error(JSON.stringify(json));
}

/** A customer with 100 points. */
async function member(): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Kind' });
  await sandbox.act('orders', {
    customerId: id,
    lines: [{ title: 'Shirt', quantity: 1, unitPrice: 10_000 }],
  });
  await sandbox.settled();
  return id;
}

async function redeem(customer: string, rewardId: string, more = {}) {
  serial += 1;
  const body = { rewardId, idempotencyKey: `kinds-key-${serial}`, ...more };
  return sandbox.proxy<RedeemReply & RefusalReply>('redeem', customer, body);
}

async function quote(customer: string, lines: { variantId: string; quantity: number }[], code: string) {
  return sandbox.act<Quote>('quote', { customerId: customer, lines, codes: [code] });
}

async function points(customer: string) {
  return (await sandbox.proxy<{ available: number; reserved: number }>('standing', customer)).json;
}

test('a free product takes the price of one unit off, however many are in the cart', async () => {
  const customer = await member();
  const { json } = await redeem(customer, 'cup');
  expect(json).toMatchObject({ points: 100, variantId: cup.id });
  for (const quantity of [1, 2, 50]) {
    const { discountTotal } = await quote(customer, [{ variantId: cup.id, quantity }], json.code);
    expect(discountTotal).toBe(cup.price);
  }
  expect((await quote(customer, [{ variantId: shirt.id, quantity: 1 }], json.code)).applied).toEqual([]);
  expect(await points(customer)).toMatchObject({
    available: 0,
    reserved: 100,
    redemptions: [{ rewardId: 'cup', variantId: cup.id }],
  });
});

test('the member chooses among the variants that are offered, and no other', async () => {
  const customer = await member();
  expect((await redeem(customer, 'cup', { variantId: SOLD_OUT })).json.error.code).toBe('reward-unknown');
  const { json } = await redeem(customer, 'cup', { variantId: shirt.id });
  expect(json.variantId).toBe(shirt.id);
  const { discountTotal } = await quote(customer, [{ variantId: shirt.id, quantity: 1 }], json.code);
  expect(discountTotal).toBe(shirt.price);
});

test('the same key with another variant is refused', async () => {
  const customer = await member();
  const body = { rewardId: 'cup', idempotencyKey: 'same-key-twice' };
  expect((await sandbox.proxy('redeem', customer, body)).status).toBe(200);
  expect((await sandbox.proxy('redeem', customer, { ...body, variantId: shirt.id })).status).toBe(409);
});

test('a product that cannot be bought is refused, and the points are back', async () => {
  const customer = await member();
  const { status, json } = await redeem(customer, 'gone');
  expect([status, json.error.code]).toEqual([409, 'redemption-refused']);
  expect(await points(customer)).toMatchObject({ available: 100, reserved: 0 });
  await expectBooksClosed(sandbox.shop);
});

test('an order with the free product captures the points, and undo is over then', async () => {
  const customer = await member();
  const { json } = await redeem(customer, 'cup');
  const lines = [{ variantId: cup.id, quantity: 1 }];
  await sandbox.act('checkout', {
    customerId: customer,
    lines,
    codes: [json.code],
    email: 'kind@example.com',
  });
  await sandbox.settled();
  expect(await points(customer)).toMatchObject({ available: 0, reserved: 0 });
  const undone = await sandbox.proxy('undo', customer, { redemptionId: json.redemptionId });
  expect(undone.json).toMatchObject({ error: { code: 'redemption-used' } });
  await expectBooksClosed(sandbox.shop);
});

test('undo of an unused free product makes the code unusable and gives the points back', async () => {
  const customer = await member();
  const { json } = await redeem(customer, 'cup');
  await sandbox.proxy('undo', customer, { redemptionId: json.redemptionId });
  expect((await quote(customer, [{ variantId: cup.id, quantity: 1 }], json.code)).applied).toEqual([]);
  expect(await points(customer)).toMatchObject({ available: 100, reserved: 0 });
});

test('the merchant’s list of discounts tells the reward and the code, and no name', async () => {
  const customer = await member();
  const { json } = await redeem(customer, 'cup');
  const discounts = await sandbox.read<{ title: string; codes: { code: string }[] }[]>('discounts');
  const ours = discounts.find(({ codes }) => codes.some(({ code }) => code === json.code));
  expect(ours?.title).toBe(`A free product · ${json.code}`);
});

test('a cart that is too small is refused before points are set aside, and no cart lowers the minimum', async () => {
  const customer = await member();
  const small = await redeem(customer, 'least', { cart: { subtotalMinor: 1_950, currency: 'EUR' } });
  expect(small.json.error).toMatchObject({
    code: 'cart-too-small',
    message: expect.stringContaining('€0.50') as string,
  });
  expect(await points(customer)).toMatchObject({ available: 100, reserved: 0, redemptions: [] });
  const { rows } = await sandbox.db.query(`SELECT 1 FROM redemptions WHERE reward_id = 'least'`);
  expect(rows).toEqual([]);
  const told = await redeem(customer, 'least', { cart: { subtotalMinor: 999_999, currency: 'EUR' } });
  const cheap = await sandbox.act<{ variants: Variant[] }>('products', { title: 'Pin', price: 300 });
  const lines = [{ variantId: cheap.variants[0]?.id ?? '', quantity: 1 }];
  expect((await quote(customer, lines, told.json.code)).applied).toEqual([]);
});

test('store credit is given at once and for good', async () => {
  const customer = await member();
  const { json } = await redeem(customer, 'credit');
  expect(json).toMatchObject({ kind: 'storeCredit', code: '', points: 100 });
  expect(await sandbox.read(`customers/${customer}/credits`)).toMatchObject([
    { amount: 500, kind: 'credit' },
  ]);
  expect(await points(customer)).toMatchObject({ available: 0, reserved: 0, redemptions: [] });
  const undone = await sandbox.proxy('undo', customer, { redemptionId: json.redemptionId });
  expect(undone.json).toMatchObject({ error: { code: 'redemption-final' } });
  await expectBooksClosed(sandbox.shop);
});

test('a gift card is bound to the customer, has an end, and pays at checkout', async () => {
  const customer = await member();
  const { json } = await redeem(customer, 'card');
  expect(json.code).toMatch(/^TREU[A-Z2-9]{16}$/);
  const cards = await sandbox.read<Record<string, unknown>[]>('gift-cards');
  const card = cards.find(({ code }) => code === json.code.toLowerCase());
  expect(card).toMatchObject({ customerId: customer, initialValue: 750, balance: 750 });
  expect(card?.note).toBe(`Treuwerk ${json.redemptionId}`);
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  expect([day(Date.now() + 30 * 86_400_000), day(Date.now() + 29 * 86_400_000)]).toContain(card?.expiresOn);
  await sandbox.act('checkout', {
    customerId: customer,
    email: 'kind@example.com',
    lines: [{ variantId: cup.id, quantity: 1 }],
    giftCardCode: json.code,
  });
  const paid = await sandbox.read<{ code: string; balance: number }[]>('gift-cards');
  expect(paid.find(({ code }) => code === json.code.toLowerCase())?.balance).toBe(0);
  await expectBooksClosed(sandbox.shop);
});

test.each(['credit', 'card'])('%s: the same key eight times at once is given once', async (reward) => {
  const customer = await member();
  const body = { rewardId: reward, idempotencyKey: `twice-${reward}-${customer}` };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => sandbox.proxy<RedeemReply & RefusalReply>('redeem', customer, body)),
  );
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  const again = await sandbox.proxy<RedeemReply>('redeem', customer, body);
  expect(again.status).toBe(200);
  expect(await given(customer)).toBe(1);
  await expectBooksClosed(sandbox.shop);
});

test('store credit that is switched off is refused, and the points are back', async () => {
  const customer = await member();
  await sandbox.act('store-credit', { enabled: false });
  const { json } = await redeem(customer, 'credit');
  const config = { rewards: [{ id: 'credit', kind: 'storeCredit', points: 100, amount: '9.00' }] };
  const published = await askAsStaff(sandbox, 'program', { config });
  await sandbox.act('store-credit', { enabled: true });
  expect(json.error.code).toBe('redemption-refused');
  expect(published.json).toMatchObject({ error: { code: 'store-credit-off' } });
  expect(await points(customer)).toMatchObject({ available: 100, reserved: 0 });
});

test('a reward whose access was taken back is refused; a program that needs it is not published', async () => {
  const customer = await member();
  await sandbox.act('scopes', { withdraw: ['write_gift_cards'] });
  const { json } = await redeem(customer, 'card');
  const config = { rewards: [{ id: 'card', kind: 'giftCard', points: 100, amount: '8.00' }] };
  const published = await askAsStaff(sandbox, 'program', { config });
  await sandbox.act('scopes', { grant: ['write_gift_cards'] });
  expect(json.error.code).toBe('redemption-refused');
  expect(published.json).toMatchObject({ error: { code: 'access-missing' } });
  expect(await points(customer)).toMatchObject({ available: 100, reserved: 0 });
  expect(await given(customer)).toBe(0);
});

async function given(customer: string): Promise<number> {
  const credits = await sandbox.read<unknown[]>(`customers/${customer}/credits`);
  const cards = await sandbox.read<{ customerId: string }[]>('gift-cards');
  return credits.length + cards.filter(({ customerId }) => customerId === customer).length;
}
