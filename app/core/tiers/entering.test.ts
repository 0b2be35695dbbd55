import { expect, test } from 'vitest';
import { tiers } from '#app/core/program/tiers.ts';
import {
  GOLD,
  PLATINUM,
  SILVER,
  tell,
  threeTiers,
  type Setting,
} from '#app/core/tiers/timeline-for-tests.ts';

const lifetime = { period: { kind: 'lifetime' } };
const spend: Setting = { rules: threeTiers(lifetime) };
const few = [
  { ...SILVER, enter: '2', keep: '1' },
  { ...GOLD, enter: '5', keep: '3' },
];

const TIMELINES: [string, Setting, string[]][] = [
  [
    'one cent below is below, the cent enters',
    spend,
    ['2026-03-01 +499.99 → none', '2026-03-01T10:00 +0.01 → silver entered', '2026-03-02 +499.99 → silver'],
  ],
  ['exactly the threshold enters', spend, ['2026-03-01 +1000 → gold entered']],
  ['a jump passes tiers in one move', spend, ['2026-03-01 +5000 → platinum entered']],
  [
    'each tier in its turn',
    spend,
    [
      '2026-03-01 +500 → silver entered',
      '2026-03-02 +500 → gold entered',
      '2026-03-03 +1000 → platinum entered',
    ],
  ],
  [
    'a lifetime never ends',
    spend,
    [
      '2026-03-01 +1000 → gold entered',
      '2046-03-01 · → gold',
      '2046-03-02 +999.99 → gold',
      '2046-03-03 +0.01 → platinum entered',
    ],
  ],
  [
    'amounts of a lifetime add up over any time',
    spend,
    ['2020-01-01 +499 → none', '2029-12-31 +1 → silver entered'],
  ],
  [
    'a refund keeps the sum down',
    spend,
    [
      '2026-03-01 +499 #a → none',
      '2026-03-02 -100 #a → none',
      '2026-03-03 +100 → none',
      '2026-03-04 +1 → silver entered',
    ],
  ],
  [
    'money without decimals',
    { rules: threeTiers(lifetime), currency: 'JPY' },
    ['2026-03-01 +499 → none', '2026-03-02 +1 → silver entered'],
  ],
  [
    'money with three decimals',
    { rules: threeTiers(lifetime), currency: 'KWD' },
    ['2026-03-01 +499.999 → none', '2026-03-02 +0.001 → silver entered'],
  ],
  [
    'a threshold finer than the currency is rounded up',
    { rules: tiers.parse({ ...lifetime, list: [{ ...SILVER, enter: '0.125', keep: '0' }] }) },
    ['2026-03-01 +0.12 → none', '2026-03-02 +0.01 → silver entered'],
  ],
  [
    'points',
    { rules: threeTiers({ ...lifetime, basis: 'points' }) },
    ['2026-03-01 +499 → none', '2026-03-02 +1 → silver entered', '2026-03-03 +1500 → platinum entered'],
  ],
  [
    'orders',
    { rules: tiers.parse({ ...lifetime, basis: 'orders', list: few }) },
    [
      '2026-03-01 +1 → none',
      '2026-03-02 +1 → silver entered',
      '2026-03-03 +1 → silver',
      '2026-03-03 +2 → gold entered',
    ],
  ],
  [
    'a threshold of half an order is one order',
    { rules: tiers.parse({ ...lifetime, basis: 'orders', list: [{ ...SILVER, enter: '1.5', keep: '1' }] }) },
    ['2026-03-01 +1 → none', '2026-03-02 +1 → silver entered'],
  ],
  [
    'a score replaces the one before',
    { rules: tiers.parse({ ...lifetime, basis: 'score', list: [{ ...SILVER, enter: '70.5', keep: '50' }] }) },
    [
      '2026-03-01 score 70 → none',
      '2026-03-02 score 60 → none',
      '2026-03-03 score 70.5 → silver entered',
      '2026-03-04 score 3 → silver',
      '2026-03-05 +10000 → silver',
    ],
  ],
  [
    'a tier that costs nothing begins with the book',
    { rules: tiers.parse({ list: [{ ...SILVER, enter: '0', keep: '0' }, GOLD] }) },
    [
      '2026-03-01 · → silver entered',
      '2026-03-02 +1000 → gold entered',
      '2028-01-01 · → silver period-end',
      '2040-01-01 · → silver',
    ],
  ],
  [
    'a tier by hand is skipped by earning',
    {
      rules: tiers.parse({
        ...lifetime,
        list: [SILVER, { ...GOLD, enter: null, keep: undefined }, PLATINUM],
      }),
    },
    ['2026-03-01 +1999.99 → silver entered', '2026-03-02 +0.01 → platinum entered'],
  ],
  [
    'without tiers nothing happens',
    { rules: tiers.parse({}) },
    ['2026-03-01 +5000 → none', '2027-01-01 · → none'],
  ],
  [
    'several orders at one instant add up',
    spend,
    [
      '2026-03-01T10:00 +250 → none',
      '2026-03-01T10:00 +250 → silver entered',
      '2026-03-01T10:00 +500 → gold entered',
    ],
  ],
];

test.each(TIMELINES)('entering: %s', (_, setting, steps) => {
  expect(tell(setting, steps).outcomes).toEqual(steps);
});
