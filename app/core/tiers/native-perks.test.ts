import { expect, test } from 'vitest';
import type { MemberPerks } from '#app/core/contracts/member-perks.ts';
import { nativePerks } from '#app/core/tiers/native-perks.ts';

const BESIDE = { order: false, product: true, shipping: false };

function perks(tiers: Record<string, [number, string | null, Record<string, string>?]>): MemberPerks {
  const entries = Object.entries(tiers).map(([id, [percent, freeShippingFrom, names = {}]]) => [
    id,
    { percent, freeShippingFrom, names },
  ]);
  return { v: 1, tiers: Object.fromEntries(entries) };
}

test.for([
  ['a per cent', [12.3, null], [['percent', 0.123, null]]],
  ['free shipping always', [0, '0'], [['shipping', 0, null]]],
  ['free shipping from a subtotal', [0, '50.00'], [['shipping', 0, '50.00']]],
  [
    'both',
    [10, '20'],
    [
      ['percent', 0.1, null],
      ['shipping', 0, '20'],
    ],
  ],
  ['neither', [0, null], []],
] as const)('%s', ([, tier, wanted]) => {
  const [gold] = nativePerks(perks({ gold: [tier[0], tier[1]] }), BESIDE, 'en');
  expect(gold?.segment).toBe('Treuwerk: gold');
  expect(gold?.perks.map(({ kind, share, from }) => [kind, share, from])).toEqual(wanted);
});

test('both perks of a tier stand beside each other, one alone only beside what the merchant chose', () => {
  const [both] = nativePerks(perks({ gold: [10, '0'] }), BESIDE, 'en');
  expect(both?.perks.map(({ combinesWith }) => combinesWith)).toEqual([
    { order: false, product: true, shipping: true },
    { order: true, product: true, shipping: false },
  ]);
  const [alone] = nativePerks(perks({ gold: [10, null] }), BESIDE, 'en');
  expect(alone?.perks[0]?.combinesWith).toEqual(BESIDE);
});

test('no two discounts share a tag or a title, in the language of the shop', () => {
  const names = { en: 'Gold', de: 'Goldstufe' };
  const tiers = nativePerks(perks({ gold: [10, '0', names], old: [5, null, names] }), BESIDE, 'de');
  const all = tiers.flatMap((tier) => tier.perks);
  expect(all.map(({ title }) => title)).toEqual([
    'Goldstufe',
    'Goldstufe – Gratisversand',
    'Goldstufe (old)',
  ]);
  expect(new Set(all.map(({ tag }) => tag)).size).toBe(3);
  const [unnamed] = nativePerks(perks({ gold: [10, null, { fr: 'Or' }] }), BESIDE, 'en');
  expect(unnamed?.perks[0]?.title).toBe('Or');
});
