/**
 * Twenty things at once to the points of one member, round after round, on real Postgres: redemptions against each
 * other, against lapsing, refunds, use and return of a code, a merge. No point is spent twice.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCode } from '../../app/shopify/discount-codes.ts';
import { seededRandom } from '../../sandbox/store/random.ts';
import { expectBooksClosed } from '../support/books.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import {
  DEEDS,
  drawDeeds,
  newSpender,
  overspending,
  redeemNaively,
  SPENDING_PROGRAM,
} from '../support/spending.ts';
import { settleInbox } from '../support/telling.ts';
import { START_MS } from '../support/two-shops.ts';

const ROUNDS = Number(process.env.DOUBLE_SPEND_ROUNDS ?? 8);
const FIRST_SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const AT_ONCE = 20;
const DAY = 86_400_000;

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore(24);
});
afterAll(() => store.stop());

type Reply = { ok: boolean; value?: { code?: string } };

test(`${ROUNDS} rounds of ${AT_ONCE} things at once spend no point twice`, async () => {
  process.stdout.write(`double-spend: seeds ${FIRST_SEED} to ${FIRST_SEED + ROUNDS - 1}\n`);
  const shop = await store.addShop('double spend', SPENDING_PROGRAM);
  const tally = new Map<string, number>();
  for (let seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed += 1) {
    store.setTime(START_MS + (seed - FIRST_SEED) * DAY);
    const random = seededRandom(seed);
    const spender = await newSpender(store, shop, random);
    const names = drawDeeds(random, AT_ONCE);
    const replies = await Promise.all(names.map(async (name) => DEEDS[name]?.(spender)));
    await settleInbox(store);
    const won = names.filter((_, index) => (replies[index] as Reply | undefined)?.ok);
    for (const name of names) tally.set(name, (tally.get(name) ?? 0) + 1);
    tally.set('won', (tally.get('won') ?? 0) + won.length);
    const again = replies.filter((_, index) => names[index] === 'redeemAgain') as Reply[];
    const codes = new Set(again.flatMap((reply) => reply.value?.code ?? []));
    expect(codes.size, `seed ${seed}: one key, one code`).toBeLessThanOrEqual(1);
    expect(await overspending(spender), `seed ${seed}: ${names.join(', ')}`).toEqual([]);
  }
  await expectBooksClosed(shop);
  process.stdout.write(`double-spend: ${JSON.stringify(Object.fromEntries(tally))}\n`);
  expect(tally.get('won') ?? 0).toBeGreaterThan(ROUNDS);
});

test('a redemption without a lock is caught spending points twice', async () => {
  const shop = await store.addShop('double spend, naive', SPENDING_PROGRAM);
  const access = { shop, accessToken: 'shpat_inner-store' };
  let caught = 0;
  for (let round = 0; round < 5; round += 1) {
    store.setTime(START_MS + round * DAY);
    const spender = await newSpender(store, shop, seededRandom(round));
    const makeCode = (serial: number) =>
      createCode(access, {
        code: `NAIVE-${spender.memberId}-${serial}`,
        title: 'Naive',
        customerId: spender.customerId,
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + DAY).toISOString(),
        minimumSubtotal: null,
        combinesWith: { order: false, product: true, shipping: true },
        collections: null,
        effect: { kind: 'amountOff', amount: '5.00' },
      });
    await Promise.all(Array.from({ length: AT_ONCE }, () => redeemNaively(spender, store.db, makeCode)));
    const problems = await overspending(spender);
    caught += Number(problems.some((problem) => problem.includes('there were')));
  }
  expect(caught).toBe(5);
});
