/** Everything at once: webhooks over 32 connections, each answered within Shopify's five seconds, none lost. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { addFreshShop, bookedIn } from '../support/fresh-shop.ts';
import { makeOutpost, type Outpost } from '../support/outpost.ts';
import {
  type Answer,
  type Insisted,
  allHandled,
  lostOf,
  openSender,
  paidOrder,
  refusalsOf,
  spreadOf,
  tellDetails,
} from '../support/webhook-load.ts';

const WEBHOOKS = Number(process.env.BURST_WEBHOOKS ?? 600);
const CONNECTIONS = 32;
/** Shopify waits so long, then counts the delivery as failed. */
const ANSWER_MS_MAX = 5_000;
const BOOKING_MS = 600_000;

let outpost: Outpost;
let db: pg.Pool;
let shop: string;
beforeAll(async () => {
  outpost = await makeOutpost();
  db = new pg.Pool({ connectionString: outpost.databaseUrl, max: 3 });
  shop = await addFreshShop({ db }, 'burst', 'EUR');
});
afterAll(async () => {
  await db.end();
  await outpost.stop();
});

test(`a burst of ${WEBHOOKS} webhooks is answered in time and kept whole`, async () => {
  const sender = openSender({ ...outpost.target, shop }, CONNECTIONS);
  const answers: Insisted[] = [];
  let next = 0;
  const began = performance.now();
  const connection = async () => {
    for (let index = next++; index < WEBHOOKS; index = next++)
      answers.push(await sender.insist(paidOrder(8_000_000 + index, String(9_000 + (index % 500)), 7)));
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const seconds = (performance.now() - began) / 1_000;
  sender.close();
  const spread = spreadOf(answers.map(({ ms }) => ms));
  expect(spread.max).toBeLessThan(ANSWER_MS_MAX);
  expect(await lostOf(db, answers)).toEqual([]);
  await allHandled(db, BOOKING_MS);
  const bookedSeconds = (performance.now() - began) / 1_000;
  expect(await bookedIn({ db }, shop)).toBe(WEBHOOKS * 7);
  tellDetails('burst', {
    connections: CONNECTIONS,
    answerMs: spread,
    perSecond: Math.round(WEBHOOKS / seconds),
    secondsUntilBooked: Number(bookedSeconds.toFixed(1)),
    refusedAndSentAgain: refusalsOf(answers),
    lost: 0,
  });
});

test('a webhook that was answered and not kept is found', async () => {
  const never: Answer = { delivery: 'never-stored', status: 200, ms: 1, at: 0 };
  expect(await lostOf(db, [never, { ...never, delivery: 'refused', status: 503 }])).toEqual(['never-stored']);
});
