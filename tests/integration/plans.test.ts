/** A plan that lapses: shoppers notice nothing, staff publish nothing new after the grace, and it opens again by itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

const DAY = 86_400_000;
const PROGRAM = {
  hold: { days: 0 },
  rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }],
};
let sandbox: TestSandbox;
let customerId: string;

beforeAll(async () => {
  sandbox = await startSandbox({
    program: PROGRAM,
    env: { TREUWERK_PLANS: JSON.stringify({ app: 'treuwerk', graceDays: 14 }) },
  });
  customerId = (await sandbox.act<{ id: string }>('customers', { firstName: 'Tarif' })).id;
});
afterAll(() => sandbox.stop());

type Known = { names: string[] | null; lapsed: boolean; lapsedAt: Date | null };

async function known(): Promise<Known> {
  const { rows } = await sandbox.db.query<Known>(
    `SELECT (SELECT array_agg(s->>'name') FROM jsonb_array_elements(subscriptions) s) AS names,
        lapsed_at IS NOT NULL AS lapsed, lapsed_at AS "lapsedAt" FROM shop_access WHERE shop = $1`,
    [sandbox.shop],
  );
  const [row] = rows;
  if (!row) throw new Error('the shop has been registered');
  return row;
}

async function until(holds: (now: Known) => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const now = await known();
    if (holds(now)) return;
    if (Date.now() > deadline) throw new Error(`it did not come about in time: ${JSON.stringify(now)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What has been heard is handled, and every look that it caused has been taken. */
async function looked(): Promise<void> {
  await sandbox.settled();
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { rows } = await sandbox.db.query(
      `SELECT 1 FROM pgboss.job WHERE name = 'read-installation' AND state IN ('created', 'retry', 'active')`,
    );
    if (rows.length === 0) return;
    if (Date.now() > deadline) throw new Error('the installation is still being read');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function jobs(): Promise<number> {
  const { rows } = await sandbox.db.query(`SELECT 1 FROM pgboss.job WHERE name = 'read-installation'`);
  return rows.length;
}

function publish(config: unknown = PROGRAM) {
  return askAsStaff(sandbox, 'program?locale=de', { config });
}

async function available(): Promise<number> {
  return (await sandbox.proxy<{ available: number }>('standing', customerId)).json.available;
}

async function buy(): Promise<void> {
  await sandbox.act('orders', { customerId, taxesIncluded: false, lines: [{ unitPrice: 30_000 }] });
  await sandbox.settled();
}

test('a shop that has chosen no plan yet may publish within the grace', async () => {
  expect(await known()).toMatchObject({ names: null, lapsed: true });
  expect((await publish()).status).toBe(200);
});

test('a plan that is chosen is heard of; a trial is one', async () => {
  await sandbox.act('plan', { name: 'Wachstum', trialDays: 7 });
  await until(({ names, lapsed }) => names?.[0] === 'Wachstum' && !lapsed);
  await sandbox.act('clock', { advanceMs: 60 * DAY });
  expect((await publish()).status).toBe(200);
});

test('after a lapse shoppers earn and redeem as before, and after the grace nothing new is published', async () => {
  await sandbox.act('plan', { status: 'FROZEN' });
  await until(({ lapsed }) => lapsed);
  expect((await publish()).status).toBe(200);
  await sandbox.act('clock', { advanceMs: 15 * DAY });

  const before = await available();
  await buy();
  expect(await available()).toBe(before + 300);
  const redeemed = await sandbox.proxy<{ code: string }>('redeem', customerId, {
    rewardId: 'five',
    idempotencyKey: 'lapsed-key-1',
  });
  expect(redeemed).toMatchObject({ status: 200, json: { code: expect.any(String) as string } });
  expect(await available()).toBe(before + 200);

  const refused = await publish();
  expect(refused.status).toBe(402);
  expect(JSON.stringify(refused.json)).toContain('kein Tarif aktiv');
  const versions = await sandbox.db.query('SELECT 1 FROM program_versions WHERE shop = $1', [sandbox.shop]);
  expect((await askAsStaff(sandbox, 'program', { restore: 1 })).status).toBe(402);
  expect(
    (await sandbox.db.query('SELECT 1 FROM program_versions WHERE shop = $1', [sandbox.shop])).rowCount,
  ).toBe(versions.rowCount);
});

test('late and repeated news of the plan that was change nothing: Shopify is asked what holds now', async () => {
  const before = await known();
  const asked = await jobs();
  await sandbox.act('webhooks/replay', { topic: 'app_subscriptions/update' });
  const old = { app_subscription: { name: 'Wachstum', status: 'ACTIVE' } };
  const triggeredAt = new Date(Date.now() - 3_600_000).toISOString();
  expect(await sandbox.hook('app_subscriptions/update', old, { 'X-Shopify-Triggered-At': triggeredAt })).toBe(
    200,
  );
  await looked();
  expect(await jobs()).toBeGreaterThan(asked);
  expect(await known()).toEqual(before);
  expect((await publish()).status).toBe(402);
});

test('an answer of Shopify to a question from before does not replace a newer one', async () => {
  const before = await known();
  await sandbox.db.query(`UPDATE shop_access SET read_at = now() + interval '1 hour' WHERE shop = $1`, [
    sandbox.shop,
  ]);
  await sandbox.act('plan', { status: 'ACTIVE' });
  await looked();
  expect(await known()).toEqual(before);
  await sandbox.db.query(`UPDATE shop_access SET read_at = now() WHERE shop = $1`, [sandbox.shop]);
  await sandbox.act('plan', { status: 'CANCELLED' });
  await looked();
  expect(await known()).toEqual(before);
});

test('whoever only pauses the program may do so without a plan', async () => {
  expect((await publish({ ...PROGRAM, active: false })).status).toBe(200);
  expect((await publish(PROGRAM)).status).toBe(402);
});

test('news that are lost are found by the comparison, and with a plan publishing is open again', async () => {
  await sandbox.act('webhooks/enabled', { enabled: false });
  await sandbox.act('plan', { name: 'Groß' });
  await looked();
  expect(await known()).toMatchObject({ lapsed: true });
  expect((await askAsStaff(sandbox, 'reconcile', {})).status).toBe(202);
  await until(({ names, lapsed }) => names?.[0] === 'Groß' && !lapsed);
  expect((await publish()).status).toBe(200);
  await sandbox.act('webhooks/enabled', { enabled: true });
  await expectBooksClosed(sandbox.shop);
});
