/**
 * Webhooks lost, one by one and by the minute: once all orders have been read from Shopify, the books are those of a
 * shop that heard of everything.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrder } from '../../sandbox/store/orders.ts';
import { seededRandom } from '../../sandbox/store/random.ts';
import { expectBooksClosed } from '../support/books.ts';
import { type InnerStore, startInnerStore, type Told } from '../support/inner-store.ts';
import { pick } from '../support/order-life.ts';
import { readPast } from '../support/read-past.ts';
import { settleInbox, tell } from '../support/telling.ts';
import { differences, totalsOf } from '../support/totals.ts';
import { beginLife, liveOn, openPair, PROGRAMS, START_MS } from '../support/two-shops.ts';

const EVENTS = Number(process.env.LOSS_EVENTS ?? 150);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
/** Each of the two ways to lose a webhook; together a tenth. */
const LOST = 0.05;

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore();
});
afterAll(() => store.stop());

test(`of ${EVENTS} webhooks a tenth is lost; reading the orders brings the books to what they should be`, async () => {
  process.stdout.write(`loss: seed ${SEED}\n`);
  const random = seededRandom(SEED);
  store.setTime(START_MS);
  const pair = await openPair(store, 'loss', PROGRAMS[1]);
  const life = await beginLife(store, pair, random, { customers: Math.ceil(EVENTS / 50), codes: 5 });
  let lost = 0;
  const hear = async (told: Told[]) => {
    // Single deliveries go astray; at times everything of an act does, as when the app was down.
    const down = random() < LOST;
    for (const event of told) {
      if (down || random() < LOST) lost += 1;
      else await tell(pair.other, event, { codes: pair.codes });
    }
    await settleInbox(store);
  };
  const events = await liveOn(store, pair, life, EVENTS, hear);
  // The control: one order of which nothing was heard.
  createOrder(store.context, { customerId: pick(random, life.customers), lines: [{ unitPrice: 4_200 }] });
  for (const event of store.takeEvents()) await tell(pair.straight, event);
  await settleInbox(store);
  const expected = await totalsOf(store.db, pair.straight);
  const before = differences(expected, await totalsOf(store.db, pair.other));
  await readPast(store, pair.other);
  expect(differences(expected, await totalsOf(store.db, pair.other))).toEqual([]);
  await expectBooksClosed(pair.straight);
  await expectBooksClosed(pair.other);

  // What was lost had been missed, and the comparison saw it.
  expect(before.length).toBeGreaterThan(0);
  expect(lost).toBeGreaterThan(0);
  process.stdout.write(
    `loss: ${lost} of ${events.length} webhooks lost, ${before.length} differences before the orders were read\n`,
  );
});
