/** Permissions that are taken back: known at once, work that needs them waits and says so, and goes on when they are back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

let sandbox: TestSandbox;
let customerId: string;
beforeAll(async () => {
  sandbox = await startSandbox({ program: { hold: { days: 0 } }, env: { LOG_LEVEL: 'info' } });
  customerId = (await sandbox.act<{ id: string }>('customers', { firstName: 'Rechte' })).id;
});
afterAll(() => sandbox.stop());

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`it did not come about in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function stored(): Promise<string[]> {
  const { rows } = await sandbox.db.query<{ scopes: string }>(
    'SELECT scopes FROM shop_access WHERE shop = $1',
    [sandbox.shop],
  );
  return rows[0]?.scopes.split(',') ?? [];
}

/** Changes what is granted, and waits until the app knows. */
async function change(wish: { withdraw?: string[]; grant?: string[] }): Promise<void> {
  const { scopes } = await sandbox.act<{ scopes: string[] }>('scopes', wish);
  await until(
    `scopes ${scopes.join()}`,
    async () => (await stored()).sort().join() === [...scopes].sort().join(),
  );
}

async function synced(): Promise<boolean> {
  const { rows } = await sandbox.db.query<{ synced: boolean }>(
    `SELECT bool_and(standing_synced = standing_version) AS synced FROM members WHERE shop = $1`,
    [sandbox.shop],
  );
  return rows[0]?.synced ?? false;
}

async function writes(): Promise<number> {
  const calls = await sandbox.read<{ operations: string[] }[]>('admin-calls');
  return calls.filter(({ operations }) => operations.includes('metafieldsSet')).length;
}

/** The lines in which work says that it waits. */
function waiting(work: string): number {
  return sandbox
    .printed()
    .split('\n')
    .filter((line) => line.includes('access missing: the work waits') && line.includes(`"work":"${work}"`))
    .length;
}

async function buy(): Promise<void> {
  await sandbox.act('orders', { customerId, taxesIncluded: false, lines: [{ unitPrice: 5_000 }] });
  await sandbox.settled();
}

test('without the right to write, standings wait without asking, said once, and follow when it is back', async () => {
  await buy();
  await until('the standing is written', synced);
  await change({ withdraw: ['write_customers'] });
  const before = await writes();
  await buy();
  await until('it is said', async () => waiting('standings') === 1);
  await buy();
  expect(await synced()).toBe(false);
  expect(await writes()).toBe(before);
  expect(waiting('standings')).toBe(1);
  expect((await sandbox.proxy<{ available: number }>('standing', customerId)).json.available).toBe(150);

  await change({ grant: ['write_customers'] });
  await until('the standing is written', synced);
  expect(await writes()).toBeGreaterThan(before);
});

test('without the right to read orders the comparison says what is missing, and is not tried over and over', async () => {
  await change({ withdraw: ['read_orders'] });
  expect((await askAsStaff(sandbox, 'reconcile', {})).status).toBe(202);
  const reports = async () =>
    (
      await sandbox.db.query<{ state: string; error: string | null }>(
        'SELECT state, error FROM drift_reports WHERE shop = $1 ORDER BY started_at DESC',
        [sandbox.shop],
      )
    ).rows;
  await until('there is a report', async () => (await reports())[0]?.state === 'failed');
  expect(await reports()).toEqual([{ state: 'failed', error: 'access missing: read_orders' }]);
  const { rows: jobs } = await sandbox.db.query<{ state: string }>(
    `SELECT state::text FROM pgboss.job WHERE name = 'reconcile-shop' AND state IN ('retry', 'failed')`,
  );
  expect(jobs).toEqual([]);
  await change({ grant: ['read_orders'] });
  expect((await askAsStaff(sandbox, 'reconcile', {})).status).toBe(202);
  await until('the comparison is done', async () => (await reports())[0]?.state === 'done');
});

test('without plans in the settings Shopify is not asked for subscriptions, whatever it tells', async () => {
  const before = await sandbox.db.query(`SELECT 1 FROM pgboss.job WHERE name = 'read-installation'`);
  await sandbox.act('plan', { name: 'Wachstum' });
  await sandbox.act('plan', { status: 'CANCELLED' });
  await sandbox.settled();
  const after = await sandbox.db.query(`SELECT 1 FROM pgboss.job WHERE name = 'read-installation'`);
  expect(after.rowCount).toBe(before.rowCount);
  const { rows } = await sandbox.db.query(
    'SELECT subscriptions, lapsed_at FROM shop_access WHERE shop = $1',
    [sandbox.shop],
  );
  expect(rows).toEqual([{ subscriptions: null, lapsed_at: null }]);
});
