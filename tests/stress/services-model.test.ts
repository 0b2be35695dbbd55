/**
 * Random programs and random commands against the services on real Postgres: earn, hold, refund, edit, cancel, deeds,
 * changes, redeem, use, undo, merge, erase, publish, time; late, twice and in any order. After every 50 steps the books
 * close and are what the facts give, told to a fresh shop once and in order.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../sandbox/store/random.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { addCustomer, step } from '../support/services-model/commands.ts';
import { problemsOf, retire } from '../support/services-model/expectation.ts';
import type { ModelShop } from '../support/services-model/model-shop.ts';
import { type Kind, randomKind, randomProgram } from '../support/services-model/random-program.ts';
import { START_MS } from '../support/two-shops.ts';

const STEPS = Number(process.env.SERVICES_STEPS ?? 200);
const FIRST_SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const STEPS_OF_LIFE = 100;
const LOOK_EVERY = 50;
const MEMBERS = 6;

let store: InnerStore;
let lives = 0;
beforeAll(async () => {
  store = await startInnerStore();
});
afterAll(() => store.stop());

type Fault = { after: number; plant: (model: ModelShop) => Promise<unknown> };
type Outcome = { problems: string[]; steps: number; model: ModelShop };

async function openShop(seed: number, kindOf: Partial<Kind>): Promise<ModelShop> {
  store.setTime(START_MS);
  const random = seededRandom(seed);
  const kind = { ...randomKind(random), ...kindOf };
  lives += 1;
  const shop = await store.addShop(`model ${seed} ${lives}`, randomProgram(random, kind));
  const zone = seed % 2 === 0 ? 'Europe/Berlin' : 'America/New_York';
  await store.db.query('UPDATE shops SET timezone = $2 WHERE shop = $1', [shop, zone]);
  const model: ModelShop = {
    ...{ store, shop, kind, random, customers: [], heirs: new Map(), orders: [], facts: new Map() },
    ...{ adjustments: [], codes: [], late: [], serial: 0, ignoresRefunds: false, tally: new Map() },
  };
  for (let index = 0; index < MEMBERS; index += 1) addCustomer(model);
  return model;
}

/** @returns what was wrong at the first look that found anything, and after how many steps that was. */
async function live(seed: number, steps: number, fault?: Fault, kind: Partial<Kind> = {}): Promise<Outcome> {
  const model = await openShop(seed, kind);
  let at = 0;
  try {
    for (at = 1; at <= steps; at += 1) {
      await step(model);
      if (fault?.after === at) await fault.plant(model);
      if (at % LOOK_EVERY !== 0 && at !== steps) continue;
      const problems = await problemsOf(model);
      if (problems.length > 0) return { problems, steps: at, model };
    }
    return { problems: [], steps, model };
  } catch (error) {
    return {
      problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      steps: at,
      model,
    };
  } finally {
    await retire(model, model.shop);
  }
}

/** The shortest beginning of this life that shows a problem, by halving. */
async function shorten(seed: number, found: Outcome): Promise<Outcome> {
  let shortest = found;
  for (let low = 1, high = found.steps; low < high;) {
    const middle = Math.floor((low + high) / 2);
    const outcome = await live(seed, middle);
    if (outcome.problems.length === 0) low = middle + 1;
    else {
      shortest = outcome;
      high = outcome.steps;
    }
    if (outcome.problems.length > 0 && outcome.steps > middle) break;
  }
  return shortest;
}

test(`${STEPS} random steps leave books that close and are what the facts give`, async () => {
  const count = Math.ceil(STEPS / STEPS_OF_LIFE);
  process.stdout.write(`services: seeds ${FIRST_SEED} to ${FIRST_SEED + count - 1}\n`);
  const tally = new Map<string, number>();
  for (let seed = FIRST_SEED; seed < FIRST_SEED + count; seed += 1) {
    const outcome = await live(seed, STEPS_OF_LIFE);
    if (outcome.problems.length > 0) {
      const { problems, steps, model } = await shorten(seed, outcome);
      const told = `seed ${seed}, ${steps} steps, ${JSON.stringify(model.kind)}`;
      expect(problems, told).toEqual([]);
    }
    for (const [what, times] of outcome.model.tally) tally.set(what, (tally.get(what) ?? 0) + times);
  }
  process.stdout.write(`services: ${JSON.stringify(Object.fromEntries(tally))}\n`);
});

const FAULTS: Record<string, Fault> = {
  'a lot with a point more': {
    after: 40,
    plant: (model) =>
      store.db.query(
        `UPDATE lots l SET remaining = remaining + 1 FROM (SELECT member_id, seq FROM lots WHERE shop = $1
          AND remaining > 0 LIMIT 1) AS x WHERE l.shop = $1 AND l.member_id = x.member_id AND l.seq = x.seq`,
        [model.shop],
      ),
  },
  'a deed that is gone': {
    after: 25,
    plant: (model) => store.db.query(`DELETE FROM deeds WHERE shop = $1`, [model.shop]),
  },
  'a handler that ignores refunds': {
    after: 1,
    plant: async (model) => {
      model.ignoresRefunds = true;
    },
  },
};

test.each(Object.entries(FAULTS))('%s is noticed', async (_, fault) => {
  let caught = 0;
  for (let seed = 1; seed <= 4 && caught === 0; seed += 1) {
    const { problems } = await live(seed, 60, fault, { plain: false, lapses: false, ticks: false });
    caught += Number(problems.length > 0);
  }
  expect(caught).toBe(1);
});
