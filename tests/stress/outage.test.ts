/**
 * The database gone in the midst of traffic: killed, then unreachable without a word. Every webhook meanwhile is refused
 * within a second, none is answered 200 without being kept, and once Shopify has sent them again the books are whole.
 */
import { createServer, type Server } from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addFreshShop, bookedIn } from '../support/fresh-shop.ts';
import { makeOutpost, type Outpost } from '../support/outpost.ts';
import {
  type Answer,
  allHandled,
  lostOf,
  openSender,
  paidOrder,
  spreadOf,
  tellDetails,
} from '../support/webhook-load.ts';

const SECONDS = Number(process.env.OUTAGE_SECONDS ?? 3);
const PER_SECOND = 20;
const REFUSAL_MS_MAX = 1_000;
/** Shopify waits longer, and longer each time; what counts is that it comes again with the same id. */
const AGAIN_MS = { first: 1_000, longest: 8_000 };
const PATIENCE_MS = 120_000;

let outpost: Outpost;
let shop: string;
let databaseUrl: string;
let serial = 0;
beforeAll(async () => {
  outpost = await makeOutpost({ LOG_LEVEL: 'error' });
  databaseUrl = outpost.databaseUrl;
  shop = await withDb((db) => addFreshShop({ db }, 'outage', 'EUR'));
});
afterAll(() => outpost.stop());

async function withDb<T>(work: (db: pg.Pool) => Promise<T>): Promise<T> {
  const db = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  db.on('error', () => {});
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

type Outage = { begin: () => Promise<void>; end: () => Promise<void> };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const OUTAGES: Record<string, Outage> = {
  killed: {
    begin: async () => {
      outpost.line.cut();
      await outpost.postgres.kill();
    },
    end: async () => {
      databaseUrl = await outpost.postgres.start({ max_connections: '100' });
      outpost.line.lead(databaseUrl);
      outpost.line.mend();
    },
  },
  silent: {
    begin: async () => outpost.line.silence(),
    end: async () => outpost.line.mend(),
  },
};

type Told = { answers: Answer[]; began: number; ended: number };

/** Traffic before, during and after; what is refused comes again until it is taken. */
async function tellThrough(appUrl: string, outage: Outage): Promise<Told> {
  const sender = openSender({ ...outpost.target, appUrl, shop }, 1_000);
  const answers: Answer[] = [];
  const deadline = Date.now() + SECONDS * 1_000 + PATIENCE_MS;
  const insist = async (body: string) => {
    let answer = await sender.send(body);
    answers.push(answer);
    for (
      let wait = AGAIN_MS.first;
      answer.status !== 200 && Date.now() < deadline;
      wait = Math.min(wait * 2, AGAIN_MS.longest)
    ) {
      await pause(wait);
      answer = await sender.send(body, answer.delivery);
      answers.push(answer);
    }
  };
  const told: Promise<void>[] = [];
  let telling = true;
  const teller = (async () => {
    while (telling) {
      serial += 1;
      told.push(insist(paidOrder(8_500_000 + serial, String(9_000 + (serial % 40)), 5)));
      await pause(1_000 / PER_SECOND);
    }
  })();
  await pause(1_000);
  await outage.begin();
  const began = performance.now();
  await pause(SECONDS * 1_000);
  const ended = performance.now();
  await outage.end();
  await pause(1_000);
  telling = false;
  await teller;
  await Promise.all(told);
  sender.close();
  return { answers, began, ended };
}

for (const [name, outage] of Object.entries(OUTAGES))
  test(`the database ${name} for ${SECONDS} s: refused within a second, nothing acknowledged is lost`, async () => {
    const before = await withDb((db) => bookedIn({ db }, shop));
    const sentBefore = serial;
    const { answers, began, ended } = await tellThrough(outpost.target.appUrl, outage);
    // Sent and answered while the database was gone; a line that was just being written does not count.
    const meanwhile = answers.filter(({ at, ms }) => at - ms > began + 50 && at < ended);
    const refused = spreadOf(meanwhile.map(({ ms }) => ms));
    expect(refused.count).toBeGreaterThan(SECONDS * 5);
    expect(meanwhile.filter(({ status }) => status < 500)).toEqual([]);
    expect(refused.max).toBeLessThan(REFUSAL_MS_MAX);
    await withDb(async (db) => {
      expect(await lostOf(db, answers)).toEqual([]);
      await allHandled(db, PATIENCE_MS);
      expect(await bookedIn({ db }, shop)).toBe(before + (serial - sentBefore) * 5);
    });
    details[name] = {
      seconds: SECONDS,
      refusedMs: refused,
      webhooks: serial - sentBefore,
      answers: answers.length,
      lost: 0,
    };
    tellDetails('outage', details);
  });

const details: Record<string, unknown> = {};

test('readiness says why, and comes back', async () => {
  const readiness = async () => {
    const response = await fetch(`${outpost.app.opsUrl}/readyz`);
    return { status: response.status, text: await response.text() };
  };
  outpost.line.cut();
  expect(await readiness()).toEqual({ status: 503, text: 'the database does not answer\n' });
  expect((await fetch(`${outpost.app.opsUrl}/metrics`)).status).toBe(200);
  outpost.line.mend();
  await expect.poll(readiness, { timeout: 20_000 }).toEqual({ status: 200, text: 'ready' });
});

/** The planted fault: 200 first, stored afterwards, if at all. */
async function startHasty(): Promise<{ url: string; server: Server; pool: pg.Pool }> {
  const pool = new pg.Pool({ connectionString: outpost.line.url, max: 4, connectionTimeoutMillis: 500 });
  pool.on('error', () => {});
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200).end();
    const delivery = request.headers['x-shopify-webhook-id'];
    void pool
      .query(
        `INSERT INTO inbox_events (shop, delivery_id, topic, api_version, triggered_at, received_at, body, state, next_attempt_at)
          VALUES ($1, $2, 'none', '2026-07', now(), now(), '{}', 'done', now()) ON CONFLICT DO NOTHING`,
        [shop, delivery],
      )
      .catch(() => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, server, pool };
}

test('a receiver that answers before it stores is caught by the same check', async () => {
  const hasty = await startHasty();
  const { answers, began, ended } = await tellThrough(hasty.url, {
    begin: async () => outpost.line.cut(),
    end: async () => outpost.line.mend(),
  });
  const lost = await withDb((db) => lostOf(db, answers));
  expect(answers.filter(({ at, status }) => at > began + 50 && at < ended && status < 500)).not.toEqual([]);
  expect(lost.length).toBeGreaterThan(SECONDS * 5);
  hasty.server.closeAllConnections();
  hasty.server.close();
  await hasty.pool.end();
});
