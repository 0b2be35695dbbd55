import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aLife, NOW, somePast } from '#app/core/concept/concept-for-tests.ts';
import { USUAL_CONCEPT, GOALS, MOVERS } from '#app/core/concept/concept.ts';
import { type Forecast, foresee, MONTH_MS } from '#app/core/concept/foresee.ts';
import { pastVersions } from '#app/core/concept/past-program.ts';
import { type PastPoints, pastStart, project, USUAL } from '#app/core/concept/project.ts';
import { propose } from '#app/core/concept/propose.ts';
import { termsOf, walkLife } from '#app/core/concept/walk-life.ts';
import { evaluateMember } from '#app/core/earning/evaluate-member.ts';
import { aLine, anOrder, aProgram, per } from '#app/core/earning/facts-for-tests.ts';
import type { Program } from '#app/core/program/program.ts';
import { DAY_MS } from '#app/core/time.ts';

const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));
const ASSUMED = { ...USUAL, margin: 40 };

function forecastOf(lives: Forecast['lives'], months = 6): Forecast {
  return { asOf: NOW, months, lives };
}

const FIVE_OFF = { kind: 'amountOff' as const, id: 'five', points: 500, amount: '5.00' };
const PLAIN = aProgram({ earning: { rules: [per(5, '1.00')] }, hold: { days: 14 }, rewards: [FIVE_OFF] });

test('a program is worked out by hand: points, what is redeemed, what stays, what pays for it', () => {
  // 120.00, 80.00 and 60.00: 600, 400 and 300 points. With the second order 14 days later 500 of 600 are redeemed, with
  // the third 500 more of 1,000 − 500; 300 stay.
  const life = aLife(
    [],
    [
      [10, 12_000],
      [30, 8_000],
      [60, 6_000],
    ],
  );
  const told = project(PLAIN, forecastOf([life]), { ...ASSUMED, redeem: 100 }, 'EUR');
  expect(told).toMatchObject({
    members: 1,
    issued: { orders: 1_300, gifts: 0, past: 0, total: 1_300 },
    redeemed: 1_000,
    outstanding: 300,
    revenueMinor: 26_000,
    costMinor: 1_000,
    liabilityMinor: 300,
    reached: { members: 1, percent: 100 },
    // 10.00 are 40 % of 25.00.
    breakEven: { revenueMinor: 2_500, orders: 1 },
  });
  expect(told.breakEven?.percent).toBeCloseTo(9.6, 1);
});

test('half of the members redeem: half of the points and of the cost', () => {
  const life = aLife(
    [],
    [
      [10, 12_000],
      [30, 8_000],
      [60, 6_000],
    ],
  );
  const told = project(PLAIN, forecastOf([life]), { ...ASSUMED, redeem: 50 }, 'EUR');
  expect(told).toMatchObject({ redeemed: 500, outstanding: 800, costMinor: 500, liabilityMinor: 800 });
});

test('a program that gives nothing costs nothing, and nobody to give to costs nothing', () => {
  const nothing = aProgram({ earning: { rules: [] }, rewards: [FIVE_OFF] });
  const { lives } = foresee(somePast(3), 6);
  for (const told of [
    project(nothing, forecastOf(lives), ASSUMED, 'EUR', { kind: 'all' }),
    project(PLAIN, forecastOf([]), ASSUMED, 'EUR'),
    project({ ...PLAIN, active: false }, forecastOf(lives), ASSUMED, 'EUR'),
  ]) {
    expect(told.issued.total).toBe(0);
    expect(told.redeemed).toBe(0);
    expect(told.costMinor).toBe(0);
    expect(told.liabilityMinor).toBe(0);
    expect(told.breakEven).toEqual({ revenueMinor: 0, percent: 0, orders: 0 });
  }
});

test('without a reward that takes an amount off points have no price', () => {
  const told = project(aProgram({}), foresee(somePast(3), 6), ASSUMED, 'EUR');
  expect(told).toMatchObject({ costMinor: null, liabilityMinor: null, burdenPercent: null, reached: null });
});

const ratedBy = (points: number): Program =>
  aProgram({ ...PLAIN, earning: { rules: [per(points, '1.00')] } });

test('more points per amount never give, redeem or cost less', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 0, max: 20 }), fc.nat(10), (seed, rate, more) => {
      const forecast = foresee(somePast(seed, { customers: 30 }), 6);
      const [less, greater] = [rate, rate + more].map((points) =>
        project(ratedBy(points), forecast, ASSUMED, 'EUR', { kind: 'months', months: 6 }),
      );
      for (const pick of [
        (one: typeof less) => one?.issued.total,
        (one: typeof less) => one?.redeemed,
        (one: typeof less) => one?.costMinor,
        (one: typeof less) => one?.reached?.members,
      ])
        expect(pick(greater)).toBeGreaterThanOrEqual(pick(less) ?? 0);
    }),
    { seed: SEED, numRuns: 40 },
  );
});

test('the same shop in another currency is projected the same, amount for amount', () => {
  const euros = somePast(11);
  const yen = { ...somePast(11), currency: 'JPY' };
  const concept = USUAL_CONCEPT;
  const told = [euros, yen].map((past) => {
    const { program } = propose(concept, past);
    return project(program, foresee(past, 6), ASSUMED, past.currency, { kind: 'all' });
  });
  // A unit of 100 yen has as many minor units as a euro.
  expect(told[0]).toEqual(told[1]);
});

test('the short way through the rules gives what the judging of orders gives, on random lives', () => {
  const choices: PastPoints[] = [{ kind: 'none' }, { kind: 'all' }, { kind: 'months', months: 3 }];
  fc.assert(
    fc.property(
      fc.nat(10_000),
      fc.constantFrom(...GOALS),
      fc.constantFrom(...MOVERS),
      fc.constantFrom(...choices),
      (seed, goal, moves, choice) => {
        const past = somePast(seed, { customers: 30 });
        const { program } = propose({ ...USUAL_CONCEPT, goal, moves, assortment: 'oneOff' }, past);
        for (const life of foresee(past, 6).lives.slice(0, 60)) expectSame(program, life, choice);
      },
    ),
    { seed: SEED, numRuns: 30 },
  );
});

function expectSame(program: Program, life: Forecast['lives'][number], choice: PastPoints): void {
  // Grace keeps a tier for a while: the short way knows none.
  const plain = { ...program, tiers: { ...program.tiers, graceDays: 0 } };
  const until = NOW + 6 * MONTH_MS;
  const walked = walkLife(life, termsOf(plain, 'EUR'), NOW, pastStart(choice, NOW), until);
  const versions = [...pastVersions(plain, choice, NOW), { config: plain, appliesFrom: NOW }].map(
    (one, index) => ({
      version: index + 1,
      ...one,
    }),
  );
  const orders = [...life.past, ...life.next].map(({ at, minor }, index) => ({
    facts: anOrder({
      orderId: `${index}`,
      occurredAt: new Date(at).toISOString(),
      lines: [aLine({ unitPriceMinor: minor })],
    }),
    traits: {},
    version: versions.findLast(({ appliesFrom }) => appliesFrom <= at)?.version ?? null,
  }));
  const outcome = evaluateMember({
    zone: 'UTC',
    currency: 'EUR',
    customerId: '1',
    orders,
    deeds: [],
    changes: [],
    versions,
    alreadyGiven: [],
    now: until,
  });
  const given = outcome.targets.reduce((sum, { points }) => sum + points, 0);
  const told = [...walked.earned, ...walked.gifts].reduce((sum, { points }) => sum + points, walked.past);
  // A tier that is lost with time is judged at the end of a day or month; the rest is the same to the point.
  if (outcome.moves.every(({ to, from }) => rank(plain, to) > rank(plain, from))) {
    expect(told).toBe(given);
    expect(walked.tierId).toBe(outcome.tier.tierId);
  }
}

function rank({ tiers }: Program, id: string | null): number {
  return tiers.list.findIndex((tier) => tier.id === id);
}

test('a forecast is the same wherever it is made', () => {
  expect(foresee(somePast(5), 12)).toEqual(foresee(somePast(5), 12));
});

test('a shop that nobody new has come to for months expects nobody new', () => {
  const past = somePast(6);
  const quiet = { ...past, months: past.months.map((month) => ({ ...month, newCustomers: 0 })) };
  expect(foresee(quiet, 6).lives.every((life) => life.past.length > 0)).toBe(true);
  expect(foresee(past, 6).lives.some((life) => life.past.length === 0)).toBe(true);
});

test('purchases of the past give points only from the time that was chosen', () => {
  const life = aLife(
    [
      [200, 10_000],
      [80, 10_000],
    ],
    [[1, 10_000]],
  );
  const pastOf = (choice: PastPoints) =>
    project(PLAIN, forecastOf([life]), ASSUMED, 'EUR', choice).issued.past;
  expect([pastOf({ kind: 'none' }), pastOf({ kind: 'months', months: 3 }), pastOf({ kind: 'all' })]).toEqual([
    0, 500, 1_000,
  ]);
  expect(pastStart({ kind: 'months', months: 3 }, NOW)).toBe(NOW - 91 * DAY_MS);
});
