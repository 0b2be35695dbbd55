/** While Shopify works on a bulk operation no job waits: its webhook wakes the reading up, and live events go on beside it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksClosed } from '../support/books.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

/** A look comes after 15 seconds at the earliest: who is done by then was woken. */
const BEFORE_ANY_LOOK_MS = 12_000;

let sandbox: TestSandbox;
let customerId: string;
beforeAll(async () => {
  sandbox = await startSandbox({ program: {} });
  customerId = (await sandbox.act<{ id: string }>('customers', { firstName: 'Ada' })).id;
  await sandbox.act('webhooks/enabled', { enabled: false });
  await order(3_000);
  await sandbox.act('webhooks/enabled', { enabled: true });
  await sandbox.settled();
});
afterAll(() => sandbox.stop());

async function order(unitPrice: number): Promise<void> {
  await sandbox.act('orders', { customerId, taxesIncluded: false, lines: [{ unitPrice }] });
}

async function available(): Promise<number> {
  return (await sandbox.proxy<{ available: number }>('standing', customerId)).json.available;
}

type Progress = {
  state: string;
  phases: { phase: string; state: string; done: number }[];
  error: string | null;
};

async function progress(): Promise<Progress> {
  return (await askAsStaff(sandbox, 'history-import')).json as Progress;
}

async function until(seen: (now: Progress) => boolean): Promise<Progress> {
  const deadline = Date.now() + BEFORE_ANY_LOOK_MS;
  for (;;) {
    const now = await progress();
    if (seen(now)) return now;
    if (Date.now() > deadline) throw new Error(`the reading has come to ${JSON.stringify(now)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function jobsAtWork(): Promise<number> {
  const { rows } = await sandbox.db.query<{ jobs: number }>(
    `SELECT count(*)::int AS jobs FROM pgboss.job WHERE name = 'import-history' AND state = 'active'`,
  );
  return rows[0]?.jobs ?? -1;
}

test('while Shopify works no job waits and live orders are booked; its webhook wakes the reading up', async () => {
  await sandbox.act('bulk/hold', { held: true });
  expect((await askAsStaff(sandbox, 'history-import', {})).status).toBe(202);
  await until(({ phases }) => phases.some(({ phase, state }) => phase === 'orders' && state === 'reading'));
  const deadline = Date.now() + 5_000;
  while ((await jobsAtWork()) > 0 && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await jobsAtWork()).toBe(0);
  expect((await askAsStaff(sandbox, 'history-import', {})).status).toBe(409);
  await order(700);
  await sandbox.settled();
  expect(await available()).toBe(7);
  expect((await progress()).phases).toMatchObject([
    { phase: 'products', state: 'skipped' },
    { phase: 'orders', state: 'reading' },
    { phase: 'customers', state: 'waiting' },
  ]);
  await sandbox.act('bulk/hold', { held: false });
  const done = await until(({ state }) => state === 'done');
  expect(done).toMatchObject({
    error: null,
    phases: [{ state: 'skipped' }, { state: 'done', done: 1 }, { state: 'done', done: 1 }],
  });
  expect(await available()).toBe(37);
  const { rows } = await sandbox.db.query(
    `SELECT DISTINCT state FROM inbox_events WHERE topic = 'bulk_operations/finish'`,
  );
  expect(rows).toEqual([{ state: 'done' }]);
  await expectBooksClosed(sandbox.shop);
});

test('a webhook that never comes is made up for by a look', async () => {
  await sandbox.act('webhooks/enabled', { enabled: false });
  await sandbox.act('bulk/hold', { held: true });
  expect((await askAsStaff(sandbox, 'history-import', {})).status).toBe(202);
  await until(({ phases }) => phases.some(({ phase, state }) => phase === 'orders' && state === 'reading'));
  await sandbox.act('bulk/hold', { held: false });
  const hurry = () =>
    sandbox.db.query(
      `UPDATE pgboss.job SET start_after = now() WHERE name = 'import-history' AND state = 'created'`,
    );
  const done = await until(({ state }) => {
    void hurry();
    return state === 'done';
  });
  expect(done.error).toBeNull();
  expect(await available()).toBe(37);
  await sandbox.act('webhooks/enabled', { enabled: true });
});
