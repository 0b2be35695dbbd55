/**
 * Random lives against the model written apart: the same moves at the same instants, the same standing after every fact,
 * and what the standing promises about the future comes true.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tiers, type Tiers } from '#app/core/program/tiers.ts';
import { instantOfTick, monthsLater, tickOfDay } from '#app/core/tiers/model-calendar-for-tests.ts';
import { playModel, type Fault, type ModelFact } from '#app/core/tiers/model-for-tests.ts';
import {
  changeTierRules,
  contribute,
  grantTier,
  nextTierDueAt,
  openTierBook,
  passTiersTo,
  setScore,
  tierStanding,
  type TierBook,
  type TierMove,
} from '#app/core/tiers/tier-book.ts';

const RUNS = Number(process.env.TIER_LIVES ?? 150);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`tier properties: seed ${SEED}, ${RUNS} lives\n`);

type Life = { zone: string; rules: Tiers; facts: ModelFact[]; end: number };

const thresholds = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 4 })), {
    minLength: 1,
    maxLength: 3,
    selector: ([enter]) => enter,
  })
  .map((list) => list.toSorted(([a], [b]) => a - b));

const list = fc
  .record({
    thresholds,
    names: fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 3 }),
    manualAt: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ thresholds: steps, names, manualAt }) => {
    const rungs: object[] = steps.map(([enter, less], index) => ({
      id: names[index],
      name: { en: 'Tier' },
      enter: String(enter),
      ...(less > 0 && { keep: String(Math.max(0, enter - less)) }),
    }));
    if (manualAt <= rungs.length) rungs.splice(manualAt, 0, { id: 'm', name: { en: 'Hand' }, enter: null });
    return rungs;
  });

const rulesArbitrary: fc.Arbitrary<Tiers> = fc
  .record({
    list,
    basis: fc.constantFrom('spend', 'spend', 'points', 'orders', 'score'),
    period: fc.oneof(
      fc.constant({ kind: 'lifetime' }),
      fc.constantFrom(1, 2, 4, 12).map((firstMonth) => ({ kind: 'calendarYear', firstMonth })),
      fc.constantFrom(1, 2, 6, 12).map((months) => ({ kind: 'rolling', months })),
    ),
    graceDays: fc.constantFrom(0, 0, 1, 10, 40, 365),
    drop: fc.constantFrom('oneStep', 'byBalance'),
    refundUndoes: fc.boolean(),
    onChange: fc.constantFrom('keepUntilPeriodEnd', 'moveNow'),
  })
  .map((rules) => tiers.parse(rules));

const gap = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 6 }).map((ticks) => ({ ticks, months: 0 })) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 45 }).map((days) => ({ ticks: days * 4, months: 0 })) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2, 6, 12).map((months) => ({ ticks: 0, months })) },
);
const unit = fc.integer({ min: 0, max: 5 });
const source = fc.integer({ min: 0, max: 5 }).map((index) => `s${index}`);
const deed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('order' as const),
      source,
      spend: unit,
      points: unit,
      orders: unit,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      source,
      spend: unit,
      points: unit,
      orders: unit,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('score' as const), score: fc.integer({ min: 0, max: 9 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      tierId: fc.constantFrom('a', 'b', 'c', 'm'),
      days: fc.constantFrom(null, 0, 5, 100),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rules' as const), to: rulesArbitrary }) },
);

const lifeArbitrary: fc.Arbitrary<Life> = fc
  .record({
    zone: fc.constantFrom('Europe/Berlin', 'UTC', 'Pacific/Auckland', 'America/New_York'),
    rules: rulesArbitrary,
    start: fc.integer({ min: tickOfDay(2023, 10, 28), max: tickOfDay(2024, 3, 31) }),
    steps: fc.array(fc.record({ gap, deed }), { minLength: 4, maxLength: 16, size: 'max' }),
    rest: fc.integer({ min: 0, max: 2_500 }),
  })
  .map(({ zone, rules, start, steps, rest }) => {
    let tick = start;
    const facts = steps.map((step) => {
      tick = monthsLater(tick, step.gap.months) + step.gap.ticks;
      return factOf(step.deed, tick);
    });
    return { zone, rules, facts, end: tick + rest };
  });

function factOf(
  one: (typeof deed)['generate'] extends (...args: never[]) => { value: infer D } ? D : never,
  tick: number,
): ModelFact {
  switch (one.do) {
    case 'order':
    case 'refund': {
      const sign = one.do === 'order' ? 1 : -1;
      const { spend, points, orders } = one;
      return {
        kind: 'amount',
        tick,
        source: one.source,
        spend: sign * spend * 100,
        points: sign * points,
        orders: sign * orders,
      };
    }
    case 'score':
      return { kind: 'score', tick, score: one.score };
    case 'grant':
      return {
        kind: 'grant',
        tick,
        tierId: one.tierId,
        until: one.days === null ? null : tick + one.days * 4,
      };
    case 'rules':
      return { kind: 'rules', tick, to: one.to };
  }
}

/** Plays a life in the book; `look` sees the book after every fact. */
function playBook({ zone, rules: first, facts, end }: Life, look: (book: TierBook, rules: Tiers) => void) {
  const book = openTierBook(zone, 'EUR');
  let rules = first;
  const moves: TierMove[] = [];
  const stands: { tier: string | null; grace: number | null }[] = [];
  for (const fact of facts) {
    const at = instantOfTick(fact.tick, zone);
    moves.push(...passTiersTo(book, rules, at), ...tell(book, rules, fact, at, zone));
    if (fact.kind === 'rules') rules = fact.to;
    stands.push({ tier: tierStanding(book, rules, at).tierId, grace: book.graceUntil });
    look(book, rules);
  }
  moves.push(...passTiersTo(book, rules, instantOfTick(end, zone)));
  return { moves, stands };
}

function tell(book: TierBook, rules: Tiers, fact: ModelFact, at: number, zone: string): TierMove[] {
  switch (fact.kind) {
    case 'amount': {
      const { spend, points, orders } = fact;
      return contribute(book, rules, { at, source: fact.source, amounts: { spend, points, orders } });
    }
    case 'score':
      return setScore(book, rules, at, fact.score);
    case 'grant': {
      const until = fact.until === null ? null : instantOfTick(fact.until, zone);
      return grantTier(book, rules, { at, tierId: fact.tierId, until });
    }
    case 'rules':
      return changeTierRules(book, rules, fact.to, at);
  }
}

function modelOf({ zone, rules, facts, end }: Life, fault: Fault | null = null) {
  const { moves, stands } = playModel(rules, facts, end, fault);
  return {
    moves: moves.map(({ tick, ...move }) => ({ ...move, at: instantOfTick(tick, zone) })),
    stands: stands.map(({ tier, grace }) => ({
      tier,
      grace: grace === null ? null : instantOfTick(grace, zone),
    })),
  };
}

test('every life moves through the tiers as the definitions say', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(lifeArbitrary, (life) => {
      const told = playBook(life, () => undefined);
      for (const { because } of told.moves) seen.set(because, (seen.get(because) ?? 0) + 1);
      expect(told).toEqual(modelOf(life));
    }),
    { numRuns: RUNS, seed: SEED },
  );
  process.stdout.write(`tier properties: moves ${JSON.stringify(Object.fromEntries(seen))}\n`);
  expect([...seen.keys()].toSorted()).toEqual(
    ['entered', 'grace-over', 'grant-ended', 'granted', 'period-end', 'refund', 'rules-changed'].toSorted(),
  );
});

test.each<Fault>(['enters-above', 'window-too-long', 'grace-too-short', 'forgets-refunds'])(
  'a model that "%s" is found out',
  (fault) => {
    const result = fc.check(
      fc.property(lifeArbitrary, (life) => {
        expect(playBook(life, () => undefined)).toEqual(modelOf(life, fault));
      }),
      { numRuns: 2_000, seed: SEED, endOnFailure: true },
    );
    expect(result.failed).toBe(true);
  },
);

test('time moves nobody before the instant that was named, and the tier is kept as long as was promised', () => {
  fc.assert(
    fc.property(lifeArbitrary, (life) => {
      playBook(honest(life), (book, rules) => {
        expectQuietUntilDue(book, rules);
        expectPromiseKept(book, rules);
      });
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

/** Without refunds of more than there was: nothing that leaves a window can lift anybody then. */
function honest(life: Life): Life {
  const rest = new Map<string, { spend: number; points: number; orders: number }>();
  const facts = life.facts.filter((fact) => {
    if (fact.kind !== 'amount') return true;
    const old = rest.get(fact.source) ?? { spend: 0, points: 0, orders: 0 };
    const sum = {
      spend: old.spend + fact.spend,
      points: old.points + fact.points,
      orders: old.orders + fact.orders,
    };
    if (Math.min(...Object.values(sum)) < 0) return false;
    rest.set(fact.source, sum);
    return true;
  });
  return { ...life, facts };
}

function expectQuietUntilDue(original: TierBook, rules: Tiers): void {
  const book = structuredClone(original);
  for (let look = 0; look < 4; look += 1) {
    const due = nextTierDueAt(book, rules);
    const grace = book.graceUntil;
    expect(passTiersTo(book, rules, (due ?? book.now + 10 * 366 * 86_400_000) - 1)).toEqual([]);
    expect(book.graceUntil).toBe(grace);
    if (due === null) return;
    passTiersTo(book, rules, due);
  }
}

function expectPromiseKept(original: TierBook, rules: Tiers): void {
  const book = structuredClone(original);
  const { tierId, keptUntil, graceUntil } = tierStanding(book, rules, book.now);
  if (tierId === null) return;
  const moves = passTiersTo(book, rules, (keptUntil ?? book.now + 10 * 366 * 86_400_000) - 1);
  expect(moves).toEqual([]);
  if (keptUntil === null) return;
  // Beneath a grant a grace may begin before the grant ends.
  if (graceUntil === null && book.grants.length === 0) {
    expect(tierStanding(book, rules, keptUntil - 1).graceUntil).toBeNull();
  }
  passTiersTo(book, rules, keptUntil);
  const after = tierStanding(book, rules, keptUntil);
  expect(after.tierId !== tierId || after.graceUntil !== null).toBe(true);
}
