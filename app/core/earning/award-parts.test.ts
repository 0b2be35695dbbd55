/** How an award explains itself: parts that add up to it. */
import { expect, test } from 'vitest';
import { awardOrder } from '#app/core/earning/award.ts';
import {
  aContext,
  anOrder,
  aProgram,
  aRefund,
  BOTH,
  type EarningInput,
  per,
  shirt,
  TRAITS,
} from '#app/core/earning/facts-for-tests.ts';
import type { ProgramInput } from '#app/core/program/program.ts';

const tiers = [
  { id: 'silver', name: { en: 'Silver' }, enter: '100', earningFactor: 1.5 },
  { id: 'gold', name: { en: 'Gold' }, enter: '500', earningFactor: 2 },
  { id: 'plain', name: { en: 'Plain' }, enter: '900' },
];
const tiered = (earning: EarningInput = {}): ProgramInput => ({ tiers: { list: tiers }, earning });
const inSilver = { tierId: 'silver' };
const january = { from: '2026-01-01', until: '2026-01-31' };
const double = { id: 'double', kind: 'factor', factor: 2, ...january } as const;

const cap = (change: object) => ({ caps: [{ per: 'day' as const, ...change }] });
test('one plain rule explains itself by one part', () => {
  const order = anOrder({
    lines: [{ ...shirt, unitPriceMinor: 9_999 }],
    payments: { storedValueMinor: 1, totalMinor: 3 },
  });
  // 99.99 × ⅔ × 5 = 333.3
  expect(awardOrder(order, aProgram({ earning: { rules: [per(5, '1.00')] } }))).toMatchObject({
    points: 333,
    qualifyingPoints: 333,
    parts: [
      {
        ruleId: 'orders',
        kind: 'orderAmount',
        amountMinor: 9_999,
        rate: { points: 1, perMinor: 20 },
        factors: [],
        milliPoints: 333_300,
        points: 333,
        cappedPoints: 0,
      },
    ],
  });
});

test('"why 437 points?": lines with the same rule and factors are one part, in the order of the program', () => {
  const program = aProgram({
    ...tiered({
      includeShipping: true,
      rules: [
        per(1, '1.00'),
        { kind: 'orderFlat', id: 'thanks', points: 50, qualifies: false },
        { kind: 'goodsFactor', id: 'sale', factor: 0.5, goods: { onSale: true } },
      ],
      campaigns: [
        { ...double, goods: { products: ['1'] } },
        { id: 'gift', kind: 'bonus', points: 30, ...january },
      ],
    }),
  });
  const order = anOrder({ ...BOTH, shippingMinor: 1_333 });
  const { points, qualifyingPoints, parts } = awardOrder(
    order,
    program,
    aContext({ traits: TRAITS, ...inSilver }),
  );
  // shirt 100 × 1.5 × 2 = 300; shoes 50 × 0.5 × 1.5 = 37.5; shipping 13.33 × 1.5 = 19.995; 357.495 and 80 flat
  expect(points).toBe(437);
  expect(qualifyingPoints).toBe(357);
  expect(
    parts.map(({ ruleId, amountMinor, factors, milliPoints, points: given }) => [
      ruleId,
      amountMinor,
      factors.map(({ by, factor }) => `${by} ${factor}`),
      milliPoints,
      given,
    ]),
  ).toEqual([
    ['orders', 10_000, ['tier:silver 1.5', 'campaign:double 2'], 300_000, 300],
    ['orders', 5_000, ['goods:sale 0.5', 'tier:silver 1.5'], 37_500, 37],
    ['orders', 1_333, ['tier:silver 1.5'], 19_995, 20],
    ['thanks', null, [], 50_000, 50],
    ['gift', null, [], 30_000, 30],
  ]);
});

test('a cap shows in the part that it cut, and lessens what counts towards a tier', () => {
  const program = aProgram({
    earning: { ...cap({ points: 120 }), rules: [per(1, '1.00'), { kind: 'orderFlat', id: 'f', points: 50 }] },
  });
  const { points, qualifyingPoints, parts } = awardOrder(anOrder(), program);
  expect({ points, qualifyingPoints }).toEqual({ points: 120, qualifyingPoints: 120 });
  expect(parts.map(({ points: given, cappedPoints }) => [given, cappedPoints])).toEqual([
    [100, 0],
    [20, 30],
  ]);
});

test('points of a rule that does not qualify are left out, rounded by themselves', () => {
  const rules = [
    per(1, '1.00'),
    per(1, '1.00', { id: 'shoes', qualifies: false, goods: { products: ['2'] } }),
  ];
  const order = anOrder({ ...BOTH, refunds: [aRefund({ moneyMinor: 1 })] });
  // 149.99: shirt 99.993…, shoes 49.996…
  expect(awardOrder(order, aProgram({ earning: { rules } }), aContext({ traits: TRAITS }))).toMatchObject({
    points: 149,
    qualifyingPoints: 99,
  });
});
