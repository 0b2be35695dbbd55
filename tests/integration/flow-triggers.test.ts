/** What Shopify Flow is told: once each, only while a workflow asks, late rather than never, and nothing of the forgotten. */
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchDatabase } from '../support/search-database.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

const DAY_MS = 86_400_000;
const PROGRAM = {
  expiry: { kind: 'afterDays', days: 30 },
  tiers: { period: { kind: 'lifetime' }, list: [{ id: 'gold', name: { en: 'Gold' }, enter: '100.00' }] },
  rewards: [{ id: 'five', kind: 'amountOff', points: 50, amount: '5.00' }],
};

type Told = { handle: string; payload: Record<string, string | number> };

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ program: PROGRAM });
});
afterAll(() => sandbox.stop());

/** Under a word of Shopify's own, as it may name a trigger. */
async function workflow(enabled: boolean, definition = 'Treuwerk news'): Promise<number> {
  return (await sandbox.act<{ status: number }>('flow/workflows', { definition, enabled })).status;
}

async function signUp(): Promise<string> {
  const email = `${randomUUID()}@example.test`;
  return (await sandbox.act<{ id: string }>('customers', { email, firstName: 'A' })).id;
}

async function buy(customerId: string, unitPrice: number): Promise<string> {
  const { id } = await sandbox.act<{ id: string }>('orders', { customerId, lines: [{ unitPrice }] });
  await sandbox.settled();
  return id;
}

async function waiting(): Promise<number> {
  const { rows } = await sandbox.db.query(`SELECT 1 FROM flow_outbox WHERE state = 'waiting'`);
  return rows.length;
}

/** The clock's move lets everything that is due happen. */
const pass = (ms: number) => sandbox.act('clock', { advanceMs: ms });

async function told(customerId: string): Promise<Told[]> {
  const all = await sandbox.read<Told[]>('flow/triggers');
  return all.filter(({ payload }) => String(payload.customer_id) === customerId);
}

/** A page of the admin as the server draws it. */
async function staffPage(name: string): Promise<string> {
  const token = await (await fetch(`${sandbox.storeUrl}/__sandbox/id-token`)).text();
  const headers = {
    authorization: `Bearer ${token}`,
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
  };
  return (await fetch(`${sandbox.appUrl}/app/${name}`, { headers })).text();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a shop without a workflow that is on keeps no news', async () => {
  const customer = await signUp();
  await buy(customer, 20_000);
  expect(await workflow(true, 'points-redeemed')).toBe(200);
  await buy(customer, 20_000);
  expect(await workflow(false, 'points-redeemed')).toBe(200);
  await pass(1_000);
  expect(await told(customer)).toEqual([]);
  expect((await sandbox.db.query('SELECT 1 FROM flow_outbox')).rows).toEqual([]);
});

test('older news of a workflow changes nothing', async () => {
  expect(await workflow(true)).toBe(200);
  const old = { definition: 'Treuwerk news', enabled: false, timestamp: '2019-01-25T16:44:10.999Z' };
  expect(await sandbox.act('flow/workflows', old)).toEqual({ status: 200 });
  const { rows } = await sandbox.db.query(`SELECT enabled FROM flow_uses WHERE definition = 'Treuwerk news'`);
  expect(rows).toEqual([{ enabled: true }]);
});

test('earned, tier, redeemed, taken back: each is told once, however often Shopify tells of the order', async () => {
  await workflow(true);
  const customer = await signUp();
  await sandbox.act('webhooks/hold');
  const orderId = (
    await sandbox.act<{ id: string }>('orders', { customerId: customer, lines: [{ unitPrice: 20_000 }] })
  ).id;
  await sandbox.act('webhooks/flush', { copies: 3, shuffleSeed: 7 });
  await sandbox.settled();
  await until(async () => (await told(customer)).length >= 2);
  const [earned] = (await told(customer)).filter(({ handle }) => handle === 'points-earned');
  expect(earned?.payload).toEqual({
    customer_id: Number(customer),
    Points: 200,
    'Available points': 200,
    Source: 'order',
    'Order ID': orderId,
    'Event ID': `order:${orderId}:1/0`,
  });
  const redeemed = await sandbox.proxy<{ code: string }>('redeem', customer, {
    rewardId: 'five',
    idempotencyKey: randomUUID(),
  });
  expect(redeemed.status).toBe(200);
  const using = { customerId: customer, lines: [{ unitPrice: 3_000 }], orderDiscount: 500 };
  const usedId = (await sandbox.act<{ id: string }>('orders', { ...using, discountCode: redeemed.json.code }))
    .id;
  await sandbox.settled();
  await sandbox.act(`orders/${orderId}/refund`, { amount: 10_000 });
  await sandbox.settled();
  await until(async () => (await waiting()) === 0 && (await told(customer)).length >= 5);
  await sandbox.act('webhooks/replay', {});
  await sandbox.settled();
  await pass(60_000);
  const all = await told(customer);
  const points = (trigger: string) =>
    all.flatMap(({ handle, payload }) => (handle === trigger ? [payload.Points] : []));
  expect(points('points-earned')).toEqual([200, 25]);
  expect(points('points-redeemed')).toEqual([50]);
  expect(points('points-taken-back')).toEqual([100]);
  const tier = all.filter(({ handle }) => handle === 'tier-changed').map(({ payload }) => payload);
  expect(tier[0]).toMatchObject({ Tier: 'gold', 'Previous tier': 'none' });
  const use = all.find(({ handle }) => handle === 'points-redeemed');
  expect(use?.payload).toMatchObject({ Reward: 'five', 'Order ID': usedId });
  const events = all.map(({ handle, payload }) => `${handle} ${payload['Event ID']}`);
  expect(new Set(events).size).toBe(events.length);
});

test('points that end within two weeks are told of once per last day', async () => {
  await workflow(true);
  const customer = await signUp();
  await buy(customer, 5_000);
  await pass(15 * DAY_MS);
  const expiring = async () => (await told(customer)).filter(({ handle }) => handle === 'points-expiring');
  expect(await expiring()).toEqual([]);
  await pass(2 * DAY_MS);
  await pass(DAY_MS);
  const all = await expiring();
  expect(all).toHaveLength(1);
  expect(all[0]?.payload).toMatchObject({ Points: 50, 'Available points': 50 });
  const { rows } = await sandbox.db.query<{ day: string }>(
    `SELECT to_char((l.expires_at - interval '1 millisecond') AT TIME ZONE s.timezone, 'YYYY-MM-DD') AS day
      FROM lots l JOIN shops s USING (shop) JOIN members m ON m.shop = l.shop AND m.id = l.member_id
      WHERE m.customer_id = $1`,
    [customer],
  );
  expect(all[0]?.payload['Last day']).toBe(rows[0]?.day);
});

test('what Shopify does not take is told later, once', async () => {
  await workflow(true);
  const customer = await signUp();
  await sandbox.act('faults', { operation: 'flowTriggerReceive', kind: 'server_error', times: 2 });
  await buy(customer, 1_000);
  const attempts = async () =>
    (await sandbox.db.query<{ attempts: number }>(`SELECT attempts FROM flow_outbox WHERE state = 'waiting'`))
      .rows[0]?.attempts;
  await until(async () => (await attempts()) === 1);
  expect(await told(customer)).toEqual([]);
  await pass(31_000);
  expect(await attempts()).toBe(2);
  await pass(61_000);
  await pass(3_600_000);
  expect(await told(customer)).toHaveLength(1);
  expect(await waiting()).toBe(0);
});

test('a process that ends before Shopify was told is followed by one that tells it', async () => {
  await workflow(true);
  const customer = await signUp();
  await sandbox.act('faults', { operation: 'flowTriggerReceive', kind: 'kill_app', when: 'before' });
  await sandbox.act('orders', { customerId: customer, lines: [{ unitPrice: 1_000 }] });
  await until(async () => (await sandbox.read<{ faults: unknown[] }>('faults')).faults.length === 0);
  await sandbox.act('app/ready');
  await sandbox.settled();
  await pass(31_000);
  await until(async () => (await waiting()) === 0);
  await pass(3_600_000);
  expect(await told(customer)).toHaveLength(1);
});

test('what Shopify calls wrong is given up at once and stands in Activity', async () => {
  await workflow(true);
  const customer = await signUp();
  await sandbox.act('faults', {
    operation: 'flowTriggerReceive',
    kind: 'user_error',
    message: 'Invalid handle',
  });
  await buy(customer, 1_000);
  const givenUp = `SELECT trigger, attempts, error FROM flow_outbox WHERE state = 'given-up'`;
  await until(async () => (await sandbox.db.query(givenUp)).rows.length === 1);
  const { rows } = await sandbox.db.query(givenUp);
  expect(rows).toMatchObject([{ trigger: 'points-earned', attempts: 1 }]);
  await pass(3_600_000);
  expect(await told(customer)).toEqual([]);
  expect(await staffPage('activity')).toContain('Shopify Flow could not be told');
});

test('of somebody who was forgotten nothing is told, and nothing is left', async () => {
  await workflow(true);
  const customer = await signUp();
  await sandbox.act('faults', { operation: 'flowTriggerReceive', kind: 'server_error', times: 50 });
  await buy(customer, 20_000);
  const { rows } = await sandbox.db.query<{ id: string }>('SELECT id FROM members WHERE customer_id = $1', [
    customer,
  ]);
  const hers = async () =>
    (await sandbox.db.query('SELECT 1 FROM flow_outbox WHERE member_id = $1', [rows[0]?.id])).rows.length;
  expect(await hers()).toBe(2);
  await sandbox.act(`customers/${customer}/privacy`, { kind: 'customers/redact' });
  await sandbox.settled();
  expect(await hers()).toBe(0);
  await sandbox.act('faults/clear');
  await pass(DAY_MS);
  expect(await told(customer)).toEqual([]);
  expect(await searchDatabase(sandbox.db, [customer])).toEqual([]);
});

test('a workflow that gives points does not start itself', async () => {
  await workflow(true);
  const customer = await signUp();
  await sandbox.settled();
  const request = { customerId: customer, properties: { points: 100 } };
  expect(await sandbox.act('flow/actions/add-points', request)).toMatchObject({ status: 200 });
  const fact = { kind: 'deed', deed: 'review', id: randomUUID(), customerId: customer };
  await askAsStaff(sandbox, 'facts', { facts: [fact] });
  await pass(60_000);
  expect(await told(customer)).toEqual([]);
});

test('what Shopify has not signed says nothing about workflows', async () => {
  const body = (shop: string) =>
    JSON.stringify({
      flow_trigger_definition_id: 'x',
      has_enabled_flow: true,
      shop_id: '1',
      shopify_domain: shop,
      timestamp: new Date().toISOString(),
    });
  const post = async (text: string, signature: string) =>
    (
      await fetch(`${sandbox.appUrl}/flow/lifecycle`, {
        method: 'POST',
        body: text,
        headers: { 'x-shopify-hmac-sha256': signature },
      })
    ).status;
  const sign = (text: string, secret = sandbox.apiSecret) =>
    createHmac('sha256', secret).update(text).digest('base64');
  const own = body(sandbox.shop);
  expect(await post(own, '')).toBe(401);
  expect(await post(own, sign(own, 'another secret'))).toBe(401);
  expect(await post(own, sign(body('other.myshopify.com')))).toBe(401);
  expect(await post('{}', sign('{}'))).toBe(400);
  const elsewhere = body('elsewhere.myshopify.com');
  expect(await post(elsewhere, sign(elsewhere))).toBe(404);
  expect((await sandbox.db.query(`SELECT 1 FROM flow_uses WHERE definition = 'x'`)).rows).toEqual([]);
});

test('a shop that leaves takes its workflows along', async () => {
  await workflow(true);
  await sandbox.act('app/uninstall');
  await sandbox.settled();
  for (const table of ['flow_uses', 'flow_outbox'])
    expect((await sandbox.db.query(`SELECT 1 FROM ${table}`)).rows).toEqual([]);
});
