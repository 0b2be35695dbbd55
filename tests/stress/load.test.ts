/**
 * The traffic of a busy day: 2,000 webhooks a minute while shoppers redeem. None is lost, and how long everybody waits is
 * measured: Shopify for its answer, the books for an order, the shopper's metafield, a shopper for her code.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../app/db/provide-database.ts';
import { expectBooksClosed } from '../support/books.ts';
import { bookedIn } from '../support/fresh-shop.ts';
import { tellDatabase } from '../support/inner-store.ts';
import { type KillablePostgres, makeKillablePostgres } from '../support/killable-postgres.ts';
import { callProxy, startSandbox, type TestSandbox } from '../support/sandbox.ts';
import {
  type Insisted,
  allHandled,
  lostOf,
  openSender,
  paidOrder,
  refusalsOf,
  spreadOf,
  steadily,
  tellDetails,
} from '../support/webhook-load.ts';

const MINUTES = Number(process.env.LOAD_MINUTES ?? 0.15);
const WEBHOOKS_PER_MINUTE = 2_000;
const POINTS = 3;
const WELCOME_POINTS = 1_000;
const CUSTOMERS = 200;
const SHOPPERS = 40;
/** Orders of customers of their own are followed on their way; more at once would be load themselves. */
const FOLLOWED_PER_SECOND = 1;
const ANSWER_MS_MAX = 5_000;
const FOLLOW_MS = 60_000;

let postgres: KillablePostgres;
let sandbox: TestSandbox;
let everyone: string[];
let serial = 0;
beforeAll(async () => {
  postgres = makeKillablePostgres();
  const databaseUrl = await postgres.start({ max_connections: '100' });
  await migrate(databaseUrl);
  sandbox = await startSandbox({
    databaseUrl,
    program: { rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }] },
    env: { LOG_LEVEL: 'info' },
  });
  await tellDatabase(databaseUrl, 4);
  await sandbox.act('webhooks/enabled', { enabled: false });
  everyone = [];
  for (let index = 0; index < CUSTOMERS; index += 1)
    everyone.push((await sandbox.act<{ id: string }>('customers', { firstName: 'Load' })).id);
});
afterAll(async () => {
  await sandbox.stop();
  const { closePool } = await import('../../app/db/pool.ts');
  await closePool();
  await postgres.remove();
});

const nextOrder = (customerId: string, points = POINTS) =>
  paidOrder(8_700_000 + serial++, customerId, points);

/** A code and its undoing, as a shopper who changes her mind. @returns how long she waited, and what went wrong. */
async function redeemAndUndo(customerId: string): Promise<{ ms: number; problem: string | null }> {
  const { appUrl, apiSecret, shop } = sandbox;
  const began = performance.now();
  const redeemed = await callProxy<{ redemptionId?: string }>(appUrl, apiSecret, shop, 'redeem', customerId, {
    rewardId: 'five',
    idempotencyKey: randomUUID(),
  });
  const ms = performance.now() - began;
  if (redeemed.status !== 200)
    return { ms, problem: `redeem ${redeemed.status} ${JSON.stringify(redeemed.json)}` };
  const { redemptionId } = redeemed.json;
  const undone = await callProxy(appUrl, apiSecret, shop, 'undo', customerId, { redemptionId });
  return { ms, problem: undone.status === 200 ? null : `undo ${undone.status}` };
}

type Followed = { answer: Insisted; ledgerMs: number; metafieldMs: number };

/** One order of a customer of its own, from its sending to the books and to the metafield at Shopify. */
async function follow(send: (body: string) => Promise<Insisted>, customerId: string): Promise<Followed> {
  const before = await standingOf(customerId);
  const began = performance.now();
  const answer = await send(nextOrder(customerId));
  const until = async (holds: (now: Standing) => boolean) => {
    while (!holds(await standingOf(customerId))) {
      if (performance.now() - began > FOLLOW_MS) throw new Error('an order does not get there');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return performance.now() - began;
  };
  const ledgerMs = await until((now) => now.entries > before.entries);
  const metafieldMs = await until((now) => now.entries > before.entries && now.synced);
  return { answer, ledgerMs, metafieldMs };
}

type Standing = { entries: number; synced: boolean };

async function standingOf(customerId: string): Promise<Standing> {
  const { rows } = await sandbox.db.query<Standing>(
    `SELECT (SELECT count(*)::int FROM ledger_entries e WHERE e.shop = m.shop AND e.member_id = m.id) AS entries,
        standing_synced = standing_version AS synced
      FROM members m WHERE shop = $1 AND customer_id = $2`,
    [sandbox.shop, customerId],
  );
  return rows[0] ?? { entries: 0, synced: false };
}

test(`${WEBHOOKS_PER_MINUTE} webhooks a minute for ${MINUTES} minutes beside live redemptions: none lost`, async () => {
  const sender = openSender(sandbox, 32);
  const [shoppers, followed, crowd] = [
    everyone.slice(0, SHOPPERS),
    everyone.slice(SHOPPERS, 2 * SHOPPERS),
    everyone.slice(2 * SHOPPERS),
  ];
  const welcomes = await Promise.all(shoppers.map((one) => sender.send(nextOrder(one, WELCOME_POINTS))));
  await allHandled(sandbox.db, FOLLOW_MS);
  const seconds = MINUTES * 60;
  const pick = (from: string[], index: number) => from[index % from.length] ?? '';
  const [answers, redemptions, ways] = await Promise.all([
    steadily(WEBHOOKS_PER_MINUTE / 60 - FOLLOWED_PER_SECOND, seconds, (index) =>
      sender.insist(nextOrder(pick(crowd, index))),
    ),
    steadily(1, seconds, (index) => redeemAndUndo(pick(shoppers, index))),
    steadily(FOLLOWED_PER_SECOND, seconds, (index) => follow(sender.insist, pick(followed, index))),
  ]);
  sender.close();
  const all = [...answers, ...ways.map(({ answer }) => answer)];
  const spread = spreadOf(all.map(({ ms }) => ms));
  await allHandled(sandbox.db, 120_000);
  const figures = {
    webhooks: all.length,
    refusedAndSentAgain: refusalsOf(all),
    answerMs: spread,
    orderToLedgerMs: spreadOf(ways.map(({ ledgerMs }) => ledgerMs)),
    orderToMetafieldMs: spreadOf(ways.map(({ metafieldMs }) => metafieldMs)),
    redeemMs: spreadOf(redemptions.map(({ ms }) => ms)),
    lost: (await lostOf(sandbox.db, [...welcomes, ...all])).length,
  };
  tellDetails('load', figures);
  expect(redemptions.flatMap(({ problem }) => problem ?? [])).toEqual([]);
  expect(figures.lost).toBe(0);
  expect(spread.max).toBeLessThan(ANSWER_MS_MAX);
  expect(await bookedIn(sandbox, sandbox.shop)).toBe(all.length * POINTS + SHOPPERS * WELCOME_POINTS);
  await expectBooksClosed(sandbox.shop);
});

test('an order that was never booked is missed by the same count', async () => {
  const booked = await bookedIn(sandbox, sandbox.shop);
  const sender = openSender({ ...sandbox, shop: 'nobody.myshopify.com' }, 1);
  // Answered and kept, but for a shop that the app does not know: as an order that a fault has swallowed.
  const answer = await sender.send(nextOrder(everyone[0] ?? ''));
  sender.close();
  expect(answer.status).toBe(200);
  expect(await lostOf(sandbox.db, [answer])).toEqual([]);
  await expect(allHandled(sandbox.db, 10_000)).rejects.toThrow('ignored');
  expect(await bookedIn(sandbox, sandbox.shop)).toBe(booked);
  expect(await lostOf(sandbox.db, [{ ...answer, delivery: 'swallowed' }])).toEqual(['swallowed']);
});
