/**
 * Postgres killed whole under load, again and again: what the app has acknowledged is there after the restart, and in
 * the end every customer has exactly what she should have. With durability switched off the same check finds losses.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePool } from '../../app/db/pool.ts';
import { migrate } from '../../app/db/provide-database.ts';
import { adjustPoints } from '../../app/services/adjust-points.ts';
import { handleInbox } from '../../app/services/handle-inbox.ts';
import { receiveWebhook } from '../../app/services/receive-webhook.ts';
import { type Random, seededRandom } from '../../sandbox/store/random.ts';
import { line, order } from '../fixtures/built-body.ts';
import { expectBooksClosed } from '../support/books.ts';
import { addFreshShop } from '../support/fresh-shop.ts';
import { requestOf, tellDatabase, type Told } from '../support/inner-store.ts';
import { type KillablePostgres, makeKillablePostgres } from '../support/killable-postgres.ts';
import { pick, whole } from '../support/order-life.ts';

const KILLS = Number(process.env.POSTGRES_KILLS ?? 2);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const CUSTOMERS = ['7001', '7002', '7003', '7004', '7005'];
const linux = existsSync('/proc/self/stat');
if (!linux)
  process.stderr.write('SKIPPED: the processes of Postgres are found by /proc, which is not here\n');

/** Commits are answered before they are on the disk, and nobody brings them there in time. */
const CARELESS = { synchronous_commit: 'off', wal_writer_delay: '10s' };

let postgres: KillablePostgres;
let shop: string;
let url: string;
let serial = 0;
beforeAll(async () => {
  if (!linux) return;
  process.stdout.write(`postgres-kills: seed ${SEED}\n`);
  postgres = makeKillablePostgres();
  url = await start();
  await migrate(url);
  await withClient(async (db) => {
    shop = await addFreshShop({ db }, 'postgres kills', 'EUR');
  });
});
afterAll(async () => {
  if (!linux) return;
  await closePool();
  await postgres.remove();
});

async function start(settings?: Record<string, string>): Promise<string> {
  await closePool();
  const url = await postgres.start(settings);
  await tellDatabase(url, 12);
  return url;
}

async function withClient<T>(ask: (db: pg.Pool) => Promise<T>): Promise<T> {
  const db = new pg.Pool({ connectionString: url, max: 1 });
  // The server may go before it has heard that this connection is not needed any more.
  db.on('error', () => {});
  try {
    return await ask(db);
  } finally {
    await db.end();
  }
}

type Account = {
  /** Webhooks answered with 200, gifts answered as booked. */
  deliveries: Set<string>;
  gifts: Set<string>;
  /** Asked for; the answer was lost with the server. */
  open: (() => Promise<void>)[];
  points: Map<string, number>;
};

function addPoints({ points }: Account, customer: string, more: number): void {
  points.set(customer, (points.get(customer) ?? 0) + more);
}

/** An order told by a webhook; told again until it is acknowledged. */
function newOrder(account: Account, random: Random): () => Promise<void> {
  serial += 1;
  const [customer, worth] = [pick(random, CUSTOMERS), whole(random, 1, 99)];
  const id = 5_000_000 + serial;
  const body = order([line({ id: 11, price: `${worth}.00` }, 'EUR')], 'EUR', {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    customer: { id: Number(customer), admin_graphql_api_id: `gid://shopify/Customer/${customer}` },
  });
  const event: Told = {
    id: randomUUID(),
    topic: 'orders/paid',
    body: JSON.stringify(body),
    at: new Date().toISOString(),
  };
  addPoints(account, customer, worth);
  return async () => {
    const received = await receiveWebhook(requestOf(shop, event));
    if (!received.ok) throw new Error(received.rejection.code);
    account.deliveries.add(event.id);
  };
}

/** Points from staff, with one key until they are acknowledged. */
function newGift(account: Account, random: Random, members: Map<string, number>): () => Promise<void> {
  const [customer, points, key] = [pick(random, [...members.keys()]), whole(random, 1, 9), randomUUID()];
  addPoints(account, customer, points);
  return async () => {
    const given = await adjustPoints({
      shop,
      memberId: BigInt(members.get(customer) ?? 0),
      points,
      reasonCode: 'goodwill',
      note: 'for the wait',
      actor: 'test',
      idempotencyKey: key,
    });
    if (!given.ok) throw new Error(given.rejection.code);
    account.gifts.add(key);
  };
}

/** Works on several lines until the server is gone. */
async function work(account: Account, random: Random, members: Map<string, number>): Promise<void> {
  let gone = false;
  const one = async (deed: () => Promise<void>) => {
    try {
      await deed();
    } catch {
      gone = true;
      account.open.push(deed);
    }
  };
  const lines = Array.from({ length: 6 }, async (_, index) => {
    while (!gone)
      await one(
        index === 0 && members.size > 0 ? newGift(account, random, members) : newOrder(account, random),
      );
  });
  const workers = [0, 1].map(async () => {
    while (!gone) await handleInbox().catch(() => (gone = true));
  });
  await Promise.all([...lines, ...workers]);
}

async function membersOf(): Promise<Map<string, number>> {
  return withClient(async (db) => {
    const { rows } = await db.query<{ customer: string; id: string }>(
      'SELECT customer_id AS customer, id FROM members WHERE shop = $1',
      [shop],
    );
    return new Map(rows.map(({ customer, id }) => [customer, Number(id)]));
  });
}

/** What was acknowledged and is not there. */
async function lost({ deliveries, gifts }: Account): Promise<string[]> {
  return withClient(async (db) => {
    const found = await db.query<{ key: string }>(
      `SELECT delivery_id AS key FROM inbox_events WHERE shop = $1
        UNION ALL SELECT substr(source, 8) FROM ledger_entries WHERE shop = $1 AND kind = 'credit'`,
      [shop],
    );
    const there = new Set(found.rows.map(({ key }) => key));
    return [...deliveries, ...gifts].filter((key) => !there.has(key));
  });
}

/** Load, the kill in the midst of it, the restart. */
async function killUnderLoad(account: Account, random: Random): Promise<void> {
  const working = work(account, random, await membersOf());
  const enough = account.deliveries.size + 20;
  while (account.deliveries.size < enough) await pause(5);
  await pause(whole(random, 0, 300));
  await postgres.kill();
  await working;
  url = await start();
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const newAccount = (): Account => ({ deliveries: new Set(), gifts: new Set(), open: [], points: new Map() });

test.skipIf(!linux)(`Postgres killed ${KILLS} times under load loses nothing acknowledged`, async () => {
  const random = seededRandom(SEED);
  const account = newAccount();
  // Everyone is a member before the first kill, so that there is somebody to give points to.
  for (let count = 0; count < 50; count += 1) await newOrder(account, random)();
  while ((await handleInbox()) > 0);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await killUnderLoad(account, random);
    expect(await lost(account), `kill ${kill + 1}`).toEqual([]);
    await expectBooksClosed(shop);
    for (const deed of account.open.splice(0)) await deed();
  }
  while ((await handleInbox()) > 0);
  const { rows } = await withClient((db) =>
    db.query<{ customer: string; points: number }>(
      `SELECT m.customer_id AS customer, available::float8 AS points FROM member_balances b
        JOIN members m ON m.shop = b.shop AND m.id = b.member_id WHERE b.shop = $1`,
      [shop],
    ),
  );
  const booked = Object.fromEntries(rows.map(({ customer, points }) => [customer, points]));
  expect(booked).toEqual(Object.fromEntries(account.points));
  await expectBooksClosed(shop);
  process.stdout.write(
    `postgres-kills: ${account.deliveries.size} webhooks and ${account.gifts.size} gifts acknowledged, none lost\n`,
  );
});

test.skipIf(!linux)('without synchronous commit the same kills lose what was acknowledged', async () => {
  const random = seededRandom(SEED + 1);
  let missing = 0;
  for (let kill = 0; kill < 3 && missing === 0; kill += 1) {
    const account = newAccount();
    await closePool();
    await postgres.kill();
    url = await start(CARELESS);
    await killUnderLoad(account, random);
    missing = (await lost(account)).length;
  }
  process.stdout.write(`postgres-kills: without synchronous commit ${missing} acknowledged were lost\n`);
  expect(missing).toBeGreaterThan(0);
});
