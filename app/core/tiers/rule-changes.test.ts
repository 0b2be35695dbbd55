import { expect, test } from 'vitest';
import { tiers, type Tiers } from '#app/core/program/tiers.ts';
import { GOLD, PLATINUM, SILVER, tell, threeTiers } from '#app/core/tiers/timeline-for-tests.ts';

const twelve = { period: { kind: 'rolling', months: 12 } };
const grace = { graceDays: 31 };
const dear = { list: [{ ...SILVER, enter: '600', keep: '600' }, GOLD, PLATINUM] };
const cheap = {
  list: [{ ...SILVER, enter: '200', keep: '100' }, { ...GOLD, enter: '400', keep: '400' }, PLATINUM],
};
const ruby = { id: 'ruby', name: { en: 'Ruby' }, enter: '1500' };

const OTHERS: Record<string, Tiers> = {
  plain: threeTiers(),
  dear: threeTiers(dear),
  dearGrace: threeTiers({ ...dear, ...grace }),
  cheap: threeTiers(cheap),
  cheapGrace: threeTiers({ ...cheap, ...grace }),
  withoutGold: threeTiers({ list: [SILVER, PLATINUM] }),
  withoutSilver: threeTiers({ list: [GOLD, PLATINUM] }),
  withRuby: threeTiers({ list: [SILVER, GOLD, ruby, PLATINUM] }),
  silverByHand: threeTiers({ list: [{ ...SILVER, enter: null, keep: undefined }, GOLD, PLATINUM] }),
  swapped: threeTiers({
    list: [
      { ...GOLD, enter: '500', keep: '500' },
      { ...SILVER, enter: '1000', keep: '1000' },
    ],
  }),
  none: tiers.parse({}),
  orders: threeTiers({
    basis: 'orders',
    list: [
      { ...SILVER, enter: '2', keep: '1' },
      { ...GOLD, enter: '5', keep: '5' },
    ],
  }),
  life: threeTiers({ period: { kind: 'lifetime' } }),
  fromJuly: threeTiers({ period: { kind: 'calendarYear', firstMonth: 7 } }),
  window: threeTiers(twelve),
  dearWindow: threeTiers({ ...twelve, ...dear }),
};
const { plain, life, window } = OTHERS;

const TIMELINES: [string, Tiers | undefined, string[]][] = [
  [
    'who would stand lower stays until the year ends',
    plain,
    [
      '2026-03-01 +500 → silver entered',
      '2026-06-01 rules dear → silver',
      '2026-12-31T23:59 · → silver',
      '2027-01-01 · → none period-end',
    ],
  ],
  [
    'who is above the new threshold stays beyond it',
    plain,
    [
      '2026-03-01 +600 → silver entered',
      '2026-06-01 rules dear → silver',
      '2027-01-01 · → silver',
      '2028-01-01 · → none period-end',
    ],
  ],
  [
    'who reaches a higher tier enters at once',
    plain,
    ['2026-03-01 +400 → none', '2026-06-01 rules cheap → gold rules-changed'],
  ],
  [
    'a threshold missed by a cent is missed under new rules, too',
    plain,
    [
      '2026-03-01 +399.99 → none',
      '2026-06-01 rules cheap → silver rules-changed',
      '2026-06-02 +0.01 → gold entered',
    ],
  ],
  [
    'the year in which rules are lowered counts by the new ones at its end',
    plain,
    [
      '2026-03-01 +500 → silver entered',
      '2027-06-01 +100 → silver',
      '2027-07-01 rules cheap → silver',
      '2028-01-01 · → silver',
      '2029-01-01 · → none period-end',
    ],
  ],
  [
    'a tier that goes leaves the nearest below',
    plain,
    ['2026-03-01 +1000 → gold entered', '2026-06-01 rules withoutGold → silver rules-changed'],
  ],
  [
    'a lowest tier that goes leaves nothing',
    plain,
    ['2026-03-01 +500 → silver entered', '2026-06-01 rules withoutSilver → none rules-changed'],
  ],
  [
    'all tiers go',
    plain,
    [
      '2026-03-01 +500 → silver entered',
      '2026-06-01 rules none → none rules-changed',
      '2026-07-01 rules plain → silver rules-changed',
    ],
  ],
  [
    'a tier between is entered by who reaches it',
    plain,
    ['2026-03-01 +1600 → gold entered', '2026-06-01 rules withRuby → ruby rules-changed'],
  ],
  [
    'a tier between is not entered by who does not',
    plain,
    ['2026-03-01 +1499 → gold entered', '2026-06-01 rules withRuby → gold'],
  ],
  [
    'a tier that becomes one by hand is no longer earned',
    plain,
    ['2026-03-01 +500 → silver entered', '2026-06-01 rules silverByHand → none rules-changed'],
  ],
  [
    'tiers change places',
    plain,
    ['2026-03-01 +1000 → gold entered', '2026-06-01 rules swapped → silver rules-changed'],
  ],
  [
    'orders of the past count when orders become the basis',
    plain,
    [
      '2026-03-01 +1 → none',
      '2026-03-02 +1 → none',
      '2026-06-01 rules orders → silver rules-changed',
      '2027-01-01 · → silver',
      '2028-01-01 · → none period-end',
    ],
  ],
  [
    'and a refunded order does not',
    plain,
    [
      '2026-03-01 +1 #a → none',
      '2026-03-02 +1 #b → none',
      '2026-03-03 -1 #b → none',
      '2026-06-01 rules orders → none',
    ],
  ],
  [
    'a tier for life gets its first year',
    life,
    [
      '2020-03-01 +500 → silver entered',
      '2026-06-01 rules plain → silver',
      '2026-12-31T23:59 · → silver',
      '2027-01-01 · → none period-end',
    ],
  ],
  [
    'years become a life',
    plain,
    [
      '2025-03-01 +300 → none',
      '2026-03-01 +300 → none',
      '2026-06-01 rules life → silver rules-changed',
      '2056-01-01 · → silver',
    ],
  ],
  [
    'a life ends the grace',
    OTHERS.dearGrace,
    [
      '2026-03-01 +600 → silver entered',
      '2028-01-01 · → silver grace 2028-02-01',
      '2028-01-10 rules life → silver',
      '2040-01-01 · → silver',
    ],
  ],
  [
    'years begin in another month: nobody drops before the old year ends',
    plain,
    [
      '2025-03-01 +500 → silver entered',
      '2026-05-01 rules fromJuly → silver',
      '2026-07-01 · → silver',
      '2027-01-01 · → silver',
      '2027-07-01 · → none period-end',
    ],
  ],
  [
    'a window becomes years',
    window,
    [
      '2026-03-01 +500 → silver entered',
      '2026-06-01 rules plain → silver',
      '2027-03-01 · → silver',
      '2028-01-01 · → none period-end',
    ],
  ],
  [
    'years become a window: nobody drops before the year ends',
    plain,
    [
      '2026-03-01 +500 → silver entered',
      '2027-06-01 rules window → silver',
      '2027-12-31T23:59 · → silver',
      '2028-01-01 · → none period-end',
    ],
  ],
  [
    'a window asks for more: a whole window to reach it',
    window,
    [
      '2026-03-01 +500 → silver entered',
      '2026-06-01 rules dearWindow → silver',
      '2027-03-01 · → silver',
      '2027-05-31T23:59 · → silver',
      '2027-06-01 · → none period-end',
    ],
  ],
  [
    'a window asks for more, and she gives it',
    window,
    [
      '2026-03-01 +500 → silver entered',
      '2026-06-01 rules dearWindow → silver',
      '2027-02-01 +499 → silver',
      '2027-04-01 +101 → silver',
      '2027-06-01 · → silver',
      '2028-02-01 · → none period-end',
    ],
  ],
  [
    'a grace runs on under harder rules',
    threeTiers(grace),
    [
      '2026-03-01 +500 → silver entered',
      '2027-06-01 +200 → silver',
      '2028-01-10 rules dearGrace → silver grace 2028-02-01',
      '2028-01-11 +100 → silver grace 2028-02-01',
      '2028-02-01 · → none grace-over',
    ],
  ],
  [
    'a grace ends under softer rules',
    threeTiers(grace),
    [
      '2026-03-01 +500 → silver entered',
      '2027-06-01 +100 → silver',
      '2028-01-10 rules cheapGrace → silver',
      '2029-01-01 · → silver grace 2029-02-01',
    ],
  ],
  [
    'a grant sleeps while its tier does not exist',
    plain,
    [
      '2026-03-01 grant gold → gold granted',
      '2026-04-01 rules withoutGold → none rules-changed',
      '2026-05-01 rules plain → gold rules-changed',
    ],
  ],
  [
    'a refund undoes nothing that it did not take below its threshold',
    threeTiers({ ...cheap, refundUndoes: true }),
    [
      '2026-03-01 +250 #a → silver entered',
      '2026-04-01 rules plain → silver',
      '2026-05-01 -100 #a → silver',
      '2027-01-01 · → none period-end',
    ],
  ],
];

test.each(TIMELINES)('rules change: %s', (_, rules, steps) => {
  expect(tell({ rules: rules ?? tiers.parse({}), others: OTHERS }, steps).outcomes).toEqual(steps);
});
