/**
 * Recency, frequency, monetary value: a score from 1 to 5 each, and the groups that follow from them. The groups have the
 * names that Shopify gives its own (`CustomerRfmGroup`), in the sense of Shopify's descriptions; docs/insight.md has the table.
 */
import { type QuintileCuts, quintileOf } from '#app/core/scores/quintiles.ts';

export const RFM_GROUPS = [
  'champions',
  'loyal',
  'active',
  'new',
  'promising',
  'needs-attention',
  'previously-loyal',
  'at-risk',
  'almost-lost',
  'dormant',
  'prospects',
] as const;
export type RfmGroup = (typeof RFM_GROUPS)[number];

export type RfmScores = { recency: number; frequency: number; monetary: number };

/** Cuts of the last order's day, of the number of orders, of the revenue in minor units. */
export type RfmCuts = { lastDay: QuintileCuts; orders: QuintileCuts; revenue: QuintileCuts };

export type RfmFacts = { lastDay: number; orders: number; revenueMinor: number };

export function rfmScores(facts: RfmFacts, cuts: RfmCuts): RfmScores {
  return {
    recency: quintileOf(facts.lastDay, cuts.lastDay),
    frequency: quintileOf(facts.orders, cuts.orders),
    monetary: quintileOf(facts.revenueMinor, cuts.revenue),
  };
}

/** Group by recency (5 to 1, downwards) and by F + M: low to 4, middle to 7, high to 8, very high above. */
const GROUPS: Record<number, readonly [low: RfmGroup, middle: RfmGroup, high: RfmGroup, veryHigh: RfmGroup]> =
  {
    5: ['new', 'active', 'champions', 'champions'],
    4: ['promising', 'active', 'loyal', 'loyal'],
    3: ['promising', 'needs-attention', 'loyal', 'loyal'],
    2: ['almost-lost', 'at-risk', 'at-risk', 'previously-loyal'],
    1: ['dormant', 'almost-lost', 'at-risk', 'previously-loyal'],
  };

/** Null scores: she has never ordered. */
export function rfmGroup(scores: RfmScores | null): RfmGroup {
  if (!scores) return 'prospects';
  const strength = scores.frequency + scores.monetary;
  const [low, middle, high, veryHigh] = GROUPS[scores.recency] ?? [
    'dormant',
    'dormant',
    'dormant',
    'dormant',
  ];
  if (strength <= 4) return low;
  if (strength <= 7) return middle;
  return strength === 8 ? high : veryHigh;
}

/** "543": recency, frequency, monetary value. */
export function rfmCode({ recency, frequency, monetary }: RfmScores): string {
  return `${recency}${frequency}${monetary}`;
}
