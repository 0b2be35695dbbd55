/** Tokens of a shop: sealed where they lie, renewed once however many ask, never lost in silence. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
});
afterAll(() => sandbox.stop());

/** Every row of every table in which a text stands, the queue's among them. */
async function findInDatabase(text: string): Promise<string[]> {
  const { rows: tables } = await sandbox.db.query<{ name: string }>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['public.sessions', 'pgboss.job']));
  const found: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await sandbox.db.query(`SELECT 1 FROM ${name} AS t WHERE t::text LIKE $1 LIMIT 1`, [
      `%${text}%`,
    ]);
    if (rowCount) found.push(name);
  }
  return found;
}

test('no token stands in the database as Shopify gave it, nowhere', async () => {
  const { rows } = await sandbox.db.query<{ access: string; refresh: string }>(
    `SELECT "accessToken" AS access, "refreshToken" AS refresh FROM sessions`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.access).toMatch(/^tw1\./);
  expect(rows[0]?.refresh).toMatch(/^tw1\./);
  expect(await findInDatabase('shpat_')).toEqual([]);
  expect(await findInDatabase('shprt_')).toEqual([]);
});

test('the search finds a token that lies open, and the app still reads it and seals it when it is renewed', async () => {
  const [token] = await askAlone();
  await sandbox.db.query(`UPDATE sessions SET "accessToken" = $1`, [token]);
  expect(await findInDatabase('shpat_')).toEqual(['public.sessions']);
  expect(await askAlone()).toEqual([token]);
  await endTokens();
  const [renewed] = await askAlone();
  expect(renewed).toMatch(/^shpat_/);
  expect(renewed).not.toBe(token);
  expect(await findInDatabase('shpat_')).toEqual([]);
});

async function exchanges(): Promise<number> {
  const calls = await sandbox.read<{ operations: string[] }[]>('admin-calls');
  return calls.filter(({ operations }) => operations.includes('oauth')).length;
}

/** The hour of the access tokens is over, at Shopify and as the app knows it. */
async function endTokens(): Promise<void> {
  await sandbox.act('tokens/expire');
  await sandbox.db.query(`UPDATE sessions SET expires = (now() - interval '1 second') AT TIME ZONE 'UTC'`);
}

type Asker = { go: () => Promise<string[]> };

/** A process like the app's own, with nothing in memory. */
async function startAsker(times: number): Promise<Asker> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', './sandbox/preload.ts', 'tests/support/ask-for-access.ts', sandbox.shop, String(times)],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        LOG_LEVEL: 'silent',
        DATABASE_URL: sandbox.databaseUrl,
        SHOPIFY_API_KEY: sandbox.apiKey,
        SHOPIFY_API_SECRET: sandbox.apiSecret,
        SHOPIFY_APP_URL: sandbox.appUrl,
        SANDBOX_STORE_URL: sandbox.storeUrl,
      },
    },
  );
  if (!child.stdout || !child.stdin) throw new Error('the process has no pipes');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('ready');
  const { stdin } = child;
  return {
    async go() {
      stdin.write('go\n');
      return JSON.parse(String((await lines.next()).value)) as string[];
    },
  };
}

async function askAlone(times = 1): Promise<string[]> {
  return (await startAsker(times)).go();
}

test('four processes that need a new token at the same instant exchange the old one once', async () => {
  const askers = await Promise.all([10, 10, 10, 10].map(startAsker));
  const before = await exchanges();
  await endTokens();
  const heard = await Promise.all(askers.map(({ go }) => go()));
  expect(new Set(heard.flat()).size).toBe(1);
  expect(heard[0]?.[0]).toMatch(/^shpat_/);
  expect(await exchanges()).toBe(before + 1);
});

test('an exchange whose answer is lost is made again with the same refresh token', async () => {
  await endTokens();
  await sandbox.act('faults', { operation: 'oauth', kind: 'timeout', when: 'after', ms: 10, times: 1 });
  expect(await askAlone()).toEqual(['failed: the access token could not be renewed']);
  expect((await askAlone())[0]).toMatch(/^shpat_/);
  expect(await accessState()).toMatchObject({ lost: false });
});

async function accessState(): Promise<{ lost: boolean; restored: boolean }> {
  const { rows } = await sandbox.db.query<{ lost: boolean; restored: boolean }>(
    `SELECT coalesce(lost_at IS NOT NULL AND (restored_at IS NULL OR restored_at < lost_at), false) AS lost,
        restored_at IS NOT NULL AS restored FROM shop_access WHERE shop = $1`,
    [sandbox.shop],
  );
  return rows[0] ?? { lost: false, restored: false };
}

test('a refresh token that Shopify has retired marks the shop; opening the app heals it and compares the books', async () => {
  await endTokens();
  await sandbox.db.query(`UPDATE sessions SET "refreshToken" = 'shprt_retired'`);
  expect(await askAlone(3)).toEqual(['failed: invalid_grant']);
  expect(await accessState()).toEqual({ lost: true, restored: false });
  const { rows: sessions } = await sandbox.db.query('SELECT 1 FROM sessions');
  expect(sessions).toHaveLength(1);

  expect((await askAsStaff(sandbox, 'history-import')).status).toBe(200);
  expect(await accessState()).toEqual({ lost: false, restored: true });
  expect((await askAlone())[0]).toMatch(/^shpat_/);
  const { rows: jobs } = await sandbox.db.query(`SELECT 1 FROM pgboss.job WHERE name = 'reconcile-shop'`);
  expect(jobs.length).toBeGreaterThan(0);
});

test('a token that Shopify takes back before its time is exchanged when it is refused', async () => {
  const customer = await sandbox.act<{ id: string }>('customers', { firstName: 'Erika' });
  await sandbox.act('tokens/expire');
  await sandbox.act('orders', { customerId: customer.id, lines: [{ unitPrice: 5_000 }] });
  await sandbox.settled();
  expect((await sandbox.proxy<{ available: number }>('standing', customer.id)).json.available).toBe(50);
  expect(await accessState()).toMatchObject({ lost: false });
});
