/**
 * Every webhook up to eight times, under the same delivery id and under others, many at the same instant while two
 * workers handle them: the books are those of a single run.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handleInbox } from '../../app/services/handle-inbox.ts';
import { type Random, seededRandom } from '../../sandbox/store/random.ts';
import { expectBooksClosed } from '../support/books.ts';
import { type InnerStore, startInnerStore, type Told } from '../support/inner-store.ts';
import { everyPaymentAdds } from '../support/naive-books.ts';
import { whole } from '../support/order-life.ts';
import { settleInbox, tell } from '../support/telling.ts';
import { differences, totalsOf } from '../support/totals.ts';
import { beginLife, liveOn, openPair, type Pair, PROGRAMS, START_MS } from '../support/two-shops.ts';

const EVENTS = Number(process.env.DUPLICATES_EVENTS ?? 150);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const COPIES_MAX = 8;
/** How far, in webhooks, a copy may come after its first. */
const LAG_MAX = 200;

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore(20);
});
afterAll(() => store.stop());

type Copy = { event: Told; deliveryId: string };

/** What arrives together, instant after instant: a quarter of the webhooks with all their copies at once. */
function instantsOf(events: Told[], random: Random): Copy[][] {
  const instants: { at: number; copies: Copy[] }[] = [];
  events.forEach((event, index) => {
    const copies = Array.from({ length: whole(random, 1, COPIES_MAX) }, () => ({
      event,
      deliveryId: random() < 0.5 ? event.id : randomUUID(),
    }));
    if (random() < 0.25) instants.push({ at: index, copies });
    else copies.forEach((copy) => instants.push({ at: index + random() * LAG_MAX, copies: [copy] }));
  });
  return instants.sort((one, other) => one.at - other.at).map(({ copies }) => copies);
}

/** Delivers while two workers handle what is there. */
async function tellRepeatedly(pair: Pair, instants: Copy[][]): Promise<void> {
  let telling = true;
  const worker = async () => {
    while (telling) if ((await handleInbox()) === 0) await new Promise((resolve) => setImmediate(resolve));
  };
  const workers = Promise.all([worker(), worker()]);
  for (const copies of instants) {
    await Promise.all(
      copies.map(({ event, deliveryId }) => tell(pair.other, event, { deliveryId, codes: pair.codes })),
    );
  }
  telling = false;
  await workers;
  await settleInbox(store);
}

test(`${EVENTS} webhooks, each up to ${COPIES_MAX} times, give the books of a single run`, async () => {
  process.stdout.write(`duplicates: seed ${SEED}\n`);
  const random = seededRandom(SEED);
  const [program] = PROGRAMS;
  store.setTime(START_MS);
  const pair = await openPair(store, 'duplicates', program);
  const life = await beginLife(store, pair, random, { customers: Math.ceil(EVENTS / 50), codes: 5 });
  const events = await liveOn(store, pair, life, EVENTS);
  const instants = instantsOf(events, random);
  await tellRepeatedly(pair, instants);
  const expected = await totalsOf(store.db, pair.straight);
  expect(expected.orders.size).toBeGreaterThan(EVENTS / 50);
  expect(differences(expected, await totalsOf(store.db, pair.other))).toEqual([]);
  await expectBooksClosed(pair.straight);
  await expectBooksClosed(pair.other);

  // The planted fault: who adds every payment is right about single deliveries and must be found wrong about copies.
  const heard = instants.flat().map(({ event }) => event);
  const naive = (told: Told[]) => ({ ...expected, orders: everyPaymentAdds(told, program) });
  expect(differences(naive(events), naive(heard)).length).toBeGreaterThan(0);
  const together = instants.filter((copies) => copies.length > 1).length;
  process.stdout.write(
    `duplicates: ${events.length} webhooks, ${heard.length} deliveries, ${together} times several at one instant\n`,
  );
});
