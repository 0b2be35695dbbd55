/** Members' lives as decision tables: tiers and their gifts, refunds, versions. */
import { expect, test } from 'vitest';
import { evaluateMember } from '#app/core/earning/evaluate-member.ts';
import { per, type RuleInput } from '#app/core/earning/facts-for-tests.ts';
import {
  instant,
  lifeOf,
  nothingsOf,
  outcomeOf,
  type Programs,
} from '#app/core/earning/history-for-tests.ts';
import type { ProgramInput } from '#app/core/program/program.ts';

type Row = [name: string, gives: string, life: string[], programs: Programs];

const review = (more: object = {}): RuleInput =>
  ({ id: 'review', kind: 'deed', deed: 'review', points: 30, ...more }) as RuleInput;
const silver = { id: 'silver', name: { en: 'Silver' }, enter: '100', earningFactor: 2 };
const gold = { id: 'gold', name: { en: 'Gold' }, enter: '300', earningFactor: 3 };
const tiered = (tiers: object = {}, more: ProgramInput = {}): ProgramInput => ({
  tiers: { list: [silver, gold], ...tiers },
  ...more,
});
const gifts = (tiers: object = {}): ProgramInput =>
  tiered({
    list: [
      { ...silver, entryGift: 5, earningFactor: 1 },
      { ...gold, entryGift: 7, earningFactor: 1 },
    ],
    ...tiers,
  });

const TIERS: Row[] = [
  [
    'the order that lifts her earns by the old tier, the next by the new',
    'order:a 100, order:b 20',
    ['2026-01-05 order 100 #a', '2026-01-06 order 10 #b'],
    tiered(),
  ],
  [
    'told the other way round: the same',
    'order:a 100, order:b 20',
    ['2026-01-06 order 10 #b', '2026-01-05 order 100 #a'],
    tiered(),
  ],
  [
    'at one instant by name: b does not yet profit',
    'order:a 100, order:b 20',
    ['2026-01-05 order 100 #a', '2026-01-05 order 10 #b'],
    tiered(),
  ],
  [
    'two steps: 100, 2 × 200, 3 × 10',
    'order:a 100, order:b 400, order:c 30',
    ['2026-01-05 order 100 #a', '2026-01-06 order 200 #b', '2026-01-07 order 10 #c'],
    tiered(),
  ],
  [
    'a refund before the next order does not undo silver',
    'order:a 50, order:b 20',
    ['2026-01-05 order 100 #a', '2026-01-06 refund 50 #a', '2026-01-07 order 10 #b'],
    tiered(),
  ],
  [
    'where refunds undo, it does',
    'order:a 50, order:b 10',
    ['2026-01-05 order 100 #a', '2026-01-06 refund 50 #a', '2026-01-07 order 10 #b'],
    tiered({ refundUndoes: true }),
  ],
  [
    'a refund after the next order leaves that one alone',
    'order:a 50, order:b 20',
    ['2026-01-05 order 100 #a', '2026-01-06 order 10 #b', '2026-01-07 refund 50 #a'],
    tiered({ refundUndoes: true }),
  ],
  [
    'a chargeback has no time of its own: there was never a lift',
    'order:b 10',
    ['2026-01-05 order 100 #a', '2026-01-06 order 10 #b', '2026-01-07 void #a'],
    tiered(),
  ],
  ['given by hand: 3 × 10', 'order:a 30', ['2026-01-05 grant gold', '2026-01-06 order 10 #a'], tiered()],
  [
    'by points: 100 lift her',
    'order:a 100, order:b 20',
    ['2026-01-05 order 100 #a', '2026-01-06 order 10 #b'],
    tiered({ basis: 'points' }),
  ],
  [
    'by points, a deed counts: 70 + 30',
    'order:a 70, deed:r 30, order:b 20',
    ['2026-01-05 order 70 #a', '2026-01-06 review #r', '2026-01-07 order 10 #b'],
    tiered({ basis: 'points' }, { earning: { rules: [per(1, '1.00'), review()] } }),
  ],
  [
    'by points, a deed that does not qualify: 70',
    'order:a 70, deed:r 30, order:b 10',
    ['2026-01-05 order 70 #a', '2026-01-06 review #r', '2026-01-07 order 10 #b'],
    tiered({ basis: 'points' }, { earning: { rules: [per(1, '1.00'), review({ qualifies: false })] } }),
  ],
  [
    'by points, a withdrawn deed lifted her until then',
    'order:a 70, order:b 20, order:c 10',
    [
      '2026-01-05 order 70 #a',
      '2026-01-06 review #r',
      '2026-01-07 order 10 #b',
      '2026-01-08 withdraw #r',
      '2026-01-09 order 10 #c',
    ],
    tiered({ basis: 'points', refundUndoes: true }, { earning: { rules: [per(1, '1.00'), review()] } }),
  ],
  [
    'by orders: the third earns double',
    'order:a 10, order:b 10, order:c 20',
    ['2026-01-05 order 10 #a', '2026-01-06 order 10 #b', '2026-01-07 order 10 #c'],
    tiered({ basis: 'orders', list: [{ ...silver, enter: '2' }] }),
  ],
  [
    'by score: 80 of 50',
    'order:a 20',
    ['2026-01-05 score 80', '2026-01-06 order 10 #a'],
    tiered({ basis: 'score', list: [{ ...silver, enter: '50' }] }),
  ],
  [
    'a new year without enough: silver falls',
    'order:a 100, order:b 10',
    ['2026-01-05 order 100 #a', '2028-01-05 order 10 #b'],
    tiered(),
  ],
  [
    'excluded people climb no tier',
    '',
    ['2026-01-01 tags staff', '2026-01-05 order 100 #a'],
    tiered({}, { people: { excludeTags: ['staff'] } }),
  ],
  ['an entry gift', 'order:a 100, tier-gift:silver 5', ['2026-01-05 order 100 #a'], gifts()],
  [
    'a jump brings each gift',
    'order:a 300, tier-gift:silver 5, tier-gift:gold 7',
    ['2026-01-05 order 300 #a'],
    gifts(),
  ],
  [
    'a jump brings the last gift alone',
    'order:a 300, tier-gift:gold 7',
    ['2026-01-05 order 300 #a'],
    gifts({ entryGifts: 'last' }),
  ],
  [
    'a gift once in a life',
    'order:a 100, order:b 100, tier-gift:silver 5',
    ['2026-01-05 order 100 #a', '2029-01-05 order 100 #b'],
    gifts(),
  ],
  [
    'a refund leaves the gift',
    'order:a 10, tier-gift:silver 5',
    ['2026-01-05 order 100 #a', '2026-01-06 refund 90 #a'],
    gifts(),
  ],
  [
    'a refund that undoes the tier takes the gift',
    'order:a 10',
    ['2026-01-05 order 100 #a', '2026-01-06 refund 90 #a'],
    gifts({ refundUndoes: true }),
  ],
  [
    'undone, and reached again: one gift',
    'order:a 10, order:b 90, tier-gift:silver 5',
    ['2026-01-05 order 100 #a', '2026-01-06 refund 90 #a', '2026-01-07 order 90 #b'],
    gifts({ refundUndoes: true }),
  ],
  [
    'gold undone, silver stays with its gift',
    'order:a 150, tier-gift:silver 5',
    ['2026-01-05 order 300 #a', '2026-01-06 refund 150 #a'],
    gifts({ refundUndoes: true }),
  ],
  [
    'a gift of an earlier year outlives a refund in a later one',
    'order:a 100, order:b 10, tier-gift:silver 5',
    ['2026-01-05 order 100 #a', '2029-01-05 order 100 #b', '2029-01-06 refund 90 #b'],
    gifts({ refundUndoes: true }),
  ],
];

const VERSIONS: Row[] = [
  [
    'each order by the version of its day',
    'order:a 10, order:b 20',
    ['2026-01-05 order 10 #a', '2026-03-05 order 10 #b'],
    { '2026-01-01': {}, '2026-02-01': { earning: { rules: [per(2, '1.00')] } } },
  ],
  [
    'a refund later does not change the version',
    'order:a 5',
    ['2026-01-05 order 10 #a', '2026-03-05 refund 5 #a'],
    { '2026-01-01': {}, '2026-02-01': { earning: { rules: [per(2, '1.00')] } } },
  ],
  [
    'tiers come with the second version and look back',
    'order:a 100, order:b 20',
    ['2026-01-05 order 100 #a', '2026-03-05 order 10 #b'],
    { '2026-01-01': {}, '2026-02-01': tiered() },
  ],
  [
    'a tier that was given before there was a program',
    'order:a 30',
    ['2026-01-05 grant gold', '2026-03-05 order 10 #a'],
    { '2026-02-01': tiered() },
  ],
  [
    'joining matters from the version that asks for it',
    'order:a 10, order:c 10',
    ['2026-01-05 order 10 #a', '2026-03-05 order 10 #b', '2026-03-06 join', '2026-03-07 order 10 #c'],
    { '2026-01-01': {}, '2026-02-01': { people: { joining: 'optIn' } } },
  ],
];

const SEGMENTS: Row[] = [
  [
    'segments as of the order’s time',
    'order:b 10',
    [
      '2026-01-05 order 10 #a',
      '2026-01-06 enter VIP',
      '2026-01-07 order 10 #b',
      '2026-01-08 leave VIP',
      '2026-01-09 order 10 #c',
    ],
    { earning: { rules: [per(1, '1.00', { segments: ['VIP'] })] } },
  ],
  [
    'tags as of the order’s time, a later refund changes nothing of that',
    'order:a 5',
    ['2026-01-05 order 10 #a', '2026-01-06 tags staff', '2026-01-07 refund 5 #a', '2026-01-08 order 10 #b'],
    { people: { excludeTags: ['staff'] } },
  ],
];

test.each([...TIERS, ...VERSIONS, ...SEGMENTS])('%s', (_, gives, life, programs) => {
  expect(outcomeOf(lifeOf(life, programs))).toBe(gives);
});

test('what an undone tier leaves empty is listed with its reason', () => {
  const undone = ['2026-01-05 order 100 #a', '2026-01-06 refund 90 #a'];
  expect(nothingsOf(lifeOf(undone, gifts({ refundUndoes: true })))).toBe(
    'tier-gift:gold not-reached, tier-gift:silver not-reached',
  );
});

test('a gift keeps its day when a refund undoes a later entry', () => {
  const life = ['2026-01-05 order 100 #a', '2029-01-05 order 100 #b', '2029-01-06 refund 90 #b'];
  const { targets } = evaluateMember(lifeOf(life, gifts({ refundUndoes: true })));
  expect(targets.find(({ source }) => source === 'tier-gift:silver')).toMatchObject({
    points: 5,
    occurredAt: instant('2026-01-05'),
  });
});

test('a target carries what the ledger needs: version, hold, expiry, policy and reason', () => {
  const program: ProgramInput = {
    hold: { days: 14 },
    expiry: { kind: 'afterMonths', months: 36 },
    debtPolicy: 'clamp',
  };
  const [target] = evaluateMember(lifeOf(['2026-01-05 order 10 #a'], program)).targets;
  expect(target).toMatchObject({
    source: 'order:a',
    points: 10,
    occurredAt: instant('2026-01-05'),
    version: 1,
    maturesAt: instant('2026-01-19'),
    expiry: { kind: 'afterMonths', months: 36, zone: 'Europe/Berlin' },
    debtPolicy: 'clamp',
    reasons: ['order'],
  });
});

test('the outcome says the tier, its moves and when time alone moves it', () => {
  const { tier, moves, nextDueAt } = evaluateMember(
    lifeOf(['2026-01-05 order 100 #a'], tiered(), { now: instant('2026-06-01') }),
  );
  expect(tier).toMatchObject({
    tierId: 'silver',
    progress: { amount: 10_000, nextTierId: 'gold', nextAt: 30_000 },
  });
  expect(moves.map(({ from, to, because }) => [from, to, because])).toEqual([[null, 'silver', 'entered']]);
  expect(nextDueAt).toBe(instant('2027-01-01T00:00'));
});

test('without tiers nothing is due but the next version', () => {
  const programs = { '2026-01-01': {}, '2026-08-01': tiered() };
  const now = instant('2026-06-01');
  expect(evaluateMember(lifeOf(['2026-01-05 order 100 #a'], programs, { now })).nextDueAt).toBe(
    instant('2026-08-01T00:00'),
  );
  expect(evaluateMember(lifeOf(['2026-01-05 order 100 #a'], {}, { now })).nextDueAt).toBeNull();
});
