/** Shopify Flow's actions as workflows ask for them: each run once, signed, and only for customers that there are. */
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

const PROGRAM = {
  tiers: { period: { kind: 'lifetime' }, list: [{ id: 'gold', name: { en: 'Gold' }, enter: '1000.00' }] },
  rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00' }],
};

type Answer = { status: number; json: { error?: { code: string } } };
type Standing = {
  available: number;
  reserved: number;
  tier: { id: string } | null;
  redemptions: { code: string }[];
};

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

function run(
  handle: string,
  customerId: string,
  properties: unknown,
  runId: string = randomUUID(),
): Promise<Answer> {
  return sandbox.act<Answer>(`flow/actions/${handle}`, { customerId, properties, runId });
}

async function standing(customerId: string): Promise<Standing> {
  return (await sandbox.proxy<Standing>('standing', customerId)).json;
}

test('points are added and removed, also for a customer who has not ordered yet', async () => {
  const customer = await signUp();
  expect(await run('add-points', customer, { points: '700', note: 'Competition' })).toMatchObject({
    status: 200,
  });
  expect(await run('remove-points', customer, { points: 150 })).toMatchObject({ status: 200 });
  expect(await standing(customer)).toMatchObject({ available: 550 });
});

test('a run that Flow repeats is done once, however many ask at a time', async () => {
  const customer = await signUp();
  const runId = randomUUID();
  const all = await Promise.all(
    Array.from({ length: 8 }, () => run('add-points', customer, { points: 100 }, runId)),
  );
  expect(all.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(await standing(customer)).toMatchObject({ available: 100 });
  const other = await run('add-points', customer, { points: 101 }, runId);
  expect(other).toMatchObject({ status: 409, json: { error: { code: 'key-reused' } } });
  expect(await standing(customer)).toMatchObject({ available: 100 });
});

test('a member is moved to a tier, and a repeat an hour later moves nothing', async () => {
  const customer = await signUp();
  const runId = randomUUID();
  expect(await run('move-tier', customer, { tier: 'gold' }, runId)).toMatchObject({ status: 200 });
  expect((await standing(customer)).tier?.id).toBe('gold');
  await sandbox.act('clock', { advanceMs: 3_600_000 });
  expect(await run('move-tier', customer, { tier: 'gold' }, runId)).toMatchObject({ status: 200 });
  const { rows } = await sandbox.db.query(
    `SELECT 1 FROM member_changes WHERE kind = 'tier-granted' AND actor = 'flow'`,
  );
  expect(rows).toHaveLength(1);
  expect(await run('move-tier', customer, { tier: 'steel' })).toMatchObject({ status: 422 });
});

test('a reward is issued for points, once per run, and refused without enough of them', async () => {
  const customer = await signUp();
  expect(await run('issue-reward', customer, { reward: 'five' })).toMatchObject({
    status: 409,
    json: { error: { code: 'points-insufficient' } },
  });
  await run('add-points', customer, { points: 1_200 });
  const runId = randomUUID();
  for (let time = 0; time < 2; time += 1) {
    expect(await run('issue-reward', customer, { reward: 'five' }, runId)).toMatchObject({ status: 200 });
  }
  const after = await standing(customer);
  expect(after).toMatchObject({ available: 700, reserved: 500 });
  expect(after.redemptions).toHaveLength(1);
});

test.for<[what: string, properties: Record<string, unknown>, code: string]>([
  ['no points', {}, 'points-invalid'],
  ['half a point', { points: '1.5' }, 'points-invalid'],
  ['points below zero', { points: -5 }, 'points-invalid'],
  ['more than there can be', { points: 1e15 }, 'points-invalid'],
  ['no customer', { points: 5, customer_id: '' }, 'member-unknown'],
  ['something that is no customer', { points: 5, customer_id: { id: 1 } }, 'member-unknown'],
])('%s is refused, and nothing is booked', async ([, properties, code]) => {
  const customer = await signUp();
  const answer = await run('add-points', customer, properties);
  expect(answer.json.error?.code).toBe(code);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(await standing(customer)).toMatchObject({ available: 0 });
});

function bodyOf(handle: string, customerId: string, shop = sandbox.shop): string {
  const properties = { customer_id: customerId, points: 1_000 };
  return JSON.stringify({ shopify_domain: shop, action_run_id: randomUUID(), handle, properties });
}

async function post(handle: string, body: string, signature: string | null): Promise<number> {
  const headers: Record<string, string> = signature === null ? {} : { 'x-shopify-hmac-sha256': signature };
  return (await fetch(`${sandbox.appUrl}/flow/actions/${handle}`, { method: 'POST', body, headers })).status;
}

test('what Shopify has not signed, or not for this action, is refused', async () => {
  const customer = await signUp();
  const body = bodyOf('remove-points', customer);
  const sign = (text: string, secret = sandbox.apiSecret) =>
    createHmac('sha256', secret).update(text).digest('base64');
  expect(await post('add-points', bodyOf('add-points', customer), null)).toBe(401);
  expect(await post('add-points', bodyOf('add-points', customer), sign(body))).toBe(401);
  expect(await post('remove-points', body, sign(body, 'another secret'))).toBe(401);
  expect(await post('remove-points', body, sign(body).slice(0, -2))).toBe(401);
  // A genuine request, sent on to another action.
  expect(await post('add-points', body, sign(body))).toBe(400);
  const unknown = bodyOf('give-thanks', customer);
  expect(await post('give-thanks', unknown, sign(unknown))).toBe(400);
  const elsewhere = bodyOf('add-points', customer, 'elsewhere.myshopify.com');
  expect(await post('add-points', elsewhere, sign(elsewhere))).toBe(404);
  expect(await standing(customer)).toMatchObject({ available: 0 });
  const genuine = bodyOf('add-points', customer);
  expect(await post('add-points', genuine, sign(genuine))).toBe(200);
  expect(await standing(customer)).toMatchObject({ available: 1_000 });
});
