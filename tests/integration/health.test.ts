/** Health: what is measured of one shop, failed jobs that get another try, and the audit that is kept. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { until } from '../support/until.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'A', email: 'a@example.com' });
  await sandbox.act('orders', { customerId: id, taxesIncluded: false, lines: [{ unitPrice: 5_000 }] });
  await sandbox.settled();
});
afterAll(() => sandbox.stop());

const ask = (route: string, body: unknown, who = '42') => askAsStaff(sandbox, route, body, 'POST', who);

async function health() {
  const { readHealth } = await import('../../app/services/read-health.ts');
  return readHealth(sandbox.shop);
}

test('a shop at rest: what Shopify reported, nothing open, nothing failed', async () => {
  const { inbox, topics, jobs, checks } = await health();
  expect(inbox).toEqual({ open: 0, oldestMs: 0, parked: 0, failed: 0 });
  expect(topics.map(({ topic }) => topic)).toEqual(
    expect.arrayContaining(['customers/create', 'orders/paid']),
  );
  expect(jobs.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(checks.filter(({ verdict }) => verdict === 'broken')).toEqual([]);
});

test('an audit that was asked for is kept with what it found, and a violation is told', async () => {
  expect((await ask('audit', {})).status).toBe(202);
  const sound = await until(
    async () => (await health()).books,
    (books) => books !== null,
  );
  expect(sound).toMatchObject({ members: 1, violations: 0, first: null });
  await sandbox.db.query('UPDATE member_balances SET available = available + 1');
  await ask('audit', {});
  const broken = await until(health, ({ books }) => (books?.violations ?? 0) > 0);
  expect(broken.checks[0]).toEqual({ name: 'books', verdict: 'broken' });
  expect(broken.books?.first).toMatch(/available/);
  await sandbox.db.query('UPDATE member_balances SET available = available - 1');
});

test('a failed job is listed with what it said and gets another try; nobody names another shop’s', async () => {
  const job = async (shop: string) => {
    const { rows } = await sandbox.db.query<{ id: string }>(
      `INSERT INTO pgboss.job (name, data, state, output, retry_limit, completed_on)
        VALUES ('audit-shop', $1, 'failed', '{"message":"it broke"}', 0, now()) RETURNING id::text`,
      [JSON.stringify({ shop })],
    );
    return rows[0]?.id ?? '';
  };
  const [ours, theirs] = [await job(sandbox.shop), await job('other.myshopify.com')];
  const failed = (await health()).jobs.filter(({ state }) => state === 'failed');
  expect(failed).toMatchObject([{ id: ours, queue: 'audit-shop', said: 'it broke' }]);
  expect((await ask('job', { id: theirs })).status).toBe(404);
  expect((await ask('job', { id: ours })).json).toEqual({ retried: ours });
  await until(
    async () => (await health()).jobs,
    (jobs) => jobs.every(({ id }) => id !== ours),
  );
});
