/**
 * What stands beside the standing as metafields of their own, because Shopify's segments, Functions and Liquid need
 * plain values: each is written only when it differs from what Shopify has.
 */
import { NO_TIER } from '#app/core/contracts/member-perks.ts';
import type { Standing } from '#app/core/contracts/standing.ts';
import type { Program } from '#app/core/program/program.ts';
import { LEVELS } from '#app/core/scores/levels.ts';
import { groupAmong } from '#app/core/segments/built-in.ts';

/** Key of the metafield → its type at Shopify; `shopify.app.toml` declares the same. */
export const SCALAR_TYPES = {
  tier: 'single_line_text_field',
  points: 'number_integer',
  next_reward: 'json',
  segment: 'single_line_text_field',
  segments: 'list.single_line_text_field',
  level: 'single_line_text_field',
  rfm_group: 'single_line_text_field',
} as const;
export type ScalarKey = keyof typeof SCALAR_TYPES;
export type Scalars = Partial<Record<ScalarKey, string>>;

/** Shopify takes no more in one list. */
const SEGMENTS_MAX = 128;
const EMPTY_LIST = '[]';

/** @param segments that she is in now, the one that she entered last first. */
export function scalarsOf(
  standing: Standing,
  segments: readonly string[],
  program: Program | undefined,
): Scalars {
  return {
    tier: standing.tier?.id ?? NO_TIER,
    points: String(standing.available),
    next_reward: JSON.stringify(nextReward(standing.available, program)),
    segment: segments[0] ?? NO_TIER,
    segments: JSON.stringify(segments.slice(0, SEGMENTS_MAX).toSorted()),
    level: LEVELS.find((level) => segments.includes(level)) ?? NO_TIER,
    rfm_group: groupAmong(segments) ?? NO_TIER,
  };
}

/**
 * What must be written so that Shopify has `wanted`. A tier or segment that she never had is not written at all: only
 * who had one is said to have none.
 */
export function changedScalars(wanted: Scalars, written: Scalars): Scalars {
  const keys = Object.keys(SCALAR_TYPES) as ScalarKey[];
  const changed = keys.flatMap((key): [ScalarKey, string][] => {
    const value = wanted[key];
    const nothing = value === NO_TIER || value === EMPTY_LIST;
    const never = nothing && written[key] === undefined;
    return value === undefined || value === written[key] || never ? [] : [[key, value]];
  });
  return Object.fromEntries(changed);
}

/** The cheapest reward that she cannot have yet; empty when there is none. */
function nextReward(available: number, program: Program | undefined) {
  const [next] = (program?.rewards ?? [])
    .filter(({ active, points }) => active && points > available)
    .toSorted((a, b) => a.points - b.points);
  return next ? { rewardId: next.id, points: next.points, missing: next.points - available } : {};
}
