/**
 * Random lives of members against a model written apart (`model-for-tests.ts`): after every step the ledger must agree
 * with it to the point and keep every invariant. A failure is cut down to the steps that matter.
 */
import { expect, test } from 'vitest';
import { bookTarget } from './book-target.ts';
import { FAULTS } from './faults-for-tests.ts';
import { LEDGER, type Ledger, live } from './live-for-tests.ts';
import { randomOf, randomShop, randomSteps, shrinkSteps } from './random-lives-for-tests.ts';
import { emptyState } from './state.ts';

const STEPS = 500;
const LIVES = Number(process.env.PROPERTY_RUNS ?? 10);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`ledger properties: seed ${SEED}, ${LIVES} lives of ${STEPS} steps\n`);

/** What is wrong with this ledger, told by the shortest life found; undefined when nothing is. */
function search(ledger: Ledger, seeds: Iterable<number>, count = STEPS) {
  for (const seed of seeds) {
    const random = randomOf(seed);
    const shop = randomShop(random);
    const steps = randomSteps(random, count);
    if (!live(shop, steps, ledger)) continue;
    const fewest = shrinkSteps(steps, (some) => live(shop, some, ledger) !== undefined);
    return { seed, shop, steps: fewest, message: live(shop, fewest, ledger)?.message };
  }
  return undefined;
}

function* seedsFrom(first: number, count: number): Generator<number> {
  for (let index = 0; index < count; index += 1) yield (first + index) >>> 0;
}

test('every life agrees with the model and keeps the invariants after every step', () => {
  expect(search(LEDGER, seedsFrom(SEED, LIVES))).toBeUndefined();
});

test.for(Object.entries(FAULTS))('the search finds a ledger that %s', ([, fault]) => {
  const found = search({ ...LEDGER, ...fault }, seedsFrom(SEED, 400), 200);
  expect(found?.message).toBeTypeOf('string');
  expect(found?.steps.length).toBeLessThanOrEqual(60);
});

test('facts in any order and any number of times end with the same booked points and the same total', () => {
  for (const seed of seedsFrom(SEED, LIVES * 10)) {
    const random = randomOf(seed);
    const { rule } = randomShop(random);
    const facts = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, id) => ({
      id,
      at: Math.floor(random() * 60) * 86_400_000,
      points: Math.floor(random() * 500),
      earlier: Math.floor(random() * 700),
    }));
    type Fact = (typeof facts)[number];
    const tell = (list: Fact[]) =>
      list.reduce((state, { id, at, points }, index) => {
        const source = `order:${id}`;
        const target = {
          source,
          points,
          maturesAt: at,
          expiry: rule,
          debtPolicy: 'debt' as const,
          reasons: [],
        };
        return bookTarget(
          state,
          // Whether it was an activity follows from its first state, whichever is told.
          { ...target, activeAt: at },
          {
            key: `k${index}`,
            inputHash: 'h',
            now: 61 * 86_400_000,
            occurredAt: at,
            actor: 't',
            programVersion: 1,
          },
        ).state;
      }, emptyState());
    const outcome = (list: Fact[]) => {
      const { balances, sources, lots } = tell(list);
      const { pending, available, reserved, debt } = balances;
      const booked = [...sources].map(([source, one]) => [
        source,
        one.earned - one.revoked - one.owed - one.waived - one.expired,
      ]);
      const ends = [...lots.values()]
        .filter((lot) => lot.remaining > 0 && lot.expiry.kind === 'inactivity')
        .map((lot) => `${lot.source} ${lot.expiresAt}`);
      return { total: pending + available + reserved + debt, booked: booked.sort(), ends: new Set(ends) };
    };
    const shuffle = (list: Fact[]) =>
      list
        .map((fact) => ({ fact, at: random() }))
        .sort((one, other) => one.at - other.at)
        .map(({ fact }) => fact);
    const straight = outcome(facts);
    const told = shuffle([...facts, ...facts]);
    expect(outcome(told), `seed ${seed}`).toEqual(straight);
    // An earlier state of some of them may have been heard of first.
    const stale = shuffle(facts.map((fact) => ({ ...fact, points: fact.earlier })));
    expect(outcome([...stale, ...told]).total, `seed ${seed}, with earlier states`).toBe(straight.total);
  }
});
