import { expect, test } from 'vitest';
import { programSchema } from '#app/core/program/program.ts';
import { changedScalars, scalarsOf } from '#app/core/scalars.ts';
import { toStanding } from '#app/core/standing.ts';

const program = programSchema.parse({
  rewards: [
    { id: 'ten', kind: 'amountOff', points: 1_000, amount: '10' },
    { id: 'five', kind: 'amountOff', points: 500, amount: '5' },
    { id: 'gone', kind: 'amountOff', points: 200, amount: '2', active: false },
  ],
});

function standingOf(available: number, tier: string | null) {
  const standing = toStanding(undefined, new Date(0), undefined);
  const shown = tier === null ? null : { id: tier, name: tier, names: {}, keptUntil: null };
  return { ...standing, available, tier: shown };
}

test('the scalars say tier, points, what is missing for the next reward, and the segment', () => {
  expect(scalarsOf(standingOf(120, 'gold'), ['vip', 'regular', 'rfm-at-risk'], program)).toEqual({
    tier: 'gold',
    points: '120',
    next_reward: '{"rewardId":"five","points":500,"missing":380}',
    segment: 'vip',
    segments: '["regular","rfm-at-risk","vip"]',
    level: 'vip',
    rfm_group: 'at-risk',
  });
  expect(scalarsOf(standingOf(1_000, null), [], program).next_reward).toBe('{}');
});

test('what Shopify has already is not written again', () => {
  const wanted = scalarsOf(standingOf(120, 'gold'), [], program);
  expect(changedScalars(wanted, {})).toEqual({
    tier: 'gold',
    points: '120',
    next_reward: wanted.next_reward,
  });
  expect(changedScalars(wanted, wanted)).toEqual({});
  expect(changedScalars({ ...wanted, points: '121' }, wanted)).toEqual({ points: '121' });
});

test('who never had a tier is not said to have none, who had one is', () => {
  const none = scalarsOf(standingOf(0, null), [], undefined);
  expect(changedScalars(none, { points: '0', next_reward: '{}' })).toEqual({});
  expect(changedScalars(none, { points: '0', next_reward: '{}', tier: 'gold', segment: 'vip' })).toEqual({
    tier: 'none',
    segment: 'none',
  });
});

test('a list of segments is written while she is in one, and once more when she has left the last', () => {
  const [inside, outside] = [['vip'], []].map((segments) =>
    scalarsOf(standingOf(0, null), segments, program),
  );
  expect(changedScalars(inside ?? {}, {}).segments).toBe('["vip"]');
  expect(changedScalars(outside ?? {}, {}).segments).toBeUndefined();
  expect(changedScalars(outside ?? {}, inside ?? {}).segments).toBe('[]');
});
