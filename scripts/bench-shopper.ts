/** The shopper's side of the bench, on a running sandbox: paid order → points → metafield, and redeeming. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { percentiles } from './bench-support.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROUNDS = 60;
const DEADLINE_MS = 10_000;

export type ShopperFigures = {
  ledger: { p50: number; p95: number };
  metafield: { p50: number; p95: number };
  /** Shopify's own time is part of it here: the sandbox's answer to the making of the code. */
  redeem: { p50: number; p95: number };
};

type Ready = { appUrl: string; storeUrl: string; shop: string; apiSecret: string };

export async function benchShopper(clusterUrl: string): Promise<ShopperFigures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treuwerk-bench-sandbox-'));
  const database = await createDatabase(clusterUrl);
  const program = path.join(folder, 'program.json');
  writeFileSync(
    program,
    JSON.stringify({ rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }] }),
  );
  const sandboxDir = path.join(folder, 'sandbox');
  const child = spawn(process.execPath, ['sandbox/main.ts', '--port', '0', '--empty', '--program', program], {
    cwd: ROOT,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: database,
      TREUWERK_SANDBOX_DIR: sandboxDir,
      LOG_LEVEL: 'error',
    } as never,
  });
  const db = new pg.Pool({ connectionString: database, max: 2 });
  try {
    const ready = await awaitReady(path.join(sandboxDir, 'ready.json'), child);
    return await measure(ready, db);
  } finally {
    await db.end();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(ready: Ready, db: pg.Pool): Promise<ShopperFigures> {
  const ledger: number[] = [];
  const metafield: number[] = [];
  const redeem: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const customer = (await act<{ id: string }>(ready, 'customers', { firstName: 'Bench' })).id;
    const paid = performance.now();
    await act(ready, 'orders', {
      customerId: customer,
      lines: [{ title: 'Shirt', quantity: 1, unitPrice: 20_000 }],
    });
    const booked = await until(() => isBooked(db, customer));
    const written = await until(() => isWritten(db, customer));
    const begun = performance.now();
    await callRedeem(ready, customer);
    if (round < 5) continue;
    redeem.push(performance.now() - begun);
    ledger.push(booked - paid);
    metafield.push(written - paid);
  }
  return { ledger: percentiles(ledger), metafield: percentiles(metafield), redeem: percentiles(redeem) };
}

async function isBooked(db: pg.Pool, customer: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT 1 FROM members m JOIN ledger_entries e ON e.shop = m.shop AND e.member_id = m.id WHERE m.customer_id = $1`,
    [customer],
  );
  return (rowCount ?? 0) > 0;
}

async function isWritten(db: pg.Pool, customer: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'SELECT 1 FROM members WHERE customer_id = $1 AND standing_version > 0 AND standing_synced = standing_version',
    [customer],
  );
  return (rowCount ?? 0) > 0;
}

/** @returns the time at which it held. */
async function until(holds: () => Promise<boolean>): Promise<number> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('the sandbox does not get there');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return performance.now();
}

async function callRedeem({ appUrl, apiSecret, shop }: Ready, customer: string): Promise<void> {
  const query: Record<string, string> = {
    shop,
    path_prefix: '/apps/treuwerk',
    timestamp: String(Math.floor(Date.now() / 1_000)),
    logged_in_customer_id: customer,
  };
  const message = Object.keys(query)
    .sort()
    .map((key) => `${key}=${query[key]}`)
    .join('');
  query.signature = createHmac('sha256', apiSecret).update(message).digest('hex');
  const response = await fetch(`${appUrl}/proxy/redeem?${new URLSearchParams(query)}`, {
    method: 'POST',
    body: JSON.stringify({ rewardId: 'five', idempotencyKey: randomUUID() }),
  });
  if (!response.ok) throw new Error(`redeem: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

async function act<T>({ storeUrl }: Ready, route: string, body: unknown): Promise<T> {
  const response = await fetch(`${storeUrl}/__sandbox/${route}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${route}: ${response.status}`);
  return (await response.json()) as T;
}

async function createDatabase(clusterUrl: string): Promise<string> {
  const admin = new pg.Client({ connectionString: clusterUrl });
  await admin.connect();
  await admin.query('CREATE DATABASE bench_sandbox');
  await admin.end();
  const url = new URL(clusterUrl);
  url.pathname = '/bench_sandbox';
  return url.href;
}

async function awaitReady(file: string, child: ChildProcess): Promise<Ready> {
  const deadline = Date.now() + 90_000;
  while (!existsSync(file)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('the sandbox does not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Ready;
}
