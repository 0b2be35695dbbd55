/** Caps over periods, as decision tables: a life, and what it gives. */
import { expect, test } from 'vitest';
import { type EarningInput, per, type RuleInput } from '#app/core/earning/facts-for-tests.ts';
import { lifeOf, nothingsOf, outcomeOf, type Programs } from '#app/core/earning/history-for-tests.ts';
import type { ProgramInput } from '#app/core/program/program.ts';

type Row = [name: string, gives: string, life: string[], programs: Programs];

const review = (more: object = {}): RuleInput =>
  ({ id: 'review', kind: 'deed', deed: 'review', points: 30, ...more }) as RuleInput;
const capped = (cap: object, more: EarningInput = {}): ProgramInput => ({
  earning: { rules: [per(1, '1.00', { caps: [cap] as never }), review()], ...more },
});
const reviews = (...caps: object[]): ProgramInput => ({ earning: { rules: [review({ caps })] } });
const together = (...caps: object[]): ProgramInput => ({
  earning: { rules: [per(1, '1.00'), review()], caps: caps as never },
});

const CAPS: Row[] = [
  [
    '150 a day: 100, then 50 of 100',
    'order:a 100, order:b 50',
    ['2026-01-05T09:00 order 100 #a', '2026-01-05T10:00 order 100 #b'],
    capped({ per: 'day', points: 150 }),
  ],
  [
    '150 a day, the next day: both whole',
    'order:a 100, order:b 100',
    ['2026-01-05 order 100 #a', '2026-01-06 order 100 #b'],
    capped({ per: 'day', points: 150 }),
  ],
  [
    '150 a day, told the other way round: the same',
    'order:a 100, order:b 50',
    ['2026-01-05T10:00 order 100 #b', '2026-01-05T09:00 order 100 #a'],
    capped({ per: 'day', points: 150 }),
  ],
  [
    'a minute before and at midnight: two days',
    'order:a 100, order:b 100',
    ['2026-01-05T23:59 order 100 #a', '2026-01-06T00:00 order 100 #b'],
    capped({ per: 'day', points: 100 }),
  ],
  [
    'a day of 23 hours: one day',
    'order:a 100',
    ['2026-03-29T00:00 order 100 #a', '2026-03-29T22:59 order 100 #b'],
    capped({ per: 'day', points: 100 }),
  ],
  [
    'Sunday and Monday: two weeks',
    'order:a 100, order:b 100',
    ['2026-01-04 order 100 #a', '2026-01-05 order 100 #b'],
    capped({ per: 'week', points: 100 }),
  ],
  [
    'Monday and Sunday: one week',
    'order:a 100',
    ['2026-01-05 order 100 #a', '2026-01-11 order 100 #b'],
    capped({ per: 'week', points: 100 }),
  ],
  [
    'a week over the year’s end',
    'order:a 100',
    ['2026-12-28 order 100 #a', '2027-01-03 order 100 #b'],
    capped({ per: 'week', points: 100 }),
  ],
  [
    'the last and first of a month',
    'order:a 100, order:b 100',
    ['2026-01-31 order 100 #a', '2026-02-01 order 100 #b'],
    capped({ per: 'month', points: 100 }),
  ],
  [
    'the first and last of a month',
    'order:a 100',
    ['2026-01-01 order 100 #a', '2026-01-31 order 100 #b'],
    capped({ per: 'month', points: 100 }),
  ],
  [
    'a year',
    'order:a 100, order:c 100',
    ['2026-01-01 order 100 #a', '2026-12-31 order 100 #b', '2027-01-01 order 100 #c'],
    capped({ per: 'year', points: 100 }),
  ],
  [
    'a lifetime',
    'order:a 100, order:b 20',
    ['2026-01-01 order 100 #a', '2036-12-31 order 100 #b'],
    capped({ per: 'lifetime', points: 120 }),
  ],
  [
    'once a month',
    'order:a 10, order:c 30',
    ['2026-01-01 order 10 #a', '2026-01-02 order 20 #b', '2026-02-01 order 30 #c'],
    capped({ per: 'month', times: 1 }),
  ],
  [
    'twice a month',
    'order:a 10, order:b 20',
    ['2026-01-01 order 10 #a', '2026-01-02 order 20 #b', '2026-01-03 order 30 #c'],
    capped({ per: 'month', times: 2 }),
  ],
  [
    'an order of 0 is no time',
    'order:b 20',
    ['2026-01-01 order 0.50 #a', '2026-01-02 order 20 #b', '2026-01-03 order 30 #c'],
    capped({ per: 'month', times: 1 }),
  ],
  [
    'the rule’s cap does not hold for another rule',
    'order:a 100, deed:r 30',
    ['2026-01-05T09:00 order 100 #a', '2026-01-05T10:00 review #r'],
    capped({ per: 'day', points: 100 }),
  ],
  [
    'the program’s cap holds for all rules',
    'order:a 100, deed:r 20',
    ['2026-01-05T09:00 order 100 #a', '2026-01-05T10:00 review #r'],
    together({ per: 'day', points: 120 }),
  ],
  [
    'the program once a day',
    'deed:r 30',
    ['2026-01-05T09:00 review #r', '2026-01-05T10:00 order 100 #a'],
    together({ per: 'day', times: 1 }),
  ],
  [
    'of two caps the tighter: day',
    'deed:a 30, deed:b 10',
    ['2026-01-05T09:00 review #a', '2026-01-05T10:00 review #b'],
    reviews({ per: 'day', points: 40 }, { per: 'month', points: 100 }),
  ],
  [
    'of two caps the tighter: month',
    'deed:a 30, deed:b 30, deed:c 5',
    ['2026-01-05 review #a', '2026-01-06 review #b', '2026-01-07 review #c'],
    reviews({ per: 'day', points: 40 }, { per: 'month', points: 65 }),
  ],
  [
    'one review a day, and two a month',
    'deed:a 30, deed:c 30',
    [
      '2026-01-05T09:00 review #a',
      '2026-01-05T10:00 review #b',
      '2026-01-06 review #c',
      '2026-01-07 review #d',
    ],
    reviews({ per: 'day', times: 1 }, { per: 'month', times: 2 }),
  ],
  [
    'rule, then program: 30 → 25 → 20',
    'deed:a 20',
    ['2026-01-05 review #a'],
    {
      earning: {
        rules: [review({ caps: [{ per: 'day', points: 25 }] })],
        caps: [{ per: 'day', points: 20 }],
      },
    },
  ],
  [
    'a refund frees nothing for the next order',
    'order:a 60',
    ['2026-01-05T09:00 order 100 #a', '2026-01-05T10:00 order 100 #b', '2026-01-06 refund 40 #a'],
    capped({ per: 'day', points: 100 }),
  ],
  [
    'an order above the cap, refunded down to it: unchanged',
    'order:a 100',
    ['2026-01-05 order 150 #a', '2026-01-06 refund 50 #a'],
    capped({ per: 'day', points: 100 }),
  ],
  [
    'a cancelled order has used its times',
    '',
    ['2026-01-05T09:00 order 100 #a', '2026-01-05T10:00 order 100 #b', '2026-01-06 cancel #a'],
    capped({ per: 'day', times: 1 }),
  ],
  [
    'a test order uses nothing',
    'order:b 100',
    ['2026-01-05T09:00 order 100 #a', '2026-01-05T10:00 order 100 #b', '2026-01-06 test #a'],
    capped({ per: 'day', times: 1 }),
  ],
  [
    'a withdrawn review has used its time',
    '',
    ['2026-01-05T09:00 review #a', '2026-01-05T10:00 review #b', '2026-01-06 withdraw #a'],
    reviews({ per: 'day', times: 1 }),
  ],
  [
    'a new version goes on counting',
    'deed:a 30, deed:b 10',
    ['2026-01-05 review #a', '2026-01-20 review #b'],
    { '2026-01-01': reviews(), '2026-01-10': reviews({ per: 'month', points: 40 }) },
  ],
  [
    'a campaign’s bonus once a month',
    'order:a 150, order:b 100',
    ['2026-01-05 order 100 #a', '2026-01-06 order 100 #b'],
    {
      earning: {
        campaigns: [
          {
            id: 'orders',
            kind: 'bonus',
            points: 50,
            from: '2026-01-01',
            until: '2026-01-31',
            caps: [{ per: 'month', times: 1 }],
          },
        ],
      },
    },
  ],
  [
    'milestones and streaks are capped, too',
    'milestone:nth:1 40',
    ['2026-01-05 order 10 #a', '2026-01-06 order 10 #b'],
    {
      earning: {
        rules: [
          {
            id: 'nth',
            kind: 'orderCount',
            count: 1,
            points: 40,
            repeats: true,
            caps: [{ per: 'year', times: 1 }],
          },
        ],
      },
    },
  ],
];

test.each(CAPS)('%s', (_, gives, life, programs) => {
  expect(outcomeOf(lifeOf(life, programs))).toBe(gives);
});

test('what a cap leaves empty is listed with its reason', () => {
  const twice = ['2026-01-05T09:00 order 100 #a', '2026-01-05T10:00 order 100 #b'];
  expect(nothingsOf(lifeOf(twice, capped({ per: 'day', times: 1 })))).toBe('order:b cap-reached');
});
