/** What a shop window promises is what the books give, in every language. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awardOrder } from '#app/core/earning/award.ts';
import { aContext, aLine, anOrder, aProgram, per } from '#app/core/earning/facts-for-tests.ts';
import type { ProgramInput } from '#app/core/program/program.ts';
import { publicProgram } from '#app/core/program/public-program.ts';
import { SHOPPER_LANGUAGES } from '#app/core/shopper/languages.ts';

const decimal = fc.integer({ min: 1, max: 20_000 }).map((thousandths) => String(thousandths / 1_000));
const rate = fc.integer({ min: 0, max: 9_000 }).map((thousandths) => thousandths / 1_000);
const factor = fc.integer({ min: 0, max: 4_000 }).map((thousandths) => thousandths / 1_000);

test('the rate of each tier gives what the same order earns in the books', () => {
  const tierIds = [null, 'silver', 'gold'] as const;
  fc.assert(
    fc.property(
      fc.array(fc.record({ points: rate, perAmount: decimal, gold: fc.boolean(), till: fc.boolean() }), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.tuple(factor, factor),
      fc.integer({ min: 0, max: 5_000_000 }),
      fc.constantFrom(...tierIds),
      (rules, [silver, gold], price, tierId) => {
        const program = aProgram({
          earning: {
            rules: rules.map(({ gold: only, till, ...one }, index) => ({
              ...per(one.points, one.perAmount),
              id: `rate-${index}`,
              ...(only ? { tiers: ['gold'] } : {}),
              ...(till ? { channels: ['pos' as const] } : {}),
            })),
          },
          tiers: { list: [aTier('silver', '100', silver), aTier('gold', '200', gold)] },
        });
        const told = publicProgram(program, 'EUR');
        const { points, perMinor } = told.tiers.find(({ id }) => id === tierId)?.rate ?? told.earning;
        const order = anOrder({ lines: [aLine({ unitPriceMinor: price })] });
        const award = awardOrder(order, program, aContext({ tierId }));
        expect(Number((BigInt(price) * BigInt(points)) / BigInt(perMinor))).toBe(award.points);
      },
    ),
  );
});

test.for<[input: [number, string, number], told: [number, number]]>([
  [
    [5, '1.00', 1],
    [5, 100],
  ],
  [
    [1, '10', 1],
    [1, 1_000],
  ],
  [
    [1.5, '1.00', 1],
    [3, 200],
  ],
  [
    [1, '0.125', 1],
    [2, 25],
  ],
  [
    [5, '1.00', 1.25],
    [25, 400],
  ],
  [
    [0, '1.00', 2],
    [0, 1],
  ],
])('%j is told as %j', ([[points, perAmount, factor], [whole, perMinor]]) => {
  const program = aProgram({
    earning: { rules: [per(points, perAmount)] },
    tiers: { list: [aTier('gold', '1', factor)] },
  });
  expect(publicProgram(program, 'EUR').tiers[0]?.rate).toEqual({ points: whole, perMinor });
});

test('rewards and ways have a title in every language, the merchant’s own where there is one', () => {
  const deeds = [
    'signUp',
    'newsletter',
    'completeProfile',
    'review',
    'photoReview',
    'survey',
    'share',
    'custom',
  ];
  const program = aProgram({
    rewards: [
      { id: 'five', kind: 'amountOff', points: 500, amount: '5.50', unitsMax: 4, title: { de: 'Fünfer' } },
      { id: 'ten', kind: 'percentOff', points: 500, percent: 12.5 },
      { id: 'ship', kind: 'freeShipping', points: 500 },
      { id: 'gift', kind: 'product', points: 500, variantIds: ['1'] },
      { id: 'credit', kind: 'storeCredit', points: 500, amount: '10' },
      { id: 'card', kind: 'giftCard', points: 500, amount: '10' },
    ],
    earning: {
      rules: [
        per(5, '1.00'),
        per(10, '1.00', { id: 'more', goods: { tags: ['new'] } }),
        { id: 'each', kind: 'orderFlat', points: 10 },
        { id: 'piece', kind: 'goodsFlat', points: 10, goods: { tags: ['new'] } },
        { id: 'double', kind: 'goodsFactor', factor: 2, goods: { tags: ['new'] } },
        { id: 'half', kind: 'goodsFactor', factor: 0.5, goods: { tags: ['old'] } },
        ...deeds.map((deed, index) => ({ id: `deed-${index}`, kind: 'deed', deed, points: 50 }) as never),
        { id: 'birthday', kind: 'birthday', points: 100 },
        { id: 'visits', kind: 'visitStreak', days: 7, points: 10 },
        { id: 'fifth', kind: 'orderCount', count: 5, repeats: true, points: 10 },
        { id: 'spent', kind: 'spendMilestone', amount: '500', points: 10 },
        { id: 'margin', kind: 'margin', points: 1, perAmount: '1' },
        { id: 'few', kind: 'orderFlat', points: 10, segments: ['few'] },
      ],
      campaigns: [{ id: 'may', kind: 'factor', factor: 3, from: '2026-05-01', until: '2026-05-31' }],
    },
  } satisfies ProgramInput);
  const { rewards, ways } = publicProgram(program, 'EUR');
  expect(ways.map(({ id }) => id)).toEqual([
    'orders',
    'more',
    'each',
    'piece',
    'double',
    ...deeds.map((_, index) => `deed-${index}`),
    'birthday',
    'visits',
    'fifth',
    'spent',
    'may',
  ]);
  for (const { title } of [...rewards, ...ways]) {
    expect(Object.keys(title).sort()).toEqual([...SHOPPER_LANGUAGES].sort());
    expect(Object.values(title).every((text) => text.length > 2)).toBe(true);
  }
  expect(rewards[0]?.title).toMatchObject({
    de: 'Fünfer',
    fr: '5,50\u00a0€ de remise',
    pl: '5,50\u00a0€ rabatu',
  });
  expect(rewards.map(({ unitsMax }) => unitsMax)).toEqual([4, 1, 1, 1, 1, 1]);
  expect(ways.find(({ id }) => id === 'fifth')?.title.de).toBe('Alle 5 Bestellungen');
});

function aTier(id: string, enter: string, earningFactor: number) {
  return { id, name: { en: id }, enter, earningFactor };
}

test('a program that winds down tells of no way to earn, and of its rewards all the same', () => {
  const program = aProgram({
    stage: 'phaseOut',
    earning: { rules: [per(5, '1.00'), { kind: 'deed', id: 'hello', deed: 'signUp', points: 50 }] },
    rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5' }],
  });
  const told = publicProgram(program, 'EUR');
  expect(told).toMatchObject({ stage: 'phaseOut', active: true, ways: [] });
  expect(told.earning.points).toBe(0);
  expect(told.rewards.map(({ id }) => id)).toEqual(['five']);
});
