/** Offers for one tier or one segment: Shopify enforces them, surfaces show them to those whom they are for, and they end. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Standing } from '#app/core/contracts/standing.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

const GOLD = { id: 'gold', name: { en: 'Gold', de: 'Goldstufe' }, enter: '100.00' };
const VIP = { kind: 'segment', segment: 'vip' };
const AUTUMN = {
  id: 'autumn',
  kind: 'percentOff',
  percent: 20,
  audience: VIP,
  code: 'VIP-AUTUMN',
  text: { en: 'Thank you for a good year.', de: 'Danke für ein gutes Jahr.' },
};
const DAY_MS = 86_400_000;

type Quote = {
  refused: { code: string; reason: string }[];
  applied: { code: string }[];
  discountTotal: number;
  itemsTotal: number;
};
type Discount = {
  id: string;
  tags?: string[];
  deactivated: boolean;
  codes: { code: string }[];
  usageLimit: number | null;
  oncePerCustomer: boolean;
  items: { kind: string; productIds?: string[]; collectionIds?: string[] };
};
type Line = { offerId: string; state: string; code: string; message: string | null };

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ program: {} });
});
afterAll(() => sandbox.stop());

function program(offers: unknown[], more: object = {}): unknown {
  const tiers = { period: { kind: 'lifetime' }, refundUndoes: true, onChange: 'moveNow', list: [GOLD] };
  return { tiers, offers, ...more };
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

async function customer(): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('customers', { email: `${randomUUID()}@example.test` });
  await sandbox.settled();
  return id;
}

async function move(customerId: string, kind: 'segment-entered' | 'segment-left'): Promise<void> {
  const facts = [{ id: randomUUID(), customerId, kind, segment: 'vip' }];
  const { status, json } = await askAsStaff(sandbox, 'facts', { facts });
  expect(status, JSON.stringify(json)).toBe(200);
  await settle();
}

async function vip(): Promise<string> {
  const id = await customer();
  await move(id, 'segment-entered');
  return id;
}

type Product = {
  id: string;
  giftCard: boolean;
  variants: { id: string; price: number; requiresShipping: boolean }[];
};

async function goods(): Promise<{ productId: string; variantId: string; price: number }[]> {
  const products = await sandbox.read<Product[]>('products');
  return products.flatMap(({ id, giftCard, variants }) =>
    variants
      .slice(0, 1)
      .filter(({ requiresShipping }) => !giftCard && requiresShipping)
      .map((variant) => ({ productId: id, variantId: variant.id, price: variant.price })),
  );
}

async function quote(customerId: string | null, code = 'VIP-AUTUMN', at = 0): Promise<Quote> {
  const one = (await goods())[at];
  return sandbox.act<Quote>('quote', {
    customerId,
    lines: [{ variantId: one?.variantId, quantity: 1 }],
    codes: [code],
  });
}

async function buy(customerId: string, code = 'VIP-AUTUMN'): Promise<void> {
  const [one] = await goods();
  await sandbox.act('checkout', {
    customerId,
    lines: [{ variantId: one?.variantId, quantity: 1 }],
    codes: [code],
  });
  await settle();
}

async function why(customerId: string | null, code?: string): Promise<string | undefined> {
  return (await quote(customerId, code)).refused[0]?.reason;
}

async function ours(): Promise<Discount[]> {
  const all = await sandbox.read<Discount[]>('discounts');
  return all.filter(({ tags }) => tags?.some((tag) => tag.startsWith('treuwerk-offer:')));
}

async function lines(): Promise<Line[]> {
  const { rows } = await sandbox.db.query<{ offers: Line[] }>(
    'SELECT offers FROM program_offers WHERE shop = $1',
    [sandbox.shop],
  );
  return rows[0]?.offers ?? [];
}

async function attempts(): Promise<number> {
  const { rows } = await sandbox.db.query<{ attempts: number }>(
    'SELECT attempts FROM program_offers WHERE shop = $1',
    [sandbox.shop],
  );
  return rows[0]?.attempts ?? -1;
}

async function hers(customerId: string): Promise<string[]> {
  const { json } = await sandbox.proxy<Standing>('standing', customerId);
  return json.offers ?? [];
}

/** What the theme reads: the customer's metafield. */
async function shown(customerId: string): Promise<string[]> {
  type Metafield = { ownerId: string; key: string; value: string };
  const all = await sandbox.read<Metafield[]>('metafields');
  const own = all.find(({ ownerId, key }) => key === 'standing' && ownerId.endsWith(`/${customerId}`));
  return own ? ((JSON.parse(own.value) as Standing).offers ?? []) : [];
}

async function published(): Promise<{ code: string }[]> {
  type Metafield = { key: string; value: string };
  const all = await sandbox.read<Metafield[]>('metafields');
  const found = all.find(({ key }) => key === 'program');
  return found ? ((JSON.parse(found.value) as { offers?: { code: string }[] }).offers ?? []) : [];
}

test('whoever is in the segment gets it; others and guests are refused by Shopify and see nothing of it', async () => {
  const [member, other] = [await vip(), await customer()];
  await publish(program([AUTUMN]));
  expect(await lines()).toMatchObject([{ offerId: 'autumn', state: 'given', code: 'VIP-AUTUMN' }]);
  const seen = await quote(member);
  expect(seen.refused).toEqual([]);
  expect(seen.discountTotal).toBe(Math.round(seen.itemsTotal / 5));
  for (const nobody of [other, null]) expect(await why(nobody)).toBe('other_customer');
  expect([await hers(member), await shown(member)]).toEqual([['autumn'], ['autumn']]);
  expect([await hers(other), await shown(other)]).toEqual([[], []]);
  await move(member, 'segment-left');
  expect(await why(member)).toBe('other_customer');
  expect([await hers(member), await shown(member)]).toEqual([[], []]);
  await move(other, 'segment-entered');
  expect(await why(other)).toBeUndefined();
  expect(await shown(other)).toEqual(['autumn']);
});

test('she gets it once, and it is not shown to her any more', async () => {
  const member = await vip();
  await buy(member, 'vip-autumn');
  expect(await why(member)).toBe('used_by_customer');
  expect([await hers(member), await shown(member)]).toEqual([[], []]);
});

test('publishing again changes the one discount: what it takes off, on which goods, from when, for whom', async () => {
  const [before] = await ours();
  const [first, second] = await goods();
  await publish(
    program([{ ...AUTUMN, percent: 30, products: [first?.productId], oncePerCustomer: false, usesMax: 3 }]),
  );
  const [after, ...more] = await ours();
  expect(more).toEqual([]);
  expect(after).toMatchObject({ id: before?.id, usageLimit: 3, oncePerCustomer: false });
  const member = await vip();
  const seen = await quote(member);
  expect(seen.discountTotal).toBe(Math.round((seen.itemsTotal * 3) / 10));
  expect((await quote(member, 'VIP-AUTUMN', 1)).refused[0]?.reason).toBe('no_matching_items');
  await publish(
    program([{ ...AUTUMN, products: [second?.productId], code: 'AUTUMN-2', oncePerCustomer: false }]),
  );
  expect((await ours()).map(({ id, items }) => [id, items.productIds])).toEqual([
    [before?.id, [second?.productId]],
  ]);
  expect(await why(member)).toBe('unknown');
  await publish(program([{ ...AUTUMN, oncePerCustomer: false, audience: { kind: 'tier', tierId: 'gold' } }]));
  expect(await why(member)).toBe('other_customer');
  expect(await shown(member)).toEqual([]);
  await sandbox.act('orders', { customerId: member, lines: [{ unitPrice: 15_000 }] });
  await settle();
  expect(await why(member)).toBeUndefined();
  expect(await shown(member)).toEqual(['autumn']);
  expect((await ours()).map(({ id, items }) => [id, items.kind])).toEqual([[before?.id, 'all']]);
  await publish(program([AUTUMN]));
});

test('a limit holds for all together', async () => {
  await publish(program([{ ...AUTUMN, id: 'two', code: 'TWO-ONLY', usesMax: 2 }]));
  const [one, two, three] = [await vip(), await vip(), await vip()];
  await buy(one ?? '', 'TWO-ONLY');
  await buy(two ?? '', 'TWO-ONLY');
  expect(await why(three ?? '', 'TWO-ONLY')).toBe('used_up');
});

test('it begins and ends with the days of the shop', async () => {
  const { now } = await sandbox.read<{ now: string }>('clock');
  const day = (days: number) => new Date(Date.parse(now) + days * DAY_MS).toISOString().slice(0, 10);
  const member = await vip();
  await publish(program([{ ...AUTUMN, id: 'days', code: 'TWO-DAYS', from: day(2), until: day(3) }]));
  expect(await why(member, 'TWO-DAYS')).toBe('not_started');
  await settle(2 * DAY_MS + 3 * 3_600_000);
  expect(await why(member, 'TWO-DAYS')).toBeUndefined();
  await settle(2 * DAY_MS);
  expect(await why(member, 'TWO-DAYS')).toBe('ended');
  const { now: later } = await sandbox.read<{ now: string }>('clock');
  const until = new Date(Date.parse(later) + 5 * DAY_MS).toISOString().slice(0, 10);
  await publish(program([{ ...AUTUMN, id: 'days', code: 'TWO-DAYS', from: day(2), until }]));
  expect(await why(member, 'TWO-DAYS')).toBeUndefined();
});

test('a withdrawn offer ends at Shopify and is gone from the surfaces; offered again, it is the same discount', async () => {
  const member = await vip();
  await publish(program([AUTUMN]));
  const [given] = (await ours()).filter(({ deactivated }) => !deactivated);
  expect(await shown(member)).toEqual(['autumn']);
  await publish(program([{ ...AUTUMN, active: false }]));
  expect(await why(member)).toBe('ended');
  expect((await lines()).find(({ offerId }) => offerId === 'autumn')?.state).toBe('ended');
  expect([await hers(member), await shown(member), await published()]).toEqual([[], [], []]);
  await publish(program([AUTUMN]));
  expect((await ours()).filter(({ deactivated }) => !deactivated).map(({ id }) => id)).toEqual([given?.id]);
  expect(await why(member)).toBeUndefined();
  await publish(program([AUTUMN], { active: false }));
  expect([await why(member), await hers(member)]).toEqual(['ended', []]);
  await publish(program([AUTUMN], { stage: 'test' }));
  expect(await why(member)).toBe('ended');
  await publish(program([AUTUMN]));
  expect(await why(member)).toBeUndefined();
});

test('what the merchant ended at Shopify stays ended, and is not shown', async () => {
  const member = await vip();
  const [open] = (await ours()).filter(({ deactivated }) => !deactivated);
  await sandbox.act(`discounts/${open?.id}/end`, {});
  await publish(program([{ ...AUTUMN, percent: 25 }]));
  expect((await lines())[0]?.state).toBe('off');
  expect([await why(member), await shown(member)]).toEqual(['ended', []]);
  await publish(program([]));
  await publish(program([AUTUMN]));
  expect(await why(member)).toBeUndefined();
});

test('a code that another discount has is refused in Shopify’s words, and the other offers go on', async () => {
  await sandbox.act('discounts', { code: 'MINE', percent: 5 });
  const member = await vip();
  await publish(program([{ ...AUTUMN, id: 'mine', code: 'MINE' }, AUTUMN]));
  expect((await lines()).slice(0, 2)).toMatchObject([
    { offerId: 'mine', state: 'refused', message: 'Code must be unique. Please try a different code.' },
    { offerId: 'autumn', state: 'given' },
  ]);
  expect(await shown(member)).toEqual(['autumn']);
});

test('free shipping is a discount of its own kind, and so is what it becomes', async () => {
  const ship = { ...AUTUMN, id: 'ship', code: 'VIP-SHIP', kind: 'freeShipping', percent: undefined };
  const member = await vip();
  await publish(program([ship]));
  expect((await quote(member, 'VIP-SHIP')).applied).toMatchObject([{ code: 'VIP-SHIP', type: 'shipping' }]);
  await publish(program([{ ...ship, kind: 'amountOff', amount: '3.00' }]));
  expect((await quote(member, 'VIP-SHIP')).discountTotal).toBe(300);
  expect((await ours()).filter(({ codes }) => codes[0]?.code === 'VIP-SHIP')).toHaveLength(1);
});

test.for(['segmentCreate', 'discountCodeBasicCreate', 'discountCodeDeactivate'] as const)(
  '%s without an answer makes nothing twice',
  async (operation) => {
    await publish(program([]));
    const fresh = {
      ...AUTUMN,
      id: randomUUID().slice(0, 8),
      code: `S-${randomUUID().slice(0, 8).toUpperCase()}`,
    };
    const other = { ...fresh, audience: { kind: 'segment', segment: fresh.id } };
    await sandbox.act('faults', { operation, kind: 'server_error', when: 'after', times: 1, ms: 10 });
    for (const offers of [[other], []]) {
      await publish(program(offers));
      for (let tries = 0; tries < 20 && (await attempts()) !== 0; tries += 1) await settle(60_000);
      expect(await attempts()).toBe(0);
    }
    const made = (await ours()).filter(({ codes }) => codes[0]?.code === other.code);
    expect(made.map(({ deactivated }) => deactivated)).toEqual([true]);
    const segments = await sandbox.read<{ name: string }[]>('segments');
    expect(segments.filter(({ name }) => name.endsWith(`segment:${fresh.id}`))).toHaveLength(1);
  },
);

test('an app that is killed between two calls finds what it had made', async () => {
  await sandbox.act('faults', {
    operation: 'discountCodeBasicCreate',
    kind: 'timeout',
    when: 'after',
    times: 1,
    ms: 3_000,
  });
  const killed = { ...AUTUMN, id: 'killed', code: 'KILLED' };
  const { status } = await askAsStaff(sandbox, 'program', { config: program([killed]) });
  expect(status).toBe(200);
  const made = async () => (await ours()).filter(({ codes }) => codes[0]?.code === 'KILLED');
  await expect.poll(made, { timeout: 20_000 }).toHaveLength(1);
  await sandbox.act('app/kill', {});
  await sandbox.act('app/ready', {});
  for (let tries = 0; tries < 20 && (await attempts()) !== 0; tries += 1) await settle(60_000);
  expect((await lines())[0]).toMatchObject({ offerId: 'killed', state: 'given' });
  expect(await made()).toHaveLength(1);
  expect(await why(await vip(), 'KILLED')).toBeUndefined();
});
