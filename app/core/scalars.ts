/**
 * What stands beside the standing as metafields of their own, because Shopify's segments, Functions and Liquid need
 * plain values: each is written only when it differs from what Shopify has.
 */
import { NO_TIER } from '#app/core/contracts/member-perks.ts';
import type { Standing } from '#app/core/contracts/standing.ts';
import type { Program } from '#app/core/program/program.ts';

/** Key of the metafield → its type at Shopify; `shopify.app.toml` declares the same. */
export const SCALAR_TYPES = {
  tier: 'single_line_text_field',
  points: 'number_integer',
  next_reward: 'json',
  segment: 'single_line_text_field',
} as const;
export type ScalarKey = keyof typeof SCALAR_TYPES;
export type Scalars = Partial<Record<ScalarKey, string>>;

export function scalarsOf(standing: Standing, segment: string | null, program: Program | undefined): Scalars {
  return {
    tier: standing.tier?.id ?? NO_TIER,
    points: String(standing.available),
    next_reward: JSON.stringify(nextReward(standing.available, program)),
    segment: segment ?? NO_TIER,
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
    const never = value === NO_TIER && written[key] === undefined;
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
