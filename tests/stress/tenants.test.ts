/**
 * Every route, webhook and job, asked by another shop, another customer or nobody: refused or answered with the asker's
 * own, nothing of the watched shop in any body, and not one of its rows changed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom, shuffled } from '../../sandbox/store/random.ts';
import { differingLines } from '../support/dump-books.ts';
import { sendWebhook, startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { allCases, type Case } from '../support/tenants/cases.ts';
import { examine, type RouteFile, untried } from '../support/tenants/examine.ts';
import { DRAFT, dumpShop, fillWatched, isAtRest, PROGRAM, type Watched } from '../support/tenants/watched.ts';

const ROUNDS = Number(process.env.TENANTS_ROUNDS ?? 1);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const AT_ONCE = 8;

let sandbox: TestSandbox;
let watched: Watched;
let before: string;
beforeAll(async () => {
  process.stdout.write(`tenants: seed ${SEED}\n`);
  sandbox = await startSandbox({ args: ['--empty'], program: PROGRAM });
  watched = await fillWatched(sandbox);
  before = await settledDump();
});
afterAll(() => sandbox.stop());

/** The shop's own background work has come to rest: two looks at its rows see the same. */
async function settledDump(): Promise<string> {
  await sandbox.settled();
  const deadline = Date.now() + 60_000;
  for (let last = ''; ;) {
    // Asked before the look: what comes to rest between the two would stand there as it was.
    const rests = await isAtRest(sandbox.db, sandbox.shop);
    const next = await dumpShop(sandbox.db, sandbox.shop);
    if (rests && next === last) return next;
    if (Date.now() > deadline) throw new Error('the shop does not come to rest');
    last = next;
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

/** Whatever came in has been looked at; what another shop cannot read at the store is tried again without end. */
async function heard(): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { rows } = await sandbox.db.query(`SELECT 1 FROM inbox_events WHERE state = 'received'`);
    if (rows.length === 0) return;
    if (Date.now() > deadline) throw new Error('deliveries are not looked at');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function expectUntouched(): Promise<void> {
  await heard();
  expect(differingLines(before, await dumpShop(sandbox.db, sandbox.shop))).toEqual([]);
}

async function examineAll(appUrl: string, cases: Case[]): Promise<string[]> {
  const findings: string[] = [];
  const waiting = [...cases];
  const askers = Array.from({ length: AT_ONCE }, async () => {
    for (let one = waiting.shift(); one; one = waiting.shift())
      findings.push(...(await examine(appUrl, one, watched.marks)));
  });
  await Promise.all(askers);
  return [...new Set(findings)].sort();
}

/** The routes as the file system has them; frames are parts of routes, not routes. */
function routeFiles(): RouteFile[] {
  return readdirSync('app/routes')
    .filter((file) => !/\.frame\.tsx?$/.test(file))
    .map((file) => ({
      route: file.replace(/\.tsx?$/, ''),
      text: readFileSync(`app/routes/${file}`, 'utf8'),
    }));
}

test('there is no route that nobody has tried to break into', () => {
  const cases = allCases(watched);
  expect(untried(routeFiles(), cases)).toEqual([]);
  const planted = { route: 'app.api.new', text: 'export async function action() {}' };
  expect(untried([...routeFiles(), planted], cases)).toHaveLength(1);
});

test(`${ROUNDS} rounds of every request by others tell nothing and change nothing`, async () => {
  const random = seededRandom(SEED);
  for (let round = 0; round < ROUNDS; round += 1) {
    expect(await examineAll(sandbox.appUrl, shuffled(allCases(watched), random))).toEqual([]);
    await expectUntouched();
  }
  // The intruder was let in all the time, as what it is: else the refusals would mean little.
  const own = allCases(watched).find(({ what }) => what === "another shop's staff: GET /app/api/draft");
  expect(own && (await fetch(sandbox.appUrl + own.path, { headers: own.headers })).status).toBe(200);
});

test('webhooks of another shop about the same order, customer and merge leave this shop alone', async () => {
  const { intruder, customerId, bystanderId, orderId } = watched;
  const to = { ...sandbox, shop: intruder };
  const order = {
    id: Number(orderId),
    currency: 'EUR',
    financial_status: 'refunded',
    cancelled_at: '2026-11-21T12:00:00Z',
    processed_at: '2026-11-20T12:00:00Z',
    updated_at: '2036-11-20T12:00:00Z',
    customer: { id: Number(customerId) },
    line_items: [{ id: 6, quantity: 1, price: '1.00' }],
  };
  const gid = (id: string) => `gid://shopify/Customer/${id}`;
  const told: [string, unknown][] = [
    ['orders/paid', order],
    ['orders/cancelled', order],
    ['refunds/create', { id: 1, order_id: Number(orderId) }],
    ['customers/update', { id: Number(customerId), first_name: 'Stolen', email: 'stolen@example.com' }],
    [
      'customers/merge',
      {
        admin_graphql_api_customer_kept_id: gid(bystanderId),
        admin_graphql_api_customer_deleted_id: gid(customerId),
        status: 'completed',
      },
    ],
    ['customers/redact', { customer: { id: Number(customerId) }, orders_to_redact: [Number(orderId)] }],
    ['shop/redact', { shop_domain: intruder }],
    ['app/uninstalled', { id: 1, myshopify_domain: sandbox.shop, domain: sandbox.shop }],
  ];
  for (const [topic, body] of told) expect(await sendWebhook(to, topic, body), topic).toBe(200);
  await expectUntouched();
});

/** Jobs that carry a shop, with what they would be about in the watched one; the others look at each shop by themselves. */
function jobCases({
  intruder,
  importId,
  simulationId,
  privacyId,
  transferId,
}: Watched): Record<string, object | 'carries no shop'> {
  return {
    'import-history': { shop: intruder, id: importId },
    'simulate-program': { shop: intruder, id: simulationId },
    'reschedule-expiry': { shop: intruder, version: 1 },
    'answer-person': { shop: intruder, id: privacyId },
    'tidy-privacy': 'carries no shop',
    'reconcile-shop': { shop: intruder },
    'take-up-again': { shop: intruder },
    'read-installation': { shop: intruder },
    'audit-books': 'carries no shop',
    'reconcile-shops': 'carries no shop',
    'audit-shop': { shop: intruder },
    'score-shops': 'carries no shop',
    'score-shop': { shop: intruder },
    'book-past': { shop: intruder, version: 1 },
    'run-transfer': { shop: intruder, id: transferId },
  };
}

test('a job of another shop with this one’s ids does nothing here; there is no job that nobody has tried', async () => {
  const names = [...readFileSync('app/worker.ts', 'utf8').matchAll(/\bwork\('([\w-]+)'/g)].map(
    ([, name]) => name,
  );
  const cases = jobCases(watched);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => name === undefined || !(name in cases))).toEqual([]);
  const boss = new PgBoss({
    connectionString: sandbox.databaseUrl,
    schema: 'pgboss',
    supervise: false,
    schedule: false,
  });
  await boss.start();
  try {
    for (const [name, data] of Object.entries(cases)) {
      if (typeof data === 'string') continue;
      const id = await boss.send(name, data, { retryLimit: 0 });
      if (id !== null) await ended(id);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await expectUntouched();
});

async function ended(id: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { rows } = await sandbox.db.query<{ state: string }>('SELECT state FROM pgboss.job WHERE id = $1', [
      id,
    ]);
    if (['completed', 'failed', 'cancelled'].includes(rows[0]?.state ?? 'completed')) return;
    if (Date.now() > deadline) throw new Error(`the job is still ${rows[0]?.state}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('a route that leaks, one that lets nobody in as somebody, and a changed row are found', async () => {
  const leaking = createServer((request, response) => {
    const isDraft = request.url?.startsWith('/app/api/draft') && request.method === 'GET';
    response.statusCode = isDraft ? 200 : 403;
    response.end(isDraft ? JSON.stringify({ config: DRAFT }) : 'no');
  });
  await new Promise<void>((resolve) => leaking.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = leaking.address() as AddressInfo;
    const cases = allCases(watched).filter(({ route }) => route === 'app.api.draft');
    const findings = await examineAll(`http://127.0.0.1:${port}`, cases);
    expect(findings).toContain("another shop's staff: GET /app/api/draft was told Canar");
    expect(findings).toContain('nobody: GET /app/api/draft was answered 200');
  } finally {
    await new Promise((resolve) => leaking.close(resolve));
  }
  await sandbox.db.query('UPDATE members SET display_name = $3 WHERE shop = $1 AND id = $2', [
    sandbox.shop,
    watched.memberId,
    'Stolen',
  ]);
  const changed = differingLines(before, await dumpShop(sandbox.db, sandbox.shop));
  expect(changed.filter((line) => line.startsWith('+ members'))).toHaveLength(1);
});
