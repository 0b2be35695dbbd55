import { expect, test } from 'vitest';
import { tell, threeTiers, type Setting } from '#app/core/tiers/timeline-for-tests.ts';

const plain: Setting = { rules: threeTiers() };
const byBalance: Setting = { rules: threeTiers({ drop: 'byBalance' }) };
const grace: Setting = { rules: threeTiers({ graceDays: 31 }) };
const graceByBalance: Setting = { rules: threeTiers({ graceDays: 31, drop: 'byBalance' }) };
const yearLongGrace: Setting = { rules: threeTiers({ graceDays: 365 }) };
const fromApril: Setting = { rules: threeTiers({ period: { kind: 'calendarYear', firstMonth: 4 } }) };
const score: Setting = { rules: threeTiers({ basis: 'score' }) };

const TIMELINES: [string, Setting, string[]][] = [
  [
    'entered in one year, kept through the next, lost at its end',
    plain,
    [
      '2026-03-01 +500 → silver entered',
      '2027-01-01 · → silver',
      '2027-12-31T23:59 · → silver',
      '2028-01-01 · → none period-end',
    ],
  ],
  [
    'the last minute of a year and the first of the next are two years',
    plain,
    ['2026-12-31T23:59 +499 → none', '2027-01-01 +499 → none', '2027-12-31T23:59 +1 → silver entered'],
  ],
  [
    'exactly what keeps is enough',
    plain,
    [
      '2026-03-01 +500 → silver entered',
      '2027-06-01 +300 → silver',
      '2028-01-01 · → silver',
      '2029-01-01 · → none period-end',
    ],
  ],
  [
    'one cent less is not',
    plain,
    ['2026-03-01 +500 → silver entered', '2027-06-01 +299.99 → silver', '2028-01-01 · → none period-end'],
  ],
  [
    'without a threshold for keeping, that for entering keeps',
    plain,
    [
      '2026-03-01 +2000 → platinum entered',
      '2027-06-01 +1999.99 → platinum',
      '2028-01-01 · → gold period-end',
    ],
  ],
  [
    'one step a year, and the year after each drop is safe',
    plain,
    [
      '2026-03-01 +2000 → platinum entered',
      '2028-01-01 · → gold period-end',
      '2028-12-31 · → gold',
      '2029-01-01 · → silver period-end',
      '2030-01-01 · → none period-end',
    ],
  ],
  [
    'years that pass unseen are all judged',
    plain,
    ['2026-03-01 +2000 → platinum entered', '2035-05-05 · → none period-end period-end period-end'],
  ],
  [
    'by balance: all the way',
    byBalance,
    ['2026-03-01 +2000 → platinum entered', '2028-01-01 · → none period-end'],
  ],
  [
    'by balance: to what the year keeps',
    byBalance,
    ['2026-03-01 +2000 → platinum entered', '2027-06-01 +300 → platinum', '2028-01-01 · → silver period-end'],
  ],
  [
    'by balance: never above one below',
    byBalance,
    ['2026-03-01 +2000 → platinum entered', '2027-06-01 +1999 → platinum', '2028-01-01 · → gold period-end'],
  ],
  [
    'who drops can enter again in the new year',
    plain,
    [
      '2026-03-01 +500 → silver entered',
      '2028-01-01 · → none period-end',
      '2028-02-01 +500 → silver entered',
    ],
  ],
  [
    'the year of the re-entry keeps through the next',
    plain,
    [
      '2026-03-01 +500 → silver entered',
      '2027-12-31 +500 → silver',
      '2028-12-31 · → silver',
      '2029-01-01 · → none period-end',
    ],
  ],
  [
    'an order at the very end of the year comes after the drop',
    plain,
    ['2026-03-01 +500 → silver entered', '2028-01-01 +500 → silver period-end entered'],
  ],
  [
    'grace: begins with the new year and lasts so many whole days',
    grace,
    [
      '2026-03-01 +500 → silver entered',
      '2028-01-01 · → silver grace 2028-02-01',
      '2028-01-31T23:59 · → silver grace 2028-02-01',
      '2028-02-01 · → none grace-over',
    ],
  ],
  [
    'grace: what the year lacked can be made up for',
    grace,
    [
      '2026-03-01 +500 → silver entered',
      '2027-06-01 +200 → silver',
      '2028-01-10 +99.99 → silver grace 2028-02-01',
      '2028-01-20 +0.01 → silver',
      '2028-12-31 · → silver',
      '2029-01-01 · → silver grace 2029-02-01',
    ],
  ],
  [
    'grace: an order at its end comes too late',
    grace,
    ['2026-03-01 +500 → silver entered', '2027-06-01 +200 → silver', '2028-02-01 +100 → none grace-over'],
  ],
  [
    'grace: an order in its last minute counts',
    grace,
    ['2026-03-01 +500 → silver entered', '2027-06-01 +200 → silver', '2028-01-31T23:59 +100 → silver'],
  ],
  [
    'grace: entering a higher tier ends it',
    grace,
    [
      '2026-03-01 +500 → silver entered',
      '2028-01-10 +1000 → gold entered',
      '2029-01-01 · → gold',
      '2030-01-01 · → gold grace 2030-02-01',
    ],
  ],
  [
    'grace: a refund within it can spoil what was made up, not what ended it',
    grace,
    [
      '2026-03-01 +500 → silver entered',
      '2027-06-01 +200 #a → silver',
      '2028-01-05 +50 #b → silver grace 2028-02-01',
      '2028-01-06 -50 #b → silver grace 2028-02-01',
      '2028-01-07 +100 #c → silver',
      '2028-01-08 -100 #c → silver',
      '2028-02-01 · → silver',
    ],
  ],
  [
    'grace: a refund of the ended year counts against it',
    grace,
    [
      '2026-03-01 +500 → silver entered',
      '2027-06-01 +200 #a → silver',
      '2028-01-05 -100 #a → silver grace 2028-02-01',
      '2028-01-06 +199 → silver grace 2028-02-01',
      '2028-01-07 +1 → silver',
    ],
  ],
  [
    'grace: the tier after the drop is safe until the year ends, then has a grace of its own',
    grace,
    [
      '2026-03-01 +1000 → gold entered',
      '2028-01-01 · → gold grace 2028-02-01',
      '2028-02-01 · → silver grace-over',
      '2028-12-31 · → silver',
      '2029-01-01 · → silver grace 2029-02-01',
      '2029-02-01 · → none grace-over',
    ],
  ],
  [
    'grace, by balance: year and grace together say how far',
    graceByBalance,
    [
      '2026-03-01 +2000 → platinum entered',
      '2027-06-01 +200 → platinum',
      '2028-01-15 +100 → platinum grace 2028-02-01',
      '2028-02-01 · → silver grace-over',
    ],
  ],
  [
    'grace, by balance: too little for anything',
    graceByBalance,
    ['2026-03-01 +2000 → platinum entered', '2027-06-01 +299 → platinum', '2028-02-01 · → none grace-over'],
  ],
  [
    'a grace as long as the year ends with it, and the tier below answers for that year',
    yearLongGrace,
    [
      '2025-03-01 +1000 → gold entered',
      '2027-01-01 · → gold grace 2028-01-01',
      '2028-01-01 · → silver grace-over grace 2028-12-31',
      '2028-12-31 · → none grace-over',
    ],
  ],
  [
    'a grace as long as the year counts with the year that was missed',
    { rules: threeTiers({ graceDays: 365, drop: 'byBalance' }) },
    [
      '2025-03-01 +2000 → platinum entered',
      '2026-06-01 +200 → platinum',
      '2027-06-01 +100 → platinum grace 2028-01-01',
      '2028-01-01 · → silver grace-over grace 2028-12-31',
    ],
  ],
  [
    'a year from April',
    fromApril,
    [
      '2026-03-31T23:59 +499 → none',
      '2026-04-01 +499 → none',
      '2027-03-31T23:59 +1 → silver entered',
      '2028-03-31T23:59 · → silver',
      '2028-04-01 · → none period-end',
    ],
  ],
  [
    'a leap day belongs to its year',
    { rules: threeTiers({ period: { kind: 'calendarYear', firstMonth: 3 } }) },
    [
      '2028-02-29T23:59 +500 → silver entered',
      '2029-02-28T23:59 · → silver',
      '2029-03-01 · → none period-end',
    ],
  ],
  [
    'grace over a leap day',
    { rules: threeTiers({ graceDays: 60 }) },
    [
      '2026-03-01 +500 → silver entered',
      '2028-01-01 · → silver grace 2028-03-01',
      '2028-02-29T23:59 · → silver grace 2028-03-01',
      '2028-03-01 · → none grace-over',
    ],
  ],
  [
    'grace over the day on which clocks spring forward',
    { rules: threeTiers({ graceDays: 90 }) },
    [
      '2026-03-01 +500 → silver entered',
      '2028-01-01 · → silver grace 2028-03-31',
      '2028-03-31 · → none grace-over',
    ],
  ],
  [
    'a score is judged as it stands at the end of the year',
    score,
    [
      '2026-03-01 score 1000 → gold entered',
      '2026-06-01 score 10 → gold',
      '2026-12-01 score 800 → gold',
      '2027-01-01 · → gold',
      '2027-12-31 score 799 → gold',
      '2028-01-01 · → silver period-end',
      '2029-01-01 · → silver',
    ],
  ],
  [
    'a score that recovers within the grace keeps',
    { rules: threeTiers({ basis: 'score', graceDays: 10 }) },
    [
      '2026-03-01 score 500 → silver entered',
      '2026-12-01 score 1 → silver',
      '2027-01-01 · → silver grace 2027-01-11',
      '2027-01-02 score 299 → silver grace 2027-01-11',
      '2027-01-03 score 300 → silver',
    ],
  ],
];

test.each(TIMELINES)('calendar year: %s', (_, setting, steps) => {
  expect(tell(setting, steps).outcomes).toEqual(steps);
});

test.each([
  ['Pacific/Auckland', '2026-12-31T11:00:00Z'],
  ['Europe/Berlin', '2026-12-31T23:00:00Z'],
  ['UTC', '2027-01-01T00:00:00Z'],
  ['America/New_York', '2027-01-01T05:00:00Z'],
])('in %s the year ends at %s', (zone, end) => {
  const { moves } = tell({ rules: threeTiers(), zone }, ['2025-03-01 +500 → …', '2027-06-01 · → …']);
  expect(moves.map(({ at, because }) => [because, new Date(at).toISOString()])[1]).toEqual([
    'period-end',
    new Date(end).toISOString(),
  ]);
});
