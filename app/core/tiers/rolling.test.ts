import { expect, test } from 'vitest';
import { tell, threeTiers, type Setting } from '#app/core/tiers/timeline-for-tests.ts';

const twelve = { kind: 'rolling', months: 12 };
const plain: Setting = { rules: threeTiers({ period: twelve }) };
const byBalance: Setting = { rules: threeTiers({ period: twelve, drop: 'byBalance' }) };
const grace: Setting = { rules: threeTiers({ period: twelve, graceDays: 14 }) };
const oneMonth: Setting = { rules: threeTiers({ period: { kind: 'rolling', months: 1 } }) };

const TIMELINES: [string, Setting, string[]][] = [
  [
    'an amount leaves to the minute',
    plain,
    [
      '2026-03-01T14:30 +500 → silver entered',
      '2027-03-01T14:29 · → silver',
      '2027-03-01T14:30 · → none period-end',
    ],
  ],
  [
    'amounts far apart never add up',
    plain,
    [
      '2026-03-01T12:00 +300 → none',
      '2027-03-01T12:00 +300 → none',
      '2027-03-01T12:01 +200 → silver entered',
    ],
  ],
  [
    'a minute earlier they do',
    plain,
    [
      '2026-03-01T12:00 +300 → none',
      '2027-03-01T11:59 +200 → silver entered',
      '2027-03-01T12:00 · → none period-end',
    ],
  ],
  [
    'what remains may be enough',
    plain,
    [
      '2026-03-01 +700 → silver entered',
      '2026-09-01 +300 → gold entered',
      '2027-03-01 · → silver period-end',
      '2027-09-01 · → none period-end',
    ],
  ],
  [
    'exactly what keeps is enough',
    plain,
    [
      '2026-03-01 +200 → none',
      '2026-09-01 +300 → silver entered',
      '2027-03-01 · → silver',
      '2027-09-01 · → none period-end',
    ],
  ],
  [
    'one cent less is not',
    plain,
    ['2026-03-01 +200.01 → none', '2026-09-01 +299.99 → silver entered', '2027-03-01 · → none period-end'],
  ],
  [
    'without grace one step follows the other at once while the tier is not kept',
    plain,
    ['2026-03-01 +2000 → platinum entered', '2027-03-01 · → none period-end period-end period-end'],
  ],
  [
    'by balance she falls once',
    byBalance,
    ['2026-03-01 +2000 → platinum entered', '2027-03-01 · → none period-end'],
  ],
  [
    'by balance to what the window keeps',
    byBalance,
    [
      '2026-03-01 +1700 → gold entered',
      '2026-04-01 +300 → platinum entered',
      '2027-03-01 · → silver period-end',
    ],
  ],
  [
    'grace waits from the instant of the loss to the end of so many whole days',
    grace,
    [
      '2026-03-01T14:30 +500 → silver entered',
      '2027-03-01T14:30 · → silver grace 2027-03-16',
      '2027-03-15T23:59 · → silver grace 2027-03-16',
      '2027-03-16 · → none grace-over',
    ],
  ],
  [
    'a grace that begins at midnight is not a day longer',
    grace,
    [
      '2026-03-01 +500 → silver entered',
      '2027-03-01 · → silver grace 2027-03-15',
      '2027-03-15 · → none grace-over',
    ],
  ],
  [
    'back above what keeps ends the grace',
    grace,
    [
      '2026-03-01 +500 → silver entered',
      '2027-03-02 +299 → silver grace 2027-03-15',
      '2027-03-03 +1 → silver',
      '2028-03-02 · → silver grace 2028-03-16',
    ],
  ],
  [
    'a refund within the grace begins no new one',
    grace,
    [
      '2026-03-01 +500 → silver entered',
      '2027-03-02 +200 #a → silver grace 2027-03-15',
      '2027-03-03 -100 #a → silver grace 2027-03-15',
      '2027-03-15 · → none grace-over',
    ],
  ],
  [
    'each tier on the way down has a grace of its own',
    grace,
    [
      '2026-03-01 +1000 → gold entered',
      '2027-03-01 · → gold grace 2027-03-15',
      '2027-03-15 · → silver grace-over grace 2027-03-29',
      '2027-03-29 · → none grace-over',
    ],
  ],
  [
    'the tier below may be kept',
    grace,
    [
      '2026-03-01 +700 → silver entered',
      '2026-09-01 +300 → gold entered',
      '2027-03-01 · → gold grace 2027-03-15',
      '2027-03-15 · → silver grace-over',
      '2027-09-01 · → silver grace 2027-09-15',
    ],
  ],
  [
    'a higher tier ends the grace of the lower',
    grace,
    ['2026-03-01 +500 → silver entered', '2027-03-05 +1000 → gold entered', '2027-03-20 · → gold'],
  ],
  [
    'a month from the last day of January ends with the last of February',
    oneMonth,
    [
      '2026-01-31T10:00 +500 → silver entered',
      '2026-02-28T09:59 · → silver',
      '2026-02-28T10:00 · → none period-end',
    ],
  ],
  [
    'in a leap year a day later',
    oneMonth,
    [
      '2028-01-31T10:00 +500 → silver entered',
      '2028-02-29T09:59 · → silver',
      '2028-02-29T10:00 · → none period-end',
    ],
  ],
  [
    'a year from a leap day ends on 28 February',
    plain,
    [
      '2028-02-29T10:00 +500 → silver entered',
      '2029-02-28T09:59 · → silver',
      '2029-02-28T10:00 · → none period-end',
    ],
  ],
  [
    'the later may leave first',
    oneMonth,
    [
      '2026-01-30T12:00 +500 → silver entered',
      '2026-01-31T10:00 +500 → gold entered',
      '2026-02-28T10:00 · → silver period-end',
      '2026-02-28T12:00 · → none period-end',
    ],
  ],
  [
    'a refund leaves with its order',
    plain,
    [
      '2026-03-01 +400 #a → none',
      '2026-06-01 +400 #b → silver entered',
      '2026-09-01 -100 #a → silver',
      '2027-03-01 · → silver',
      '2027-05-31 · → silver',
      '2027-06-01 · → none period-end',
    ],
  ],
  [
    'a refund of what has left the window changes nothing',
    plain,
    [
      '2026-03-01 +400 #a → none',
      '2026-06-01 +500 → silver entered',
      '2027-03-02 -400 #a → silver',
      '2027-05-31 · → silver',
    ],
  ],
  [
    'a score is checked at every change',
    { rules: threeTiers({ period: twelve, basis: 'score' }) },
    [
      '2026-03-01 score 1000 → gold entered',
      '2026-03-02 score 800 → gold',
      '2026-03-03 score 799 → silver period-end',
      '2036-03-03 · → silver',
    ],
  ],
  [
    'a score has its grace, too',
    { rules: threeTiers({ period: twelve, basis: 'score', graceDays: 2 }) },
    [
      '2026-03-01 score 500 → silver entered',
      '2026-03-02T08:00 score 1 → silver grace 2026-03-05',
      '2026-03-05 · → none grace-over',
    ],
  ],
];

test.each(TIMELINES)('rolling: %s', (_, setting, steps) => {
  expect(tell(setting, steps).outcomes).toEqual(steps);
});

test('ten thousand orders are counted in the time of a blink', () => {
  const steps = Array.from({ length: 10_000 }, (_, index) => {
    const day = new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10);
    return `${day} +1.50 → …`;
  });
  const started = performance.now();
  const { book } = tell(plain, steps);
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(book.amounts.leaving.length - book.amounts.leavingHead).toBe(365);
});
