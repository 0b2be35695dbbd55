import { expect, test } from 'vitest';
import { type Audience, audienceKey, audienceQuery, belongs } from '#app/core/audience.ts';

const GOLD: Audience = { kind: 'tier', tierId: 'gold' };
const VIP: Audience = { kind: 'segment', segment: 'vip' };

test.for([
  ['a tier is the one that she stands in', GOLD, 'gold', [], true],
  ['no other tier', GOLD, 'silver', ['gold'], false],
  ['no tier', GOLD, null, [], false],
  ['a segment is one of those that she is in', VIP, null, ['regular', 'vip'], true],
  ['no other segment, and no tier of that name', VIP, 'vip', ['top-vip'], false],
] as const)('%s', ([, one, tierId, segments, expected]) => {
  expect(belongs(one, { tierId, segments })).toBe(expected);
});

test('a tier and a segment of one name are two audiences', () => {
  expect(audienceKey({ kind: 'tier', tierId: 'vip' })).not.toBe(audienceKey(VIP));
});

test('Shopify compares the tier, and asks the list whether it holds the segment', () => {
  expect(audienceQuery(GOLD, { namespace: 'app--1', key: 'tier' })).toBe("metafields.app--1.tier = 'gold'");
  expect(audienceQuery(VIP, { namespace: 'app--1', key: 'segments' })).toBe(
    "metafields.app--1.segments CONTAINS 'vip'",
  );
});
