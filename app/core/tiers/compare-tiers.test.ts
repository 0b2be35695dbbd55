import { expect, test } from 'vitest';
import { tiers } from '#app/core/program/tiers.ts';
import { compareTiers, foldTiers, type MemberLife, type TierFact } from '#app/core/tiers/compare-tiers.ts';
import { GOLD, PLATINUM, SILVER, threeTiers } from '#app/core/tiers/timeline-for-tests.ts';
import { tierOf } from '#app/core/tiers/tier-book.ts';

const shop = { zone: 'Europe/Berlin', currency: 'EUR' };
const versions = [{ appliesFrom: 0, rules: threeTiers() }];
const dear = threeTiers({
  list: [{ ...SILVER, enter: '600', keep: '600' }, { ...GOLD, enter: '900' }, PLATINUM],
});

function spent(memberId: string, ...amounts: [time: string, euros: number][]): MemberLife {
  const facts: TierFact[] = amounts.map(([time, euros], index) => ({
    kind: 'contribution',
    at: Date.parse(time),
    source: `order:${index}`,
    amounts: { spend: euros * 100, points: euros, orders: Math.sign(euros) },
  }));
  return { memberId, joinedAt: Date.parse('2026-01-01'), facts };
}

const members = [
  spent('ada', ['2026-02-01', 950]),
  spent('bea', ['2026-02-01', 500]),
  spent('cid', ['2026-02-01', 599]),
  spent('dan', ['2026-02-01', 10]),
  spent('eve', ['2026-02-01', 3000]),
  spent('fay', ['2026-07-01', 3000]),
];

test('a comparison counts who moves where, at once and in the end', () => {
  const comparison = compareTiers(members, { ...shop, versions, to: dear, at: Date.parse('2026-06-01') });
  expect(comparison).toEqual({
    flows: [
      { before: 'silver', after: 'silver', inTheEnd: null, members: 2 },
      { before: null, after: null, inTheEnd: null, members: 2 },
      { before: 'silver', after: 'gold', inTheEnd: 'gold', members: 1 },
      { before: 'platinum', after: 'platinum', inTheEnd: 'platinum', members: 1 },
    ],
    shifts: [
      { memberId: 'ada', before: 'silver', after: 'gold', inTheEnd: 'gold' },
      { memberId: 'bea', before: 'silver', after: 'silver', inTheEnd: null },
      { memberId: 'cid', before: 'silver', after: 'silver', inTheEnd: null },
    ],
  });
});

test('rules that move at once move at once', () => {
  const to = { ...dear, onChange: 'moveNow' as const };
  const { shifts } = compareTiers(members, { ...shop, versions, to, at: Date.parse('2026-06-01') });
  expect(shifts.map(({ memberId, after }) => [memberId, after])).toEqual([
    ['ada', 'gold'],
    ['bea', null],
    ['cid', null],
  ]);
});

test('rules that change nothing shift nobody', () => {
  const { shifts } = compareTiers(members, {
    ...shop,
    versions,
    to: threeTiers(),
    at: Date.parse('2026-06-01'),
  });
  expect(shifts).toEqual([]);
});

test('members who were never seen stand where what costs nothing puts them', () => {
  const to = tiers.parse({ list: [{ ...SILVER, enter: '0', keep: '0' }, GOLD] });
  const nobody = { memberId: 'gus', joinedAt: Date.parse('2026-01-01'), facts: [] };
  const { shifts } = compareTiers([nobody], { ...shop, versions, to, at: Date.parse('2026-06-01') });
  expect(shifts).toEqual([{ memberId: 'gus', before: null, after: 'silver', inTheEnd: 'silver' }]);
});

test('a life is folded under the rules of its days, scores and grants among its facts', () => {
  const byScore = threeTiers({ basis: 'score' });
  const history = [...versions, { appliesFrom: Date.parse('2026-03-01'), rules: byScore }];
  const life: MemberLife = {
    memberId: 'hal',
    joinedAt: Date.parse('2026-01-01'),
    facts: [
      ...spent('hal', ['2026-02-01', 500]).facts,
      { kind: 'score', at: Date.parse('2026-04-01'), score: 1_000 },
      { kind: 'grant', at: Date.parse('2026-05-01'), tierId: 'platinum', until: Date.parse('2026-06-01') },
    ],
  };
  const stood = ['2026-01-15', '2026-02-01', '2026-03-02', '2026-04-01', '2026-05-01', '2026-06-01'].map(
    (time) => tierOf(foldTiers(life, { ...shop, versions: history, at: Date.parse(time) }).book),
  );
  expect(stood).toEqual([null, 'silver', 'silver', 'gold', 'platinum', 'gold']);
});

test('there is nothing to compare without rules', () => {
  expect(() => compareTiers(members, { ...shop, versions: [], to: dear, at: 0 })).toThrow(RangeError);
});
