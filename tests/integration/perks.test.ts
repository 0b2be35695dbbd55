/** Perks of tiers as Shopify gives them, from publishing to the cart; and the plain metafields beside the standing. */
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
const PROGRAM = {
  tiers: { period: { kind: 'lifetime' }, refundUndoes: true, onChange: 'moveNow', list: [GOLD] },
  rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }],
};

type Quote = {
  applications: { title: string; method: string; target: string }[];
  discountTotal: number;
  itemsTotal: number;
  shipping: { price: number; allocations: { amount: number }[] };
};
type Metafield = { ownerId: string; key: string; value: string; updatedAt: string };

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ program: PROGRAM });
});
afterAll(() => sandbox.stop());

async function signUp(): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('customers', {
    email: `${randomUUID()}@example.test`,
    firstName: 'A',
  });
  await sandbox.settled();
  return id;
}

/** Buys for so many minor units, and waits until everything that follows has been done. */
async function buy(customerId: string, minor: number): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('orders', { customerId, lines: [{ unitPrice: minor }] });
  await settle();
  return id;
}

/** The clock moves a little, which runs whatever is due. */
async function settle(): Promise<void> {
  await sandbox.settled();
  await sandbox.act('clock', { advanceMs: 1_000 });
  await sandbox.settled();
}

/** One unit of a variant that is sent by parcel and no gift card, at 20.00 to 50.00: below the shop's own free shipping. */
async function quote(customerId: string | null): Promise<Quote> {
  const products =
    await sandbox.read<
      { giftCard: boolean; variants: { id: string; price: number; requiresShipping: boolean }[] }[]
    >('products');
  const variant = products
    .filter(({ giftCard }) => !giftCard)
    .flatMap(({ variants }) => variants)
    .find(({ price, requiresShipping }) => requiresShipping && price >= 2_000 && price < 5_000);
  if (!variant) throw new Error('the store has no such product');
  return sandbox.act<Quote>('quote', { customerId, lines: [{ variantId: variant.id, quantity: 1 }] });
}

async function scalars(customerId: string): Promise<Record<string, string>> {
  const all = await sandbox.read<Metafield[]>('metafields');
  const own = all.filter(({ ownerId, key }) => ownerId.endsWith(`/${customerId}`) && key !== 'standing');
  return Object.fromEntries(own.map(({ key, value }) => [key, value]));
}

async function discounts(): Promise<{ id: string }[]> {
  const state = await sandbox.read<{ counts: { discounts: number } }>('state');
  return Array.from({ length: state.counts.discounts }, (_, index) => ({ id: String(index) }));
}

async function publish(config: unknown): Promise<void> {
  const { status } = await askAsStaff(sandbox, 'program', { config });
  expect(status).toBe(200);
  await settle();
}

test('a member of the tier sees its discount and free shipping in the cart, a guest and others do not', async () => {
  const [member, other] = [await signUp(), await signUp()];
  await buy(member, 15_000);
  const seen = await quote(member);
  expect(seen.applications.map(({ title, method, target }) => [title, method, target])).toEqual([
    ['Goldstufe', 'automatic', 'line_item'],
    ['Goldstufe', 'automatic', 'shipping_line'],
  ]);
  expect(seen.discountTotal).toBe(Math.round(seen.itemsTotal / 10) + seen.shipping.price);
  for (const nobody of [other, null]) expect((await quote(nobody)).applications).toEqual([]);
});

test('a refund that takes the tier takes the perks, and the metafield says that there is none', async () => {
  const member = await signUp();
  const order = await buy(member, 15_000);
  expect(await scalars(member)).toMatchObject({ tier: 'gold', points: '150' });
  await sandbox.act(`orders/${order}/cancel`);
  await settle();
  expect(await scalars(member)).toMatchObject({ tier: 'none', points: '0' });
  expect((await quote(member)).applications).toEqual([]);
});

test('what has not changed is not written again, however many events there were', async () => {
  const member = await signUp();
  await buy(member, 1_000);
  const before = await scalars(member);
  expect(before).toEqual({ points: '10', next_reward: '{"rewardId":"five","points":500,"missing":490}' });
  const facts = [
    {
      id: randomUUID(),
      customerId: member,

      kind: 'segment-entered',
      segment: 'vip',
    },
  ];
  const taken = await askAsStaff(sandbox, 'facts', { facts });
  expect(taken.status, JSON.stringify(taken.json)).toBe(200);
  await settle();
  expect(await scalars(member)).toEqual({
    ...before,
    level: 'vip',
    segment: 'vip',
    segments: '["vip"]',
  });
  const all = await sandbox.read<Metafield[]>('metafields');
  const at = (key: string) =>
    all.find((one) => one.ownerId.endsWith(`/${member}`) && one.key === key)?.updatedAt ?? '';
  expect(at('points') < at('segment')).toBe(true);
  expect(at('standing')).toBe(at('segment'));
});

test('publishing changes the one discount, and a program without perks takes it away', async () => {
  const member = await signUp();
  await buy(member, 15_000);
  const known = (await discounts()).length;
  await publish({
    ...PROGRAM,
    tiers: { ...PROGRAM.tiers, list: [{ ...GOLD, perks: { discountPercent: 20 } }] },
  });
  const dearer = await quote(member);
  expect(dearer.discountTotal).toBe(Math.round(dearer.itemsTotal / 5));
  expect(await discounts()).toHaveLength(known);
  await publish({ ...PROGRAM, tiers: { ...PROGRAM.tiers, list: [{ ...GOLD, perks: {} }] } });
  expect((await quote(member)).applications).toEqual([]);
  expect(await discounts()).toHaveLength(known - 1);
  await publish(PROGRAM);
  expect((await quote(member)).applications).toHaveLength(2);
});

test('an answer that is lost makes no second discount', async () => {
  await publish({ ...PROGRAM, tiers: { ...PROGRAM.tiers, list: [{ ...GOLD, perks: {} }] } });
  const known = (await discounts()).length;
  await sandbox.act('faults', {
    operation: 'discountAutomaticAppCreate',
    kind: 'server_error',
    when: 'after',
    times: 1,
    ms: 10,
  });
  await publish(PROGRAM);
  for (let tries = 0; tries < 20 && (await stateOf()).attempts !== 0; tries += 1) {
    await sandbox.act('clock', { advanceMs: 60_000 });
  }
  expect(await stateOf()).toEqual({ state: 'given', attempts: 0 });
  expect(await discounts()).toHaveLength(known + 1);
});

async function stateOf(): Promise<{ state: string; attempts: number } | Record<string, never>> {
  const { rows } = await sandbox.db.query<{ state: string; attempts: number }>(
    'SELECT state, attempts FROM program_perks WHERE shop = $1',
    [sandbox.shop],
  );
  return rows[0] ?? {};
}

test('when a scheduled program’s time comes, its perks come with it', async () => {
  const member = await signUp();
  await buy(member, 15_000);
  const { now } = await sandbox.read<{ now: string }>('state');
  const appliesFrom = new Date(Date.parse(now) + 3_600_000).toISOString();
  const config = {
    ...PROGRAM,
    tiers: { ...PROGRAM.tiers, list: [{ ...GOLD, perks: { discountPercent: 30 } }] },
  };
  await askAsStaff(sandbox, 'program', { config, appliesFrom });
  await settle();
  expect((await quote(member)).applications).toHaveLength(2);
  await sandbox.act('clock', { advanceMs: 3_600_000 });
  await settle();
  const later = await quote(member);
  expect(later.discountTotal).toBe(Math.round((later.itemsTotal * 3) / 10));
});
