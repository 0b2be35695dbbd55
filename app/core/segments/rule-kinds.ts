/** Which rules segments may have, in the order in which they are offered, and how many. */
import type { SegmentRule } from '#app/core/segments/rules.ts';

export const RULE_KINDS: readonly SegmentRule['kind'][] = [
  ...(['orders', 'spent', 'basket', 'lastOrder', 'firstOrder', 'known', 'points', 'tier'] as const),
  ...(['segment', 'consent', 'language', 'birthday', 'bought', 'recommended', 'orderedSince'] as const),
];
export const RULES_MAX = 10;
export const SEGMENTS_MAX = 30;
