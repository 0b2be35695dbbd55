/** Deeds, streaks and milestones, as decision tables: a life, and what it gives. */
import { expect, test } from 'vitest';
import { evaluateMember } from '#app/core/earning/evaluate-member.ts';
import type { RuleInput } from '#app/core/earning/facts-for-tests.ts';
import {
  instant,
  lifeOf,
  nothingsOf,
  outcomeOf,
  type Programs,
} from '#app/core/earning/history-for-tests.ts';
import type { ProgramInput } from '#app/core/program/program.ts';
import { DAY_MS } from '#app/core/time.ts';

type Row = [name: string, gives: string, life: string[], programs: Programs];

function rules(...list: RuleInput[]): ProgramInput {
  return { earning: { rules: list } };
}
function deed(kind: string, points: number, more: object = {}): RuleInput {
  return { id: kind.toLowerCase(), kind: 'deed', deed: kind, points, ...more } as RuleInput;
}
const anyDeed = rules(
  deed('signUp', 100),
  deed('newsletter', 50),
  deed('completeProfile', 40),
  deed('review', 30),
  deed('photoReview', 60),
  deed('survey', 20),
  deed('share', 10),
  deed('custom', 5, { id: 'any-event' }),
  deed('custom', 7, { id: 'wheel', name: 'wheel' }),
);

const DEEDS: Row[] = [
  ['signing up: 100', 'deed:s 100', ['2026-01-05 signUp #s'], anyDeed],
  ['signing up twice: once', 'deed:s 100', ['2026-01-05 signUp #s', '2026-06-05 signUp #t'], anyDeed],
  ['the newsletter: 50', 'deed:n 50', ['2026-01-05 newsletter #n'], anyDeed],
  [
    'the newsletter, years later again: once',
    'deed:n 50',
    ['2026-01-05 newsletter #n', '2031-01-05 newsletter #m'],
    anyDeed,
  ],
  [
    'the profile: 40, once',
    'deed:p 40',
    ['2026-01-05 completeProfile #p', '2026-01-06 completeProfile #q'],
    anyDeed,
  ],
  ['two reviews: 30 each', 'deed:a 30, deed:b 30', ['2026-01-05 review #a', '2026-01-06 review #b'], anyDeed],
  [
    'two reviews at one instant: 30 each',
    'deed:a 30, deed:b 30',
    ['2026-01-05 review #b', '2026-01-05 review #a'],
    anyDeed,
  ],
  ['a photo review is not a review: 60', 'deed:a 60', ['2026-01-05 photoReview #a'], anyDeed],
  ['a survey: 20', 'deed:a 20', ['2026-01-05 survey #a'], anyDeed],
  ['sharing: 10', 'deed:a 10', ['2026-01-05 share #a'], anyDeed],
  ['any event of the merchant: 5', 'deed:a 5', ['2026-01-05 custom quiz #a'], anyDeed],
  ['the named event fits both rules: 5 + 7', 'deed:a 12', ['2026-01-05 custom wheel #a'], anyDeed],
  [
    'another name than the rule’s: 0',
    '',
    ['2026-01-05 custom quiz #a'],
    rules(deed('custom', 7, { name: 'wheel' })),
  ],
  ['no rule about it: 0', '', ['2026-01-05 survey #a'], rules(deed('review', 30))],
  ['an inactive rule: 0', '', ['2026-01-05 review #a'], rules(deed('review', 30, { active: false }))],
  ['a paused program: 0', '', ['2026-01-05 review #a'], { ...anyDeed, active: false }],
  ['before the first program: 0', '', ['2026-01-05 review #a'], { '2026-02-01': anyDeed }],
  ['withdrawn: 0', '', ['2026-01-05 review #a', '2026-01-09 withdraw #a'], anyDeed],
  [
    'signing up again after it was withdrawn: the second',
    'deed:t 100',
    ['2026-01-05 signUp #s', '2026-01-09 withdraw #s', '2026-02-01 signUp #t'],
    anyDeed,
  ],
  [
    'signing up again before it was withdrawn: none',
    '',
    ['2026-01-05 signUp #s', '2026-01-07 signUp #t', '2026-01-09 withdraw #s'],
    anyDeed,
  ],
  [
    'signing up when no rule was, then under one: the second',
    'deed:t 100',
    ['2026-01-05 signUp #s', '2026-03-05 signUp #t'],
    { '2026-01-01': rules(), '2026-02-01': anyDeed },
  ],
  [
    'each deed by the version of its day: 30, then 80',
    'deed:a 30, deed:b 80',
    ['2026-01-05 review #a', '2026-03-05 review #b'],
    { '2026-01-01': rules(deed('review', 30)), '2026-02-01': rules(deed('review', 80)) },
  ],
  [
    'only until the end of January',
    'deed:a 30',
    ['2026-01-31T23:59 review #a', '2026-02-01T00:00 review #b'],
    rules(deed('review', 30, { until: '2026-01-31' })),
  ],
  [
    'a rule for the till is about orders: 0',
    '',
    ['2026-01-05 review #a'],
    rules(deed('review', 30, { channels: ['pos'] })),
  ],
  [
    'only for a segment, before, in and after it',
    'deed:b 30',
    [
      '2026-01-05 review #a',
      '2026-01-06 enter VIP',
      '2026-01-07 review #b',
      '2026-01-08 leave VIP',
      '2026-01-09 review #c',
    ],
    rules(deed('review', 30, { segments: ['VIP'] })),
  ],
  [
    'staff do not earn, and do once they are no staff',
    'deed:b 30',
    ['2026-01-01 tags Staff', '2026-01-05 review #a', '2026-01-06 tags', '2026-01-07 review #b'],
    { ...anyDeed, people: { excludeTags: ['staff'] } },
  ],
  [
    'at the very instant of the tag: excluded',
    '',
    ['2026-01-05 review #a', '2026-01-05 tags staff'],
    { ...anyDeed, people: { excludeTags: ['staff'] } },
  ],
  [
    'before joining, while in, after leaving',
    'deed:b 30',
    [
      '2026-01-05 review #a',
      '2026-01-06 join',
      '2026-01-07 review #b',
      '2026-01-08 quit',
      '2026-01-09 review #c',
    ],
    { ...anyDeed, people: { joining: 'optIn' } },
  ],
  [
    'joining and signing up at one instant: 100',
    'deed:s 100',
    ['2026-01-05 signUp #s', '2026-01-05 join'],
    { ...anyDeed, people: { joining: 'optIn' } },
  ],
  [
    'who leaves an automatic program does not earn',
    'deed:a 30',
    ['2026-01-05 review #a', '2026-01-06 quit', '2026-01-07 review #b'],
    anyDeed,
  ],
];

const birthday = rules({ id: 'bday', kind: 'birthday', points: 200 });
const BIRTHDAYS: Row[] = [
  [
    'each year: 200',
    'deed:a 200, deed:b 200',
    ['2026-03-01 birthday #a', '2027-03-01 birthday #b'],
    birthday,
  ],
  ['twice in a year: once', 'deed:a 200', ['2026-03-01 birthday #a', '2026-12-01 birthday #b'], birthday],
  [
    'the last and first minute of two years: twice',
    'deed:a 200, deed:b 200',
    ['2026-12-31T23:59 birthday #a', '2027-01-01T00:00 birthday #b'],
    birthday,
  ],
  [
    'withdrawn, then another in that year: the second',
    'deed:b 200',
    ['2026-03-01 birthday #a', '2026-03-02 withdraw #a', '2026-04-01 birthday #b'],
    birthday,
  ],
  ['no birthday rule: 0', '', ['2026-03-01 birthday #a'], anyDeed],
];

const streak = (days: number, more: object = {}) =>
  rules({ id: 'run', kind: 'visitStreak', days, points: 15, ...more } as RuleInput);
const visits = (...days: number[]) => days.map((day) => `2026-03-${String(day).padStart(2, '0')} visit`);
const STREAKS: Row[] = [
  ['two of three days: 0', '', visits(1, 2), streak(3)],
  ['three days: 15', 'streak:run:2026-03-03 15', visits(1, 2, 3), streak(3)],
  ['told in another order: the same', 'streak:run:2026-03-03 15', visits(3, 1, 2), streak(3)],
  ['with a gap: 0', '', visits(1, 2, 4), streak(3)],
  ['the gap begins anew: 15', 'streak:run:2026-03-06 15', visits(1, 2, 4, 5, 6), streak(3)],
  ['four days: once', 'streak:run:2026-03-03 15', visits(1, 2, 3, 4), streak(3)],
  [
    'six days: twice',
    'streak:run:2026-03-03 15, streak:run:2026-03-06 15',
    visits(1, 2, 3, 4, 5, 6),
    streak(3),
  ],
  [
    'two visits on one day are one: 0',
    '',
    ['2026-03-01T08:00 visit', '2026-03-01T20:00 visit', '2026-03-02 visit'],
    streak(3),
  ],
  [
    'a minute around midnight is two days: 15',
    'streak:run:2026-03-02 15',
    ['2026-03-01T23:59 visit', '2026-03-02T00:00 visit'],
    streak(2),
  ],
  ['over the night when the clock springs: 15', 'streak:run:2026-03-30 15', visits(28, 29, 30), streak(3)],
  [
    'over the end of February: 15',
    'streak:run:2026-03-01 15',
    ['2026-02-27 visit', '2026-02-28 visit', '2026-03-01 visit'],
    streak(3),
  ],
  [
    'over 29 February: 15',
    'streak:run:2028-03-01 15',
    ['2028-02-28 visit', '2028-02-29 visit', '2028-03-01 visit'],
    streak(3),
  ],
  [
    'over the year’s end: 15',
    'streak:run:2027-01-01 15',
    ['2026-12-31 visit', '2027-01-01 visit'],
    streak(2),
  ],
  [
    'two rules of two and three days',
    'streak:two:2026-03-02 2, streak:three:2026-03-03 3',
    visits(1, 2, 3),
    rules(
      { id: 'two', kind: 'visitStreak', days: 2, points: 2 },
      { id: 'three', kind: 'visitStreak', days: 3, points: 3 },
    ),
  ],
  [
    'a visit before she joined does not count: 0',
    '',
    [...visits(1, 2, 3), '2026-03-02T00:00 join'],
    { ...streak(3), people: { joining: 'optIn' } },
  ],
];

const nth = (count: number, more: object = {}) =>
  rules({ id: 'nth', kind: 'orderCount', count, points: 40, ...more } as RuleInput);
const orders = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `2026-03-${String(index + 1).padStart(2, '0')} order 10 #${index + 1}`,
  );
const COUNTS: Row[] = [
  ['two of three orders: 0', '', orders(2), nth(3)],
  ['the third: 40', 'milestone:nth:1 40', orders(3), nth(3)],
  ['the sixth gives nothing more', 'milestone:nth:1 40', orders(6), nth(3)],
  ['every third: twice', 'milestone:nth:1 40, milestone:nth:2 40', orders(6), nth(3, { repeats: true })],
  ['the first order: 40', 'milestone:nth:1 40', orders(1), nth(1)],
  ['the second of three was cancelled: 0', '', [...orders(3), '2026-04-01 cancel #2'], nth(3)],
  ['a fourth takes its place: 40', 'milestone:nth:1 40', [...orders(4), '2026-04-01 cancel #2'], nth(3)],
  ['a test order is no order: 0', '', [...orders(3), '2026-04-01 test #1'], nth(3)],
  ['a voided payment is no order: 0', '', [...orders(3), '2026-04-01 void #1'], nth(3)],
  [
    'a refund of a part leaves it an order: 40',
    'milestone:nth:1 40',
    [...orders(3), '2026-04-01 refund 5 #1'],
    nth(3),
  ],
  [
    'an order where the till does not earn is none: 0',
    '',
    [...orders(2), '2026-03-03 order 10 #p pos'],
    { earning: { channels: { pos: false }, ...nth(3).earning } },
  ],
  [
    'at the till alone, and the third was: 40',
    'milestone:nth:1 40',
    [...orders(2), '2026-03-03 order 10 #p pos'],
    nth(3, { channels: ['pos'] }),
  ],
  [
    'at the till alone, and the third was online: 0',
    '',
    ['2026-03-01 order 10 #p pos', '2026-03-02 order 10 #q pos', '2026-03-03 order 10 #c'],
    nth(3, { channels: ['pos'] }),
  ],
  ['orders before there was a program do not count: 0', '', orders(3), { '2026-03-02': nth(3) }],
  [
    'beside points per amount',
    'order:1 10, milestone:nth:1 40',
    orders(1),
    rules({ kind: 'orderAmount' }, { id: 'nth', kind: 'orderCount', count: 1, points: 40 }),
  ],
];

const spent = (amount: string, more: object = {}) =>
  rules({ id: 'sum', kind: 'spendMilestone', amount, points: 70, ...more } as RuleInput);
const SUMS: Row[] = [
  ['99.99 of 100: 0', '', ['2026-01-01 order 99.99 #a'], spent('100')],
  ['100 of 100: 70', 'milestone:sum:1 70', ['2026-01-01 order 100 #a'], spent('100')],
  [
    '60 + 40 of 100: 70',
    'milestone:sum:1 70',
    ['2026-01-01 order 60 #a', '2026-02-01 order 40 #b'],
    spent('100'),
  ],
  ['350, once: 70', 'milestone:sum:1 70', ['2026-01-01 order 350 #a'], spent('100')],
  [
    '350, each 100: three times',
    'milestone:sum:1 70, milestone:sum:2 70, milestone:sum:3 70',
    ['2026-01-01 order 350 #a'],
    spent('100', { repeats: true }),
  ],
  [
    '250 + 60, each 100: the third by the second order',
    'milestone:sum:1 70, milestone:sum:2 70, milestone:sum:3 70',
    ['2026-01-01 order 250 #a', '2026-02-01 order 60 #b'],
    spent('100', { repeats: true }),
  ],
  ['100 − 0.01: taken back', '', ['2026-01-01 order 100 #a', '2026-01-05 refund 0.01 #a'], spent('100')],
  [
    '350 − 60, each 100: two stay',
    'milestone:sum:1 70, milestone:sum:2 70',
    ['2026-01-01 order 350 #a', '2026-01-05 refund 60 #a'],
    spent('100', { repeats: true }),
  ],
  [
    '60 cancelled, 40 + 60 later: 70',
    'milestone:sum:1 70',
    ['2026-01-01 order 60 #a', '2026-01-02 order 40 #b', '2026-01-03 cancel #a', '2026-02-01 order 60 #c'],
    spent('100'),
  ],
  [
    'every 0.10 of 1.00: ten times',
    Array.from({ length: 10 }, (_, index) => `milestone:sum:${index + 1} 70`).join(', '),
    ['2026-01-01 order 1 #a'],
    spent('0.1', { repeats: true }),
  ],
];

test.each([...DEEDS, ...BIRTHDAYS, ...STREAKS, ...COUNTS, ...SUMS])('%s', (_, gives, life, programs) => {
  const history = lifeOf(life, programs);
  expect(
    outcomeOf(history)
      .split(', ')
      .filter((one) => !/^order:\d+ 0$/.test(one))
      .join(', '),
  ).toBe(gives);
});

test.each([
  ['twice', ['2026-01-05 signUp #s', '2026-01-06 signUp #t'], anyDeed, 'deed:t already-given'],
  ['withdrawn', ['2026-01-05 review #a', '2026-01-06 withdraw #a'], anyDeed, 'deed:a withdrawn'],
  ['no rule', ['2026-01-05 review #a'], rules(), 'deed:a no-rule'],
  ['no program', ['2026-01-05 review #a'], { '2026-02-01': anyDeed }, 'deed:a no-program'],
  [
    'a milestone that went back',
    [...orders(3), '2026-04-01 cancel #2'],
    nth(3),
    'order:1 no-rule, order:2 cancelled, order:3 no-rule, milestone:nth:1 not-reached',
  ],
  ['days that might have ended a run', visits(1, 2, 3, 4), streak(3), 'streak:run:2026-03-04 not-reached'],
] as [string, string[], Programs, string][])(
  'what gives nothing is listed with its reason: %s',
  (_, life, programs, nothings) => {
    expect(nothingsOf(lifeOf(life, programs))).toBe(nothings);
  },
);

test('an erased predecessor had signed up: no second welcome', () => {
  const history = lifeOf(['2026-01-05 signUp #s', '2026-01-05 newsletter #n'], anyDeed, {
    alreadyGiven: ['signUp'],
  });
  expect(outcomeOf(history)).toBe('deed:n 50');
  expect(nothingsOf(history)).toBe('deed:s already-given');
});

test('points of a deed are on hold for the days of its rule, of several for the longest', () => {
  const program = rules(
    deed('custom', 5, { id: 'one', holdDays: 3 }),
    deed('custom', 7, { id: 'two', holdDays: 10 }),
  );
  const [target] = evaluateMember(lifeOf(['2026-01-05 custom x #a'], program)).targets;
  expect(target?.maturesAt).toBe(instant('2026-01-05') + 10 * DAY_MS);
});
