import { expect, test } from 'vitest';
import { somePast } from '#app/core/concept/concept-for-tests.ts';
import {
  ASSORTMENTS,
  type Concept,
  USUAL_CONCEPT,
  GOALS,
  MOVERS,
  PLACES,
} from '#app/core/concept/concept.ts';
import { emptyPast, figuresOf, type PastSummary } from '#app/core/concept/past-summary.ts';
import { propose } from '#app/core/concept/propose.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import { plainRate, type Program, programSchema } from '#app/core/program/program.ts';

const CONCEPTS = GOALS.flatMap((goal) =>
  MOVERS.flatMap((moves) =>
    ASSORTMENTS.map((assortment): Concept => ({
      ...USUAL_CONCEPT,
      goal,
      moves,
      assortment,
      met: [...PLACES],
    })),
  ),
);
const ORDER_MINOR = { EUR: 6_000, JPY: 9_000, KWD: 24_000, HUF: 2_400_000, UGX: 180_000 };
const PASTS = Object.entries(ORDER_MINOR).flatMap(([currency, orderMinor]) => [
  emptyPast(currency, 'UTC', 0),
  somePast(1, { currency, orderMinor }),
  somePast(2, { currency, orderMinor: Math.round(orderMinor / 6) }),
  somePast(3, { currency, orderMinor: orderMinor * 20 }),
]);

function every(check: (program: Program, past: PastSummary, concept: Concept) => void): void {
  for (const past of PASTS)
    for (const concept of CONCEPTS) check(propose(concept, past).program, past, concept);
}

function cheapest({ rewards }: Program): number {
  return Math.min(...rewards.map(({ points }) => points));
}

test('every proposal is a program, and its amounts can be paid in its currency', () => {
  every((program, past) => {
    expect(programSchema.safeParse(program).success).toBe(true);
    const amounts = [
      ...program.earning.rules.map((rule) => ('perAmount' in rule ? rule.perAmount : '1')),
      ...program.earning.rules.map((rule) =>
        'minimumSubtotal' in rule ? (rule.minimumSubtotal ?? '1') : '1',
      ),
      ...program.rewards.map((reward) => ('amount' in reward ? reward.amount : '1')),
      ...program.tiers.list.map(({ enter }) => enter ?? '0'),
    ];
    for (const amount of amounts)
      expect(parseMinor(amount, currencyExponent(past.currency)), amount).toBeGreaterThan(0);
  });
});

test('what a member gets for joining never buys the cheapest reward', () => {
  every((program) => {
    const joining = program.earning.rules.filter(({ kind }) => kind === 'deed');
    const welcome = joining.find(({ id }) => id === 'sign-up');
    expect(welcome && 'points' in welcome ? welcome.points : Infinity).toBeLessThan(cheapest(program));
  });
});

test('the first reward comes with the third typical order at the latest', () => {
  every((program, past) => {
    const { orderMinor, orders } = figuresOf(past);
    if (orders < 20) return;
    const rate = plainRate(program);
    const per = Number(rate?.perAmount) * 10 ** ({ JPY: 0, KWD: 3, UGX: 0 }[past.currency] ?? 2);
    const ofOrder = Math.floor((orderMinor.median * (rate?.points ?? 0)) / per);
    expect(ofOrder * 3, `${past.currency} ${orderMinor.median}`).toBeGreaterThanOrEqual(cheapest(program));
  });
});

test('tiers lie where the shop has its best customers: each reached by fewer, the lowest by more than a twentieth', () => {
  const past = somePast(7, { customers: 400 });
  const { program } = propose(USUAL_CONCEPT, past);
  const spends = past.sample.map(({ purchases }) => purchases.reduce((sum, { minor }) => sum + minor, 0));
  const shares = program.tiers.list.map(
    ({ enter }) => spends.filter((minor) => minor >= Number(enter) * 100).length / spends.length,
  );
  expect(shares).toEqual([...shares].sort((one, other) => other - one));
  expect(shares[0]).toBeGreaterThan(0.05);
  expect(shares[0]).toBeLessThan(0.4);
});

test('each goal, mover and assortment makes a program of its own', () => {
  const past = somePast(4);
  const text = (change: object) => JSON.stringify(propose({ ...USUAL_CONCEPT, ...change }, past).program);
  const goals = GOALS.map((goal) => text({ goal }));
  const movers = MOVERS.map((moves) => text({ moves }));
  const assortments = ASSORTMENTS.map((assortment) => text({ assortment }));
  const places = PLACES.map((place) => text({ met: [place] }));
  expect([goals, movers, assortments].map((all) => new Set(all).size)).toEqual([3, 5, 3]);
  // The online store and the till ask for no rule of their own.
  expect(new Set(places).size).toBe(4);
});

test('a thinner margin gives less back, and says that it was assumed, read or told', () => {
  const past = somePast(5);
  const rateAt = (marginPercent: number) =>
    plainRate(propose({ ...USUAL_CONCEPT, marginPercent }, past).program)?.points ?? 0;
  expect([15, 40, 70].map(rateAt)).toEqual([2, 5, 9]);
  const fromOf = (margin: PastSummary['margin'], marginPercent: number | null) =>
    propose({ ...USUAL_CONCEPT, marginPercent }, { ...past, margin }).margin;
  expect(fromOf(null, null)).toEqual({ percent: 40, from: 'assumed' });
  expect(fromOf({ percent: 55.4, knownShare: 0.9 }, null)).toEqual({ percent: 55, from: 'costs' });
  expect(fromOf({ percent: 55.4, knownShare: 0.2 }, null)).toEqual({ percent: 40, from: 'assumed' });
  expect(fromOf({ percent: 55.4, knownShare: 0.9 }, 30)).toEqual({ percent: 30, from: 'given' });
});

test('every number of a proposal has a reason', () => {
  every((program, past, concept) => {
    const { reasons } = propose(concept, past);
    const told = new Set(reasons.map(({ at }) => at));
    const numbers = program.earning.rules.map(({ id }) => (id === 'orders' ? 'rate' : id));
    for (const at of [...numbers, 'first-reward', 'hold', 'expiry', 'tier-period'])
      expect(told).toContain(at);
    for (const { id } of program.tiers.list) expect(told).toContain(`tier-${id}`);
  });
});
