/** What shoppers ask for beside their standing, on real Postgres: activity, orders, joining, several units, codes that rival. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActivityReply, OrderReply, RedeemReply, RefusalReply } from '../../app/core/contracts/proxy.ts';
import type { Standing } from '../../app/core/contracts/standing.ts';
import { expectBooksClosed } from '../support/books.ts';
import { extensionClaims, forgeToken } from '../support/forgery.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

const TERMS = { version: '2026-11', url: { en: 'https://shop.example.com/terms' } };
const PROGRAM = {
  formality: 'formal',
  rewards: [
    {
      id: 'euro',
      kind: 'amountOff',
      points: 100,
      amount: '1.25',
      unitsMax: 8,
      title: { en: 'A euro and a bit' },
    },
    { id: 'ten', kind: 'percentOff', points: 100, percent: 10 },
    { id: 'ship', kind: 'freeShipping', points: 100 },
  ],
};

type Order = { id: string; name: string; lines: { id: string }[] };

let sandbox: TestSandbox;
let serial = 0;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'], program: PROGRAM });
  await sandbox.act('discounts', { code: 'SUMMER', amount: 400 });
  await sandbox.act('discounts', {
    code: 'FRIEND',
    amount: 900,
    combinesWith: { order: true, product: true, shipping: true },
  });
});
afterAll(() => sandbox.stop());

/** A customer with 1,000 points from an order. */
async function member(): Promise<{ id: string; order: Order }> {
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Mia' });
  const order = await buy(id, 100_000);
  return { id, order };
}

async function buy(customerId: string, unitPrice: number) {
  const lines = [{ title: 'Shirt', quantity: 1, unitPrice }];
  const order = await sandbox.act<Order>('orders', { customerId, lines });
  await sandbox.settled();
  return order;
}

async function redeem(customer: string, rewardId: string, more = {}, query: Record<string, string> = {}) {
  serial += 1;
  const body = { rewardId, idempotencyKey: `answers-key-${serial}`, ...more };
  return sandbox.proxy<RedeemReply & RefusalReply>('redeem', customer, body, query);
}

async function viaExtension<T>(path: string, customer: string | null): Promise<{ status: number; json: T }> {
  const claims = extensionClaims(sandbox, customer ?? '0', customer === null ? { sub: undefined } : {});
  const response = await fetch(`${sandbox.appUrl}/api/extension/${path}`, {
    headers: { authorization: `Bearer ${forgeToken(claims, sandbox.apiSecret)}` },
  });
  return { status: response.status, json: (await response.json()) as T };
}

async function standing(customer: string): Promise<Standing> {
  return (await sandbox.proxy<Standing>('standing', customer)).json;
}

test('several units are one code of their sum, and the standing says how many', async () => {
  const { id } = await member();
  const { json } = await redeem(id, 'euro', { units: 3 });
  expect(json).toMatchObject({
    points: 300,
    standing: { available: 700, redemptions: [{ units: 3, points: 300 }] },
  });
  const lines = [{ variantId: await aVariant(), quantity: 5 }];
  const quote = await sandbox.act<{ discountTotal: number }>('quote', {
    customerId: id,
    lines,
    codes: [json.code],
  });
  expect(quote.discountTotal).toBe(375);
  const undone = await sandbox.proxy<Standing>('undo', id, { redemptionId: json.redemptionId });
  expect(undone.json).toMatchObject({ available: 1_000, reserved: 0 });
  await expectBooksClosed(sandbox.shop);
});

test.for([
  ['euro', { units: 9 }, 404],
  ['euro', { units: 0 }, 400],
  ['euro', { units: 1.5 }, 400],
  ['ten', { units: 2 }, 404],
  ['ship', { units: 2 }, 404],
] as const)('%s with %j cannot be had', async ([reward, more, status]) => {
  const { id } = await member();
  expect((await redeem(id, reward, more)).status).toBe(status);
  expect(await standing(id)).toMatchObject({ available: 1_000, reserved: 0 });
});

test('the same key with another number of units is refused', async () => {
  const { id } = await member();
  const key = { idempotencyKey: 'units-under-one-key' };
  expect((await redeem(id, 'euro', { ...key, units: 2 })).status).toBe(200);
  expect((await redeem(id, 'euro', { ...key, units: 3 })).json.error.code).toBe('key-reused');
  expect((await redeem(id, 'euro', { ...key, units: 2 })).json.points).toBe(200);
});

test('of two codes that do not go together the better is said before points are set aside', async () => {
  const { id } = await member();
  const cart = { subtotalMinor: 3_000, currency: 'EUR', codes: [{ code: 'SUMMER', savesMinor: 400 }] };
  const worse = await redeem(id, 'ten', { cart }, { locale: 'fr' });
  expect([worse.status, worse.json.error]).toMatchObject([
    409,
    { code: 'code-better', codes: { code: 'SUMMER', savesMinor: 400, rewardSavesMinor: 300 } },
  ]);
  expect(worse.json.error.message).toContain('4\u00a0€');
  const better = await redeem(id, 'euro', { cart, units: 4 });
  expect(better.json.error).toMatchObject({ code: 'code-replaced', codes: { rewardSavesMinor: 500 } });
  expect(await standing(id)).toMatchObject({ available: 1_000, reserved: 0 });
  expect((await redeem(id, 'euro', { cart, units: 4, replace: true })).json.points).toBe(400);
});

test('codes that go together, codes of nobody and codes in another currency refuse nothing', async () => {
  const { id } = await member();
  const cart = { subtotalMinor: 3_000, currency: 'EUR' };
  for (const more of [
    { cart: { ...cart, codes: [{ code: 'NOBODYS', savesMinor: 900 }] } },
    { cart: { ...cart, currency: 'USD', codes: [{ code: 'SUMMER', savesMinor: 900 }] } },
    { cart: { ...cart, codes: [] } },
  ])
    expect((await redeem(id, 'ten', more)).status).toBe(200);
  // The friend's code allows every other, but ours allows no other off the order.
  const friend = { ...cart, codes: [{ code: 'friend', savesMinor: 900 }] };
  expect((await redeem(id, 'ten', { cart: friend })).json.error.code).toBe('code-better');
  expect((await redeem(id, 'ship', { cart: friend })).status).toBe(200);
});

test('a repeat after a lost answer is not held up by the code that it made', async () => {
  const { id } = await member();
  const key = { idempotencyKey: 'rivals-under-one-key' };
  const first = await redeem(id, 'ten', key);
  const cart = {
    subtotalMinor: 3_000,
    currency: 'EUR',
    codes: [{ code: first.json.code, savesMinor: 300 }],
  };
  expect((await redeem(id, 'ten', { ...key, cart })).json.code).toBe(first.json.code);
});

test('refusals speak the language that is asked for, German as the merchant wishes', async () => {
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Neu' });
  const said = async (locale: string) => (await redeem(id, 'ten', {}, { locale })).json.error.message;
  expect(await said('de')).toBe('Dafür braucht es 100 Punkte; verfügbar sind 0 Punkte.');
  expect(await said('pl')).toBe('Potrzeba 100 punktów, masz 0 punktów.');
  expect(await said('es-MX')).toBe('Se necesitan 100 puntos; tienes 0 puntos.');
  expect(await said('ja')).toBe('That takes 100 points; you have 0 points.');
  const signedOut = await sandbox.proxy<RefusalReply>('standing', '', undefined, { locale: 'de' });
  expect(signedOut.json.error.message).toBe('Bitte melden Sie sich an, um Ihre Punkte zu nutzen.');
});

test('the activity says what happened and why, in her language, and adds up to what she has', async () => {
  const { id, order } = await member();
  const { json } = await redeem(id, 'ten');
  await sandbox.proxy('undo', id, { redemptionId: json.redemptionId });
  await sandbox.act(`orders/${order.id}/refund`, { lines: [{ lineId: order.lines[0]?.id, quantity: 1 }] });
  await sandbox.settled();
  const { json: german } = await sandbox.proxy<ActivityReply>('activity', id, undefined, { locale: 'de-CH' });
  expect(german.entries.map(({ what, points, tone, why }) => [what, points, tone, why])).toEqual([
    [`Zurückgenommen: Bestellung ${order.name}`, -1_000, 'loss', [expect.any(String)]],
    ['Zurückgekommen: 10\u00a0% Rabatt', 100, 'gain', ['Rückgängig gemacht']],
    ['Zurückgelegt für: 10\u00a0% Rabatt', -100, 'loss', []],
    [`Bestellung ${order.name}`, 1_000, 'gain', []],
  ]);
  expect(german.older).toBeNull();
  const now = await standing(id);
  const sum = german.entries.reduce((total, { points }) => total + points, 0);
  expect(sum).toBe(now.available + now.pending + now.debt);
  const { json: english } = await viaExtension<ActivityReply>('activity?locale=en', id);
  expect(english.entries.at(-1)).toMatchObject({ what: `Order ${order.name}`, points: 1_000 });
});

test('a long activity comes in pages without a gap', async () => {
  const { id } = await member();
  for (let round = 0; round < 11; round += 1) {
    const { json } = await redeem(id, 'ship');
    await sandbox.proxy('undo', id, { redemptionId: json.redemptionId });
  }
  const first = await sandbox.proxy<ActivityReply>('activity', id);
  const before = first.json.older ?? '';
  const second = await sandbox.proxy<ActivityReply>('activity', id, undefined, { before });
  expect([first.json.entries.length, second.json.entries.length, second.json.older]).toEqual([20, 3, null]);
  const ids = [...first.json.entries, ...second.json.entries].map((entry) => Number(entry.id));
  expect(ids).toEqual([...ids].sort((one, other) => other - one));
  const strange = await sandbox.proxy<ActivityReply>('activity', id, undefined, { before: "1' OR 1=1" });
  expect(strange.json.entries).toHaveLength(20);
});

test('an order tells what it brought, when it matures, and what was taken back', async () => {
  const { id, order } = await member();
  const ask = async (orderId: string, customer = id) =>
    (await viaExtension<OrderReply>(`order?locale=en&orderId=${encodeURIComponent(orderId)}`, customer)).json;
  expect(await ask(order.id)).toMatchObject({ known: true, points: 1_000, state: 'usable', takenBack: 0 });
  expect(await ask(`gid://shopify/OrderIdentity/${order.id}`)).toMatchObject({ known: true });
  const other = await member();
  expect(await ask(order.id, other.id)).toMatchObject({ known: false, points: 0 });
  expect(await ask('99')).toMatchObject({ known: false });
  await publish({ ...PROGRAM, hold: { days: 14, after: 'paid' } });
  const held = await buy(id, 5_000);
  const { state, usableAt } = await ask(held.id);
  expect(state).toBe('onHold');
  expect(Date.parse(usableAt ?? '')).toBeGreaterThan(Date.now() + 13 * 86_400_000);
  await sandbox.act(`orders/${held.id}/cancel`, {});
  await sandbox.settled();
  expect(await ask(held.id)).toMatchObject({
    takenBack: 50,
    why: [expect.stringMatching(/^The order was (cancelled|fully refunded)$/)],
  });
});

test('nobody is a member of a program that one joins until she has agreed to its terms', async () => {
  await publish({ ...PROGRAM, people: { joining: 'optIn', terms: TERMS } });
  const { id } = await member();
  expect(await standing(id)).toMatchObject({ membership: 'outside', available: 0 });
  const join = (terms?: string) =>
    sandbox.proxy<Standing & RefusalReply>('membership', id, { join: true, terms });
  expect((await join()).json.error.code).toBe('terms-changed');
  expect((await join('2019')).json.error.code).toBe('terms-changed');
  expect((await join(TERMS.version)).json).toMatchObject({ membership: 'member' });
  await sandbox.act('clock', { advanceMs: 60_000 });
  await buy(id, 10_000);
  expect(await standing(id)).toMatchObject({ available: 100 });
  const left = await sandbox.proxy<Standing>('membership', id, { join: false });
  expect(left.json).toMatchObject({ membership: 'left', available: 100 });
  await sandbox.act('clock', { advanceMs: 60_000 });
  await buy(id, 10_000);
  expect(await standing(id)).toMatchObject({ membership: 'left', available: 100 });
  const { rows } = await sandbox.db.query<{ kind: string; data: unknown }>(
    `SELECT c.kind, c.data FROM member_changes c JOIN members m ON m.shop = c.shop AND m.id = c.member_id
      WHERE m.shop = $1 AND m.customer_id = $2 AND c.kind IN ('joined', 'left') ORDER BY c.at`,
    [sandbox.shop, id],
  );
  expect(rows).toEqual([
    { kind: 'joined', data: { terms: TERMS.version } },
    { kind: 'left', data: {} },
  ]);
});

test('whoever is not signed in learns the program from an extension, and nobody’s standing', async () => {
  const { status, json } = await viaExtension<{ standing: null; program: { rewards: unknown[] } }>(
    'standing',
    null,
  );
  expect([status, json.standing, json.program.rewards.length]).toEqual([200, null, 3]);
  for (const route of ['activity', 'order?orderId=1'])
    expect((await viaExtension(route, null)).status).toBe(401);
});

async function publish(config: unknown): Promise<void> {
  // Orders bear whole seconds, so one of this second may seem older than what was published within it.
  const appliesFrom = new Date(Date.now() - 2_000).toISOString();
  const { status, json } = await askAsStaff(sandbox, 'program', { config, appliesFrom });
  if (status !== 200) throw new Error(JSON.stringify(json));
}

async function aVariant(): Promise<string> {
  const products = await sandbox.read<{ variants: { id: string }[] }[]>('products');
  return products[0]?.variants[0]?.id ?? '';
}

test('lots beyond those that a metafield holds are told in a fresh standing, each by its own end', async () => {
  await publish({ ...PROGRAM, expiry: { kind: 'afterDays', days: 400 } });
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Viele' });
  for (let order = 0; order < 15; order += 1) {
    await buy(id, 1_000);
    await sandbox.act('clock', { advanceMs: 86_400_000 });
  }
  const { lots } = await standing(id);
  expect(lots.map(({ points, more }) => [points, more])).toEqual(
    Array.from({ length: 15 }, () => [10, undefined]),
  );
  type Kept = { metafields: { key: string; value: string }[] };
  const { metafields } = await sandbox.read<Kept>(`customers/${id}`);
  const field = metafields.find(({ key }) => key === 'standing')?.value ?? '{}';
  const { lots: few } = JSON.parse(field) as Standing;
  expect([few.length, few.at(-1)]).toEqual([12, { points: 40, expiresAt: lots[11]?.expiresAt, more: true }]);
});
