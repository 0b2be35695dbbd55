/** A shop that removes the app and comes back: the books stay, nothing is done meanwhile, everything is caught up with. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

const DAY = 86_400_000;
let sandbox: TestSandbox;
let customerId: string;
let used: Redeemed;
let unused: Redeemed;
beforeAll(async () => {
  sandbox = await startSandbox({
    args: ['--empty'],
    program: {
      hold: { days: 2 },
      rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }],
    },
  });
  customerId = (await sandbox.act<{ id: string }>('customers', { firstName: 'Wieder' })).id;
  await buy(30_000);
  await sandbox.act('clock', { advanceMs: 3 * DAY });
  used = await redeem('again-key-1');
  unused = await redeem('again-key-2');
  // Still on hold when the app goes.
  await buy(7_000);
  await sandbox.act('clock', { advanceMs: 1_000 });
});
afterAll(() => sandbox.stop());

type Redeemed = { redemptionId: string; code: string };

async function buy(unitPrice: number, more: Record<string, unknown> = {}): Promise<void> {
  await sandbox.act('orders', { customerId, taxesIncluded: false, lines: [{ unitPrice }], ...more });
  await sandbox.settled();
}

async function redeem(idempotencyKey: string): Promise<Redeemed> {
  const reply = await sandbox.proxy<Redeemed>('redeem', customerId, { rewardId: 'five', idempotencyKey });
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.json));
  return reply.json;
}

type Seen = {
  uninstalled: boolean;
  sessions: number;
  pending: number;
  available: number;
  reserved: number;
  states: string[];
  entries: number;
};

async function look(): Promise<Seen> {
  const { rows } = await sandbox.db.query<Seen>(
    `SELECT s.uninstalled_at IS NOT NULL AS uninstalled, (SELECT count(*)::int FROM sessions WHERE shop = $1) AS sessions,
        (SELECT count(*)::int FROM ledger_entries WHERE shop = $1) AS entries,
        b.pending::int, b.available::int, b.reserved::int,
        (SELECT array_agg(state ORDER BY id = $2 DESC) FROM redemptions WHERE shop = $1) AS states
      FROM shops s JOIN member_balances b ON b.shop = s.shop WHERE s.shop = $1`,
    [sandbox.shop, used.redemptionId],
  );
  const [row] = rows;
  if (!row) throw new Error('the shop has a member');
  return row;
}

async function callCount(): Promise<number> {
  return (await sandbox.read<unknown[]>('admin-calls')).length;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline)
      throw new Error(`it did not come about in time: ${JSON.stringify(await look())}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('once the app is removed the session is gone, the books stay, and no work is done for the shop', async () => {
  const before = await look();
  expect(before).toMatchObject({
    uninstalled: false,
    sessions: 1,
    pending: 70,
    available: 100,
    reserved: 200,
  });
  await sandbox.act('app/uninstall');
  await sandbox.settled();
  expect(await look()).toEqual({ ...before, uninstalled: true, sessions: 0 });
  expect((await sandbox.proxy('standing', customerId)).status).toBe(404);

  const calls = await callCount();
  await buy(1_000, { orderDiscount: 500, discountCode: used.code });
  // Holds and codes end, and everything that is due is looked for.
  await sandbox.act('clock', { advanceMs: 40 * DAY });
  expect(await sandbox.hook('refunds/create', { id: 1, order_id: 1 })).toBe(200);
  await sandbox.settled();
  expect(await look()).toEqual({ ...before, uninstalled: true, sessions: 0 });
  expect(await callCount()).toBe(calls);
});

test('a shop that comes back is caught up with: orders, codes, points, and what Shopify has forgotten', async () => {
  const { rows: stale } = await sandbox.db.query<{ version: number; shown: number }>(
    `SELECT standing_version AS version, (SELECT public_version FROM shops WHERE shop = $1) AS shown
      FROM members WHERE shop = $1`,
    [sandbox.shop],
  );
  expect((await askAsStaff(sandbox, 'history-import')).status).toBe(200);
  await until(async () => {
    const { uninstalled, states } = await look();
    return !uninstalled && states.join() === 'captured,released';
  });
  await sandbox.act('clock', { advanceMs: 1_000 });
  await until(async () => {
    const { rows } = await sandbox.db.query<{ written: boolean }>(
      `SELECT m.standing_version > $2 AND m.standing_synced = m.standing_version AND m.scalars <> '{}'
          AND s.public_version > $3 AND s.public_synced = s.public_version AS written
        FROM members m JOIN shops s ON s.shop = m.shop WHERE m.shop = $1`,
      [sandbox.shop, stale[0]?.version, stale[0]?.shown],
    );
    return rows[0]?.written ?? false;
  });
  // 300 less the code that was used, 70 that were on hold, 5 of the order while the app was away.
  expect(await look()).toMatchObject({ sessions: 1, reserved: 0, available: 275 });
  expect((await sandbox.proxy<{ available: number }>('standing', customerId)).json.available).toBe(275);
  expect(unused.code).not.toBe(used.code);
  await expectBooksClosed(sandbox.shop);
});

test('news of the uninstallation that come after the return change nothing', async () => {
  const before = await look();
  const triggeredAt = new Date(Date.now() - 3_600_000).toISOString();
  expect(await sandbox.hook('app/uninstalled', { id: 1 }, { 'X-Shopify-Triggered-At': triggeredAt })).toBe(
    200,
  );
  await sandbox.settled();
  expect(await look()).toEqual(before);
});
