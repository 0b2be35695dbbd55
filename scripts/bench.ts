/**
 * `npm run bench`: the budgets, each beside a plain control that does the same work in the same run. Absolute figures
 * are stated; only the ratios count, since machines differ. Writes `docs/proof/bench.json` and a table.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { benchScale, SIZES } from './bench-scale.ts';
import { benchShopper } from './bench-shopper.ts';
import {
  API_KEY,
  API_SECRET,
  type Load,
  orderBody,
  postAll,
  postSteadily,
  SHOP,
  startBenchDatabase,
  timed,
} from './bench-support.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { size: { type: 'string', default: '8000' }, json: { type: 'string' } },
});
const SIZE = Number(values.size);
const CONNECTIONS = 32;

type Row = {
  what: string;
  measured: string;
  control: string;
  ratio: number | null;
  budget: string;
  met: boolean | null;
};
const rows: Row[] = [];
const database = await startBenchDatabase();
const url = database.url;
Object.assign(process.env, {
  DATABASE_URL: url,
  SHOPIFY_API_KEY: API_KEY,
  SHOPIFY_API_SECRET: API_SECRET,
  SHOPIFY_APP_URL: 'http://127.0.0.1:1',
  LOG_LEVEL: 'error',
  NODE_ENV: 'production',
});
const { migrate } = await import('#app/db/provide-database.ts');
await migrate(url);
const db = new pg.Pool({ connectionString: url, max: 8 });
db.on('error', () => {});

try {
  await prepareShop();
  await benchIntake();
  await benchWorker();
  await benchImport();
  await benchSizes();
  await benchSurfaces();
} finally {
  await db.end();
  const { closePool } = await import('#app/db/pool.ts');
  await closePool();
  await database.stop();
}
report();

async function prepareShop(): Promise<void> {
  await db.query(
    `INSERT INTO shops (shop, name, currency, timezone, locale, plan_name, installed_at) VALUES ($1, 'Bench', 'EUR', 'Europe/Berlin', 'de', 'Basic', now())`,
    [SHOP],
  );
  await db.query(
    `INSERT INTO program_versions (shop, version, config, applies_from, published_at, published_by) VALUES ($1, 1, '{}', '1970-01-01', now(), 'bench')`,
    [SHOP],
  );
  await db.query(
    'CREATE TABLE bench_control (shop text, delivery_id text, body text, PRIMARY KEY (shop, delivery_id))',
  );
}

/** Verify, store, answer; against a bare Remix resource route doing HMAC and one insert. */
async function benchIntake(): Promise<void> {
  const bodies = Array.from({ length: SIZE }, (_, index) => orderBody(index));
  const make = (index: number) => bodies[index % bodies.length] ?? '';
  const control = await startProcess('scripts/bench-bare-remix.ts', {});
  const warm = Math.min(1_000, SIZE);
  await postAll(`${control.url}/webhooks`, warm, CONNECTIONS, make);
  const bare = await postAll(`${control.url}/webhooks`, SIZE, CONNECTIONS, make);
  await control.stop();
  const app = await startProcess('app/server.ts', { TREUWERK_ROLE: 'web' });
  await postAll(`${app.url}/webhooks`, warm, CONNECTIONS, make);
  const idleMb = app.memoryMb();
  const full = await postAll(`${app.url}/webhooks`, SIZE, CONNECTIONS, make);
  add(
    'webhook intake',
    `${full.perSecond.toFixed(0)}/s`,
    `bare Remix route ${bare.perSecond.toFixed(0)}/s`,
    full.perSecond / bare.perSecond,
    0.5,
  );
  const steady = await postSteadily(`${app.url}/webhooks`, 50, 10, make);
  addAbsolute(
    'webhook answer at 50/s',
    `p50 ${ms(steady.p50)}, p99 ${ms(steady.p99)}, ${failures(steady, full, bare)}`,
    'p99 ≤ 50 ms',
    steady.p99 <= 50,
  );
  addAbsolute(
    'memory of the web process',
    `after warm-up ${idleMb} MB, under load ${app.memoryMb()} MB`,
    '≤ 300 MB, ≤ 500 MB',
    idleMb <= 300 && app.memoryMb() <= 500,
  );
  await app.stop();
  await db.query('TRUNCATE inbox_events');
}

/** Stored event → ledger committed; against node-pg doing one statement per order over 8 connections. */
async function benchWorker(): Promise<void> {
  const control = await timed(controlAwards);
  await fillInbox('a');
  const { handleInbox } = await import('#app/services/handle-inbox.ts');
  const drain = async () => {
    const loop = async () => {
      while ((await handleInbox()) > 0);
    };
    await Promise.all([loop(), loop()]);
  };
  const first = await timed(drain);
  const { rows: booked } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ledger_entries WHERE kind = 'earn'`,
  );
  if (booked[0]?.n !== SIZE) throw new Error(`${booked[0]?.n} of ${SIZE} orders were booked`);
  add(
    'worker: event → ledger',
    `${rate(first)}`,
    `node-pg, one statement each, 8 connections ${rate(control)}`,
    control / first,
    0.5,
  );
  await fillInbox('b');
  const repeated = await timed(drain);
  add(
    'repeated delivery',
    `${rate(repeated)}`,
    `first delivery ${rate(first)}`,
    repeated / first,
    0.5,
    'at most',
  );
}

/** One durable, idempotent award per order in one statement: dedupe, entry, lot, balance. */
async function controlAwards(): Promise<void> {
  await db.query(
    `CREATE TABLE c_balance (shop text, member bigint, available bigint, PRIMARY KEY (shop, member))`,
  );
  await db.query(
    `CREATE TABLE c_entry (shop text, key text, member bigint, points bigint, at timestamptz, PRIMARY KEY (shop, key))`,
  );
  await db.query(
    `CREATE TABLE c_lot (shop text, key text, member bigint, points bigint, remaining bigint, PRIMARY KEY (shop, key))`,
  );
  let next = 0;
  const sender = async () => {
    const client = await db.connect();
    for (let index = next++; index < SIZE; index = next++) {
      await client.query({
        name: 'control-award',
        text: `WITH e AS (INSERT INTO c_entry VALUES ($1, $2, $3, $4, now()) ON CONFLICT DO NOTHING RETURNING 1),
          l AS (INSERT INTO c_lot SELECT $1, $2, $3, $4, $4 FROM e)
          INSERT INTO c_balance SELECT $1, $3, $4 FROM e ON CONFLICT (shop, member) DO UPDATE SET available = c_balance.available + $4`,
        values: [SHOP, `order:${index}`, index >> 3, 100],
      });
    }
    client.release();
  };
  await Promise.all(Array.from({ length: 8 }, sender));
}

async function fillInbox(copy: string): Promise<void> {
  for (let from = 0; from < SIZE; from += 1_000) {
    const bodies = Array.from({ length: Math.min(1_000, SIZE - from) }, (_, index) =>
      orderBody(from + index),
    );
    await db.query(
      `INSERT INTO inbox_events (shop, delivery_id, topic, api_version, triggered_at, received_at, body, next_attempt_at)
        SELECT $1, $2 || '-' || ($3 + n), 'orders/paid', '2026-07', now(), now(), b, now()
        FROM unnest($4::text[]) WITH ORDINALITY AS x(b, n)`,
      [SHOP, copy, from, bodies],
    );
  }
  await db.query('ANALYZE inbox_events');
}

/** The bulk path; against node-pg writing the same rows with unnest in batches of 1,000. */
async function benchImport(): Promise<void> {
  const { parseOrder } = await import('#app/shopify/webhooks/parse-order.ts');
  const { reconcileOrders } = await import('#app/services/reconcile-orders.ts');
  const { findShop } = await import('#app/db/shops.ts');
  const { transaction } = await import('#app/db/transaction.ts');
  const inputs = Array.from({ length: SIZE }, (_, index) => {
    const parsed = parseOrder(JSON.parse(orderBody(10_000_000 + index)));
    if (!parsed) throw new Error('a bench order is unreadable');
    return { ...parsed, triggeredAt: new Date(), read: true };
  });
  const shop = await findShop(SHOP);
  if (!shop) throw new Error('the bench shop is missing');
  const own = await timed(async () => {
    for (let from = 0; from < SIZE; from += 500) {
      const batch = inputs.slice(from, from + 500);
      await transaction((tx) => reconcileOrders(tx, shop, batch, new Date()));
    }
  });
  const tables = ['members', 'member_balances', 'orders', 'ledger_entries', 'lots', 'bookings'];
  const control = await timed(() => copyRows(tables));
  add(
    'import of history',
    rate(own),
    `node-pg, the same rows by unnest in batches of 1,000 ${rate(control)}`,
    control / own,
    0.5,
  );
}

/** Writes the rows that the import wrote once more, into empty tables of the same shape and indexes. */
async function copyRows(tables: string[]): Promise<void> {
  const client = await db.connect();
  for (const table of tables) {
    await client.query(`CREATE TABLE copy_${table} (LIKE ${table} INCLUDING ALL)`);
    const { rows: columns } = await client.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      [table],
    );
    const { rows: data } = await client.query<Record<string, unknown>>(
      `SELECT * FROM ${table} ORDER BY ctid DESC LIMIT $1`,
      [SIZE],
    );
    const plain = columns.filter(({ type }) => !type.endsWith('[]'));
    for (let from = 0; from < data.length; from += 1_000) {
      const batch = data.slice(from, from + 1_000);
      const lists = plain.map(({ name, type }) =>
        batch.map((row) => (type === 'jsonb' ? JSON.stringify(row[name]) : row[name])),
      );
      const casts = plain.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
      const names = plain.map(({ name }) => `"${name}"`).join(', ');
      await client.query(`INSERT INTO copy_${table} (${names}) SELECT * FROM unnest(${casts})`, lists);
    }
  }
  client.release();
}

/** Cost as a shop grows, and time passing over 100,000 members. */
async function benchSizes(): Promise<void> {
  const scale = await benchScale(db);
  const small = scale.orders.get(SIZES[0]) ?? 0;
  for (const [members, seconds] of scale.orders) {
    const measured = `${(1_000 / seconds).toFixed(0)} orders/s at ${members.toLocaleString('en')} members`;
    const control = `node-pg, one insert each ${(1_000 / scale.control).toFixed(0)}/s`;
    add('cost per order as a shop grows', measured, control, seconds / small, 1.2, 'at most');
  }
  const entries = `${scale.entries.toLocaleString('en')} entries`;
  addAbsolute('expiry of 100,000 members', `${scale.expirySeconds.toFixed(1)} s; ${entries}`, 'stated', true);
  addAbsolute('tiers of 100,000 members', `${scale.tierSeconds.toFixed(1)} s`, 'stated', true);
}

/** What a shopper waits for. */
async function benchSurfaces(): Promise<void> {
  const { ledger, metafield, redeem } = await benchShopper(url);
  const words = (one: { p50: number; p95: number }) => `p50 ${ms(one.p50)}, p95 ${ms(one.p95)}`;
  addAbsolute('order paid → ledger committed', words(ledger), 'p50 ≤ 200 ms', ledger.p50 <= 200);
  addAbsolute('order paid → metafield at Shopify', words(metafield), 'p50 ≤ 2 s', metafield.p50 <= 2_000);
  addAbsolute('redeem, with the store’s own time', words(redeem), 'p95 ≤ 100 ms', redeem.p95 <= 100);
}

type Process = { url: string; memoryMb: () => number; stop: () => Promise<void> };

async function startProcess(script: string, env: Record<string, string>): Promise<Process> {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(ROOT, script)], {
    cwd: ROOT,
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const address = `http://127.0.0.1:${port}`;
  for (let attempt = 0; ; attempt += 1) {
    const ready = await fetch(`${address}/health/ready`).then(
      (response) => response.status === 200,
      () => false,
    );
    if (ready) break;
    if (attempt > 300 || child.exitCode !== null) throw new Error(`${script} does not start`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url: address,
    memoryMb: () =>
      Math.round(
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024,
      ),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });
}

function rate(seconds: number): string {
  return `${(SIZE / seconds).toFixed(0)}/s`;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function failures(...loads: Load[]): string {
  return `${loads.reduce((sum, load) => sum + load.failed, 0)} failed of ${loads.reduce((sum, load) => sum + load.count, 0)}`;
}

function add(
  what: string,
  measured: string,
  control: string,
  ratio: number,
  budget: number,
  sense: 'at least' | 'at most' = 'at least',
): void {
  const met = sense === 'at least' ? ratio >= budget : ratio <= budget;
  rows.push({ what, measured, control, ratio: Number(ratio.toFixed(2)), budget: `${sense} ${budget}`, met });
}

function addAbsolute(what: string, measured: string, budget: string, met: boolean): void {
  rows.push({ what, measured, control: '–', ratio: null, budget, met });
}

function report(): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT }).toString().trim();
  for (const row of rows) {
    process.stdout.write(
      `${row.met ? 'met   ' : 'MISSED'} ${row.what}: ${row.measured}; ${row.control}; ratio ${row.ratio ?? '–'} (${row.budget})\n`,
    );
  }
  const file = path.resolve(ROOT, values.json ?? 'docs/proof/bench.json');
  mkdirSync(path.dirname(file), { recursive: true });
  const facts = {
    commit,
    at: new Date().toISOString(),
    size: SIZE,
    cores: cpus().length,
    node: process.version,
    rows,
  };
  writeFileSync(file, `${JSON.stringify(facts, null, 2)}\n`);
  process.stdout.write(`written to ${path.relative(ROOT, file)}\n`);
}
